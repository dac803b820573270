package io.careloom.orders.subscriptions;

import java.util.UUID;

/**
 * Subscribes a patient.
 *
 * @param status active or paused
 */
public record CreateSubscription(UUID patientId, SubscriptionTerms terms, SubscriptionStatus status) {}

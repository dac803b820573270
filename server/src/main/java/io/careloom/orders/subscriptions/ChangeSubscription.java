package io.careloom.orders.subscriptions;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different.
 *
 * @param terms fields of {@link SubscriptionTerms} by their snake_case names, with values of their types
 * @param status null to keep
 */
public record ChangeSubscription(
        Map<String, @Nullable Object> terms, @Nullable SubscriptionStatus status) {}

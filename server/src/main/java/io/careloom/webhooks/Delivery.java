package io.careloom.webhooks;

import java.time.Instant;
import java.util.UUID;

/**
 * A leased message: this node alone may send it until its lease ends.
 *
 * @param recordedAt part of its key
 */
record Delivery(
        UUID deliveryId,
        Instant recordedAt,
        UUID tenantId,
        UUID eventId,
        String eventType,
        String body,
        String retryProfile,
        int attemptCount,
        UUID lease) {}

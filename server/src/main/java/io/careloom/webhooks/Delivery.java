package io.careloom.webhooks;

import java.util.UUID;

/** A claimed message: this node alone may send it until its lease ends. */
record Delivery(
        UUID deliveryId,
        UUID tenantId,
        UUID eventId,
        String eventType,
        String url,
        String body,
        String retryProfile,
        int attemptCount,
        UUID lease) {}

package io.careloom.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to enqueue.
 *
 * @param subjectId the thing whose messages are sent in order
 * @param createdAt tenant time
 */
record Queued(
        UUID deliveryId,
        UUID tenantId,
        UUID eventId,
        String eventType,
        @Nullable String modelType,
        @Nullable UUID modelId,
        UUID subjectId,
        String url,
        String body,
        String dispatch,
        String retryProfile,
        Instant createdAt) {

    Delivery leased(Instant recordedAt, UUID lease) {
        return new Delivery(deliveryId, recordedAt, tenantId, eventId, eventType, body, retryProfile, 0, lease);
    }
}

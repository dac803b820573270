package io.careloom.webhooks.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.careloom.webhooks.SentWebhook;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sent webhook on the wire: the log's line, with the body both as an object and as its exact text.
 *
 * @param payload the body as a JSON object
 * @param payloadRaw the same as text, exactly as signed and sent
 */
record SentWebhookJson(
        UUID id,
        UUID partnerId,
        UUID environmentId,
        SentWebhook.Environment environment,
        String event,
        @Nullable String modelType,
        @Nullable UUID modelId,
        String url,
        @JsonRawValue String payload,
        String payloadRaw,
        String status,
        String dispatch,
        List<SentWebhook.Attempt> attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    static SentWebhookJson of(SentWebhook sent) {
        return new SentWebhookJson(
                sent.id(),
                sent.partnerId(),
                sent.environmentId(),
                sent.environment(),
                sent.event(),
                sent.modelType(),
                sent.modelId(),
                sent.url(),
                sent.payloadRaw(),
                sent.payloadRaw(),
                sent.status(),
                sent.dispatch(),
                sent.attempts(),
                sent.nextAttemptAt(),
                sent.createdAt(),
                sent.updatedAt(),
                sent.deletedAt());
    }
}

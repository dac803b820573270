package io.careloom.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log of sent webhooks, shaped as the wire shows it; secrets are never part of it.
 *
 * @param payloadRaw the body's exact text, as signed and sent
 * @param nextAttemptAt tenant time, null when nothing is due any more
 */
public record SentWebhook(
        UUID id,
        UUID partnerId,
        UUID environmentId,
        Environment environment,
        String event,
        @Nullable String modelType,
        @Nullable UUID modelId,
        String url,
        String payloadRaw,
        String status,
        String dispatch,
        List<Attempt> attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    /** The environment it was sent from. */
    public record Environment(UUID id, String identifier) {}

    /**
     * One attempt.
     *
     * @param number from 1
     * @param status HTTP status, null when nothing was answered
     * @param error one word of a closed list, null on success
     */
    public record Attempt(
            int number,
            Instant at,
            @Nullable Integer status,
            int durationMs,
            @Nullable String error) {}

    SentWebhook attempted(List<Attempt> made) {
        return new SentWebhook(
                id,
                partnerId,
                environmentId,
                environment,
                event,
                modelType,
                modelId,
                url,
                payloadRaw,
                status,
                dispatch,
                made,
                nextAttemptAt,
                createdAt,
                updatedAt,
                deletedAt);
    }
}

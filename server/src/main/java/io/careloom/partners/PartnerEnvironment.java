package io.careloom.partners;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The webhook endpoint of a partner in one environment, shaped like the wire; only those who may change it see it. */
public record PartnerEnvironment(
        UUID id,
        UUID environmentId,
        String identifier,
        String webhookUrl,
        String webhookSecret,
        @Nullable String webhookAuthorization,
        String jsonStyle,
        String retryProfile,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    @Override
    public String toString() {
        return "PartnerEnvironment[" + id + "]";
    }
}

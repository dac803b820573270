package io.careloom.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key of a partner's program, shaped like the wire.
 *
 * @param clientSecret 40 letters and digits; shown once, when the key is made, else null
 */
public record Credential(
        UUID id,
        String name,
        UUID partnerId,
        UUID environmentId,
        UUID clientId,
        @Nullable String clientSecret,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    Credential showing(String secret) {
        return new Credential(id, name, partnerId, environmentId, clientId, secret, createdAt, updatedAt, deletedAt);
    }

    @Override
    public String toString() {
        return "Credential[" + id + "]";
    }
}

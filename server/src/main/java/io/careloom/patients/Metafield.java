package io.careloom.patients;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A custom property as the wire shows it.
 *
 * @param modelId the patient
 * @param metadata null until something needs it, as are {@code emailedAt} and {@code deletedAt}
 */
public record Metafield(
        UUID id,
        String modelType,
        UUID modelId,
        String key,
        String value,
        String scope,
        String type,
        @Nullable String title,
        @Nullable String metadata,
        @Nullable Instant emailedAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    /** What of it was told by the partner. */
    NewMetafield told() {
        return new NewMetafield(key, title, value, type);
    }

    @Override
    public String toString() {
        return "Metafield[" + id + "]";
    }
}

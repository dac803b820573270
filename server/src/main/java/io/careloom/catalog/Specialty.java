package io.careloom.catalog;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A field of medicine.
 *
 * @param isPublic whether partners find it and take it up by themselves
 * @param deletedAt null while it is offered
 */
public record Specialty(
        UUID id,
        String title,
        boolean isPublic,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}

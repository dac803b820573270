package io.careloom.catalog;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A thing as its list keeps it.
 *
 * @param deletedAt null while it is offered
 */
public record Listed<T>(
        UUID id,
        T thing,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}

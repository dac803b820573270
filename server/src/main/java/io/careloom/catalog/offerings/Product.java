package io.careloom.catalog.offerings;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an offering is about.
 *
 * @param deletedAt null while it is offered
 */
public record Product(
        UUID id,
        ProductType type,
        ProductTerms terms,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}

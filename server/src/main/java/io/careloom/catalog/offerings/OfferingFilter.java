package io.careloom.catalog.offerings;

import org.jspecify.annotations.Nullable;

/**
 * Which offerings of a shelf are wanted; null for any.
 *
 * @param pharmacyId the pharmacy that the product names
 * @param search a part of a title, of the product's name or of its strength
 */
public record OfferingFilter(
        @Nullable ProductType type,
        @Nullable Integer pharmacyId,
        @Nullable String search) {
    /** All of them. */
    public static final OfferingFilter ALL = new OfferingFilter(null, null, null);
}

package io.careloom.partners;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which partners a list shows; null filters nothing.
 *
 * @param name contained, but for case; {@code parentCompany} likewise
 */
public record PartnerFilter(
        @Nullable UUID id, @Nullable String name, @Nullable String parentCompany) {
    /** Filters nothing. */
    public static final PartnerFilter ALL = new PartnerFilter(null, null, null);
}

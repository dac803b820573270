package io.careloom.partners;

import io.careloom.kernel.Problem;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which partners a list shows; null filters nothing.
 *
 * @param name contained, but for case; {@code parentCompany} likewise
 * @param status {@code new} until it is accepted, {@code active} from then on, {@code inactive} while it is switched off
 * @param withChildren also partners that name a parent company
 * @param recentlyActive only partners of which a tenant in the caller's scope had a new case in the last thirty days
 */
public record PartnerFilter(
        @Nullable UUID id,
        @Nullable String name,
        @Nullable String parentCompany,
        @Nullable String status,
        boolean withChildren,
        boolean recentlyActive) {
    private static final Set<String> STATUSES = Set.of("new", "active", "inactive");

    public PartnerFilter {
        if (status != null && !STATUSES.contains(status)) {
            throw Problem.invalid("status", "The status is new, active or inactive.");
        }
    }

    /** Filters nothing. */
    public static final PartnerFilter ALL = new PartnerFilter(null, null, null, null, true, false);
}

package io.careloom.orders;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows.
 *
 * @param patientId null for anybody's
 * @param caseIds null for every case
 * @param partners empty for all
 * @param caseType new or follow-up; null for both
 */
public record OrderFilter(
        @Nullable UUID patientId,
        @Nullable Collection<UUID> caseIds,
        Collection<UUID> partners,
        @Nullable OrderStatus status,
        @Nullable String pharmacyId,
        @Nullable String caseType) {
    /** Those of one patient. */
    static OrderFilter ofPatient(UUID patientId) {
        return new OrderFilter(patientId, null, List.of(), null, null, null);
    }

    /** The same within these cases; null for no further bound. */
    OrderFilter within(@Nullable Collection<UUID> cases) {
        return new OrderFilter(patientId, cases, partners, status, pharmacyId, caseType);
    }
}

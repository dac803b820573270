package io.careloom.cases;

import io.careloom.kernel.Environment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a spreadsheet of a partner's cases. Null does not narrow.
 *
 * @param statuses at least one
 * @param inStatus since when they are in their status
 * @param environments empty for all
 */
public record ExportEncounters(
        List<CaseStatus> statuses,
        @Nullable UUID clinicianId,
        Days inStatus,
        Days created,
        @Nullable Boolean followUp,
        @Nullable Boolean sync,
        @Nullable Boolean chargeable,
        Set<Environment> environments) {

    /** Days in UTC, both included; null for an open end. */
    public record Days(
            @Nullable LocalDate first, @Nullable LocalDate last) {
        @Nullable
        Instant from() {
            return first == null ? null : first.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        @Nullable
        Instant until() {
            return last == null ? null : last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}

package io.careloom.cases.http;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.Encounters.ExportFilter;
import io.careloom.cases.Encounters.ExportFilter.Days;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the web consoles send about cases. */
final class EncounterJson {
    private static final String TYPE = "The type is new or follow-up.";

    private EncounterJson() {}

    /** Which cases a spreadsheet shall hold; days are in UTC and both included. */
    record Export(
            @NotEmpty List<@NotNull String> status,
            @Nullable UUID clinicianId,
            @Nullable LocalDate statusDateFrom,
            @Nullable LocalDate statusDateTo,
            @Nullable LocalDate createdAtFrom,
            @Nullable LocalDate createdAtTo,

            @Nullable @Pattern(regexp = "(?i)new|follow-up", message = TYPE)
            String type,

            @Nullable Boolean isSync,
            @Nullable Boolean isChargeable,
            @Nullable List<@NotNull String> environments) {
        ExportFilter command() {
            return new ExportFilter(
                    status.stream().map(Export::status).toList(),
                    clinicianId,
                    new Days(statusDateFrom, statusDateTo),
                    new Days(createdAtFrom, createdAtTo),
                    type == null ? null : type.equalsIgnoreCase("follow-up"),
                    isSync,
                    isChargeable,
                    named(environments == null ? List.of() : environments));
        }

        private static CaseStatus status(String word) {
            return CaseStatus.named(word)
                    .orElseThrow(() -> Problem.invalid("status", "A status that does not exist is named."));
        }
    }

    /** The environments called so, in any case; empty when none is named. */
    static Set<Environment> named(List<String> words) {
        Set<Environment> found = EnumSet.noneOf(Environment.class);
        for (String word : words) {
            found.add(Environment.named(word)
                    .orElseThrow(() -> Problem.invalid("environments", "An environment is live or sandbox.")));
        }
        return found;
    }
}

package io.careloom.clinicians;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which clinicians a list shows; null and empty filter nothing (W-05).
 *
 * @param email exactly, but for case
 * @param firstName contained, but for case; {@code lastName} likewise
 * @param environments those who may work in any of these
 */
public record ClinicianFilter(
        @Nullable UUID id,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        List<String> environments) {
    /** Filters nothing. */
    public static final ClinicianFilter ALL = new ClinicianFilter(null, null, null, null, List.of());

    @Override
    public String toString() {
        return "ClinicianFilter[]";
    }
}

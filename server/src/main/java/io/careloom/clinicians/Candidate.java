package io.careloom.clinicians;

import io.careloom.kernel.Environment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinician with a practice area in the asked state, and all that decides whether a case may be given to it.
 *
 * @param licenseNumber the state's, null when it is not known
 * @param licensedUntil last valid day in the state, null for no end; may have passed
 * @param outFrom start of an absence, null for an absence that has begun; counts only with {@code outOfOffice}
 * @param outUntil end of the absence (the beginning of the first day back where the clinician lives), null for open
 */
public record Candidate(
        UUID clinicianId,
        @Nullable String licenseNumber,
        @Nullable LocalDate licensedUntil,
        boolean active,
        boolean available,
        boolean outOfOffice,
        @Nullable Instant outFrom,
        @Nullable Instant outUntil,
        Set<Environment> environments,
        boolean testingAccount) {
    public Candidate {
        environments = Set.copyOf(environments);
    }
}

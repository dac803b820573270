package io.careloom.clinicians;

import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.kernel.Environment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
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
 * @param partnerPriority what the asking partner gives it, null when the two are not tied
 * @param specialties those it is of, with the priority there
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
        boolean testingAccount,
        @Nullable Priority partnerPriority,
        Map<UUID, Priority> specialties) {
    public Candidate {
        environments = Set.copyOf(environments);
        specialties = Map.copyOf(specialties);
    }

    /** Nobody's in particular yet; {@code zone} is where the clinician lives. */
    static Candidate of(Clinician one, PracticeArea area, ZoneId zone) {
        ClinicianDetails details = one.details();
        return new Candidate(
                one.clinicianId(),
                area.licenseNumber(),
                area.expiresAt(),
                details.active(),
                details.caseAssignmentAvailability(),
                details.isOutOfOffice(),
                beginning(details.outOfOfficeFrom(), zone),
                beginning(details.outOfOfficeReturnAt(), zone),
                details.environments(),
                details.isTestingAccount(),
                null,
                Map.of());
    }

    Candidate tied(@Nullable Priority ofPartner, Map<UUID, Priority> bySpecialty) {
        return new Candidate(
                clinicianId,
                licenseNumber,
                licensedUntil,
                active,
                available,
                outOfOffice,
                outFrom,
                outUntil,
                environments,
                testingAccount,
                ofPartner,
                bySpecialty);
    }

    private static @Nullable Instant beginning(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }
}

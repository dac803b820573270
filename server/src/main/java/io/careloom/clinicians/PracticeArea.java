package io.careloom.clinicians;

import io.careloom.geography.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A state in which a clinician may practise.
 *
 * @param expiresAt last valid day, null for none
 * @param isSync may also give live visits there
 * @param isExpired whether that day has passed in the state's main time zone
 */
public record PracticeArea(
        UUID practiceAreaId,
        UUID clinicianId,
        State state,
        @Nullable String licenseNumber,
        @Nullable LocalDate expiresAt,
        boolean isSync,
        boolean isExpired,
        Instant createdAt,
        Instant updatedAt) {}

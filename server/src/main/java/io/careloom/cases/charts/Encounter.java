package io.careloom.cases.charts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as a raw record, its id named {@code id}; so the test operations and the web consoles show it.
 *
 * @param partnerAmountCharged US dollars with two decimals, as stored money is text; null until it was charged at its end
 */
public record Encounter(
        UUID id,
        UUID patientId,
        UUID partnerId,
        @Nullable UUID referenceCaseId,
        boolean isSync,
        String caseType,
        @Nullable UUID caseAssignmentId,
        UUID caseStatusId,
        @Nullable Instant prioritizedAt,
        @Nullable String prioritizedReason,
        @Nullable Instant lockedAt,
        boolean isLocked,
        boolean servicePdfExported,
        boolean isChargeable,
        @Nullable String partnerAmountCharged,
        @Nullable String metadata,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        boolean prioritized,
        Status caseStatus,
        @Nullable Assignment caseAssignment) {

    /** The present status of an {@link Encounter}. */
    public record Status(UUID id, String name, @Nullable String reason, Instant updatedAt, Instant createdAt) {}

    /** The present assignment of an {@link Encounter}. */
    public record Assignment(
            UUID id,
            UUID caseId,
            UUID clinicianId,
            @Nullable String reason,
            Instant createdAt,
            Instant updatedAt) {}
}

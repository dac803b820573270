package io.careloom.cases.charts;

import io.careloom.clinicians.ClinicianCard;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has a case, shaped like the wire.
 *
 * @param clinician null only when the clinician's account is gone
 */
public record CaseAssignment(
        UUID caseAssignmentId,
        @Nullable String reason,
        Instant createdAt,
        @Nullable ClinicianCard clinician) {}

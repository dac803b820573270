package io.careloom.cases.charts;

import io.careloom.cases.offerings.CaseOffering;
import io.careloom.files.StoredFile;
import io.careloom.partners.Partner;
import io.careloom.partners.Tag;
import io.careloom.patients.Patient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case with its patient, partner and clinician, shaped like the wire (partner-contract.md 7.2). The exam is null
 * until there are exams.
 *
 * @param caseCost in US dollars what the partner was charged for it, or would be if it ended now; null where the answer is not
 *     for the partner, or not of a question for the one case
 * @param holdStatus the same as in {@code caseStatus}; clients read either
 * @param caseAssignment null until assigned
 */
public record CaseChart(
        @Nullable BigDecimal caseCost,
        @Nullable Instant prioritizedAt,
        @Nullable String prioritizedReason,
        boolean prioritized,
        @Nullable Instant lockedAt,
        boolean isLocked,
        boolean isAdditionalApprovalNeeded,
        Instant createdAt,
        @Nullable String metadata,
        @Nullable UUID patientExamId,
        boolean isChargeable,
        boolean isSync,
        String caseType,
        UUID caseId,
        @Nullable UUID referenceCaseId,
        boolean holdStatus,
        Status caseStatus,
        Patient patient,
        Partner partner,
        @Nullable CaseAssignment caseAssignment,
        List<Tag> tags,
        List<StoredFile> caseFiles,
        List<CaseOffering.Shown> caseOfferings,
        List<CasePrescription> casePrescriptions,
        List<ServedLine> caseServices) {

    /** Where a case stands, as nested in cases. */
    public record Status(
            String name, boolean holdStatus, @Nullable String reason, Instant updatedAt, Instant createdAt) {}
}

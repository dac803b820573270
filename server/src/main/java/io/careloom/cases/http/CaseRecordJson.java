package io.careloom.cases.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.careloom.cases.charts.CaseRecord;
import io.careloom.cases.charts.Encounter;
import io.careloom.partners.Partner;
import io.careloom.patients.Patient;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The raw record of a case, as {@code /web} shows it; the relations at the end are there only when asked for. */
record CaseRecordJson(
        UUID id,
        UUID caseId,
        UUID patientId,
        UUID partnerId,
        UUID environmentId,
        @Nullable UUID referenceCaseId,
        String status,
        boolean holdStatus,
        boolean isSync,
        boolean isAdditionalApprovalNeeded,
        String caseType,
        @Nullable UUID caseAssignmentId,
        UUID caseStatusId,
        @Nullable UUID clinicianId,
        boolean prioritized,
        @Nullable Instant prioritizedAt,
        @Nullable String prioritizedReason,
        @Nullable Instant lockedAt,
        boolean isLocked,
        boolean isChargeable,
        @Nullable String partnerAmountCharged,
        @Nullable String metadata,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) Encounter.@Nullable Status caseStatus,
        @JsonInclude(JsonInclude.Include.NON_NULL) Encounter.@Nullable Assignment caseAssignment,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Patient patient,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Partner partner) {

    static CaseRecordJson of(CaseRecord found, Predicate<String> wants) {
        Encounter one = found.encounter();
        Encounter.Assignment assignment = one.caseAssignment();
        return new CaseRecordJson(
                one.id(),
                one.id(),
                one.patientId(),
                one.partnerId(),
                found.environment().id(),
                one.referenceCaseId(),
                one.caseStatus().name(),
                found.holdStatus(),
                one.isSync(),
                found.isAdditionalApprovalNeeded(),
                one.caseType(),
                one.caseAssignmentId(),
                one.caseStatusId(),
                assignment == null ? null : assignment.clinicianId(),
                one.prioritized(),
                one.prioritizedAt(),
                one.prioritizedReason(),
                one.lockedAt(),
                one.isLocked(),
                one.isChargeable(),
                one.partnerAmountCharged(),
                one.metadata(),
                one.createdAt(),
                one.updatedAt(),
                one.deletedAt(),
                wants.test("caseStatus") || wants.test("case_status") ? one.caseStatus() : null,
                wants.test("caseAssignment") || wants.test("case_assignment") ? assignment : null,
                found.patient(),
                found.partner());
    }
}

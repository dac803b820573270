package io.careloom.cases.charts;

import io.careloom.cases.offerings.CaseOffering;
import io.careloom.files.StoredFile;
import io.careloom.partners.Tag;
import io.careloom.patients.Patient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A case in the lists by status and by search, shaped like the wire (partner-contract.md 7.4). */
public record CaseLine(
        UUID caseId,
        UUID partnerId,
        @Nullable UUID referenceCaseId,
        @Nullable UUID patientExamId,
        boolean isAdditionalApprovalNeeded,
        @Nullable Instant prioritizedAt,
        @Nullable String prioritizedReason,
        boolean prioritized,
        boolean servicePdfExported,
        String caseType,
        boolean isChargeable,
        boolean isUpsellGenerated,
        @Nullable String chargedBy,
        boolean isSync,
        @Nullable String metadata,
        CaseChart.Status caseStatus,
        Instant createdAt,
        @Nullable PatientLine patient,
        @Nullable Assignment caseAssignment,
        List<Object> programs,
        List<CasePrescription> casePrescriptions,
        List<CaseOffering.Shown> caseOfferings,
        List<ServedLine> caseServices,
        List<DiseaseLine> diseases,
        List<Tag> tags,
        List<CaseOrders.Line> orders) {

    /** A disease, whose id this list calls {@code id}; the other name is what all other answers have. */
    public record DiseaseLine(UUID id, UUID diseaseId, boolean isPrimary, String icd, String description) {
        /** The disease as this list shows it. */
        public static DiseaseLine of(CaseDisease disease) {
            return new DiseaseLine(
                    disease.diseaseId(),
                    disease.diseaseId(),
                    disease.isPrimary(),
                    disease.icd(),
                    disease.description());
        }
    }

    /** The patient, as far as a list shows one. */
    public record PatientLine(
            UUID patientId,
            LocalDate dateOfBirth,
            String firstName,
            String lastName,
            int gender,
            String genderLabel,
            String email,
            String phoneNumber,
            @Nullable Boolean pregnancy,
            Patient.Address address) {
        @Override
        public String toString() {
            return "PatientLine[" + patientId + "]";
        }
    }

    /** The assignment, as far as a list shows one. */
    public record Assignment(
            Instant createdAt,
            @Nullable String reason,
            UUID clinicianId,
            @Nullable Holder clinician) {}

    /** The clinician of an assignment. */
    public record Holder(
            UUID clinicianId,
            @Nullable String clinicianSpecialty,
            String firstName,
            String lastName,
            String fullName,
            boolean isOnline,
            @Nullable StoredFile photo) {}

    /** A case in the list of one patient's cases, with its questions, notes and diseases, shaped like the wire. */
    public record OfPatient(
            UUID caseId,
            String caseType,
            CaseChart.Status caseStatus,
            @Nullable CaseAssignment caseAssignment,
            List<StoredFile> caseFiles,
            List<CaseNote> caseNotes,
            List<CaseOffering.Shown> caseOfferings,
            List<CasePrescription> casePrescriptions,
            List<CaseQuestion> caseQuestions,
            List<CaseDisease> diseases,
            @Nullable UUID referenceCaseId,
            boolean prioritized,
            @Nullable Instant prioritizedAt,
            @Nullable String prioritizedReason,
            boolean isLocked,
            @Nullable Instant lockedAt,
            boolean isAdditionalApprovalNeeded,
            boolean isChargeable,
            boolean isSync,
            @Nullable String metadata,
            Instant createdAt,
            Instant updatedAt) {}
}

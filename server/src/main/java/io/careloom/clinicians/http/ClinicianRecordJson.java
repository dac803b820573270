package io.careloom.clinicians.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.clinicians.Clinician;
import io.careloom.clinicians.ClinicianBond;
import io.careloom.clinicians.ClinicianDetails;
import io.careloom.clinicians.ClinicianView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The raw record of a clinician, as {@code /web} and the clinician itself see it. Files are null until there are any; the
 * relations at the end are there only when asked for.
 */
record ClinicianRecordJson(
        UUID id,
        UUID clinicianId,
        UUID userId,
        @Nullable String suffix,
        String firstName,
        String lastName,
        String fullName,
        String email,
        boolean active,
        boolean caseAssignmentAvailability,
        boolean isMessageAvailability,
        boolean isTestingAccount,
        boolean isOutOfOffice,
        @Nullable LocalDate outOfOfficeFrom,
        @Nullable LocalDate outOfOfficeReturnAt,
        @Nullable String automaticSyncMessage,
        @Nullable String bioDetails,
        @Nullable String outOfOfficeMessage,
        @Nullable String specialty,
        @Nullable UUID automaticSyncVideoFileId,
        @Nullable UUID thankYouVideoFileId,
        @Nullable UUID photoId,
        @Nullable UUID signatureId,
        @Nullable UUID w9formId,
        @Nullable UUID timezoneId,
        @Nullable String profileUrl,
        @Nullable Integer gender,
        @Nullable LocalDate dateOfBirth,
        @Nullable String phoneNumber,
        @Nullable String faxNumber,
        @Nullable Integer phoneType,
        @Nullable UUID addressId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Void deletedAt,
        @JsonUnwrapped Relations relations) {

    /** What is there only when asked for; null where it is not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Relations(
            @Nullable List<String> permissions,
            ClinicianView.@Nullable Address address,
            @Nullable List<LicenseJson> licenses,
            @Nullable List<PracticeAreaJson> states,
            @Nullable List<BondJson.OfSpecialty> specialties,
            @Nullable List<BondJson.OfPartner> partners,
            @Nullable List<AssistantJson> medicalAssistants,
            BondJson.@Nullable Pivot pivot) {
        static Relations of(ClinicianView view, Predicate<String> wants, Further further) {
            return new Relations(
                    wants.test("permissions") ? view.clinician().details().permissions() : null,
                    wants.test("address") ? view.address() : null,
                    wants.test("licenses") ? LicenseJson.all(view.licenses()) : null,
                    wants.test("states") ? PracticeAreaJson.all(view.practiceAreas()) : null,
                    further.specialties(),
                    further.partners(),
                    further.medicalAssistants(),
                    further.pivot());
        }
    }

    /** Relations that are looked up for many clinicians at once; null where they are not asked for. */
    record Further(
            @Nullable List<BondJson.OfSpecialty> specialties,
            @Nullable List<BondJson.OfPartner> partners,
            @Nullable List<AssistantJson> medicalAssistants,
            BondJson.@Nullable Pivot pivot) {
        static final Further NONE = new Further(null, null, null, null);

        /** Of a clinician listed at the other end of a bond. */
        static Further tied(ClinicianBond bond) {
            return new Further(null, null, null, BondJson.Pivot.of(bond));
        }
    }

    static ClinicianRecordJson of(ClinicianView view, Predicate<String> wants) {
        return of(view, wants, Further.NONE);
    }

    static ClinicianRecordJson of(ClinicianView view, Predicate<String> wants, Further further) {
        Clinician clinician = view.clinician();
        ClinicianDetails details = clinician.details();
        Clinician.Address address = clinician.address();
        return new ClinicianRecordJson(
                clinician.clinicianId(),
                clinician.clinicianId(),
                clinician.userId(),
                details.suffix(),
                details.firstName(),
                details.lastName(),
                details.fullName(),
                details.email(),
                details.active(),
                details.caseAssignmentAvailability(),
                details.isMessageAvailability(),
                details.isTestingAccount(),
                details.isOutOfOffice(),
                details.outOfOfficeFrom(),
                details.outOfOfficeReturnAt(),
                details.automaticSyncMessage(),
                details.bioDetails(),
                details.outOfOfficeMessage(),
                details.specialty(),
                details.automaticSyncVideoFileId(),
                details.thankYouVideoFileId(),
                details.photoId(),
                details.signatureId(),
                details.w9formId(),
                details.timezoneId(),
                details.profileUrl(),
                details.gender(),
                details.dateOfBirth(),
                details.phoneNumber(),
                details.faxNumber(),
                details.phoneType(),
                address == null ? null : address.addressId(),
                clinician.createdAt(),
                clinician.updatedAt(),
                null,
                Relations.of(view, wants, further));
    }
}

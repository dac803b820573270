package io.careloom.clinicians.http;

import io.careloom.clinicians.ClinicianCard;
import io.careloom.clinicians.ClinicianDetails;
import io.careloom.clinicians.ClinicianView;
import io.careloom.clinicians.License;
import io.careloom.clinicians.PracticeArea;
import io.careloom.files.StoredFile;
import io.careloom.geography.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinician as partners and clinicians see one (partner-contract.md 8). Partners' own clinicians are not known yet.
 *
 * @param phoneType text here, as the wire has it
 */
record ClinicianProfileJson(
        UUID clinicianId,
        boolean isOnline,
        @Nullable String specialty,
        String fullName,
        String firstName,
        String lastName,
        @Nullable LocalDate dateOfBirth,
        @Nullable String suffix,
        String email,
        @Nullable String phoneNumber,
        @Nullable String phoneType,
        @Nullable String faxNumber,
        @Nullable String profileUrl,
        @Nullable StoredFile photo,
        List<ClinicianCard.LicenseNumber> licenses,
        List<Area> practiceAreas,
        @Nullable String bioDetails,
        @Nullable String automaticSyncMessage,
        boolean isMessageAvailability,
        boolean caseAssignmentAvailability,
        boolean active,
        boolean isOutOfOffice,
        @Nullable String outOfOfficeMessage,
        boolean managedByPartner,
        @Nullable StoredFile automaticSyncVideoFile) {

    static ClinicianProfileJson of(ClinicianView view) {
        ClinicianDetails details = view.clinician().details();
        Integer phoneType = details.phoneType();
        return new ClinicianProfileJson(
                view.clinician().clinicianId(),
                view.online(),
                details.specialty(),
                details.fullName(),
                details.firstName(),
                details.lastName(),
                details.dateOfBirth(),
                details.suffix(),
                details.email(),
                details.phoneNumber(),
                phoneType == null ? null : phoneType.toString(),
                details.faxNumber(),
                details.profileUrl(),
                view.photo(),
                view.licenses().stream().map(License::number).toList(),
                view.practiceAreas().stream().map(Area::of).toList(),
                details.bioDetails(),
                details.automaticSyncMessage(),
                details.isMessageAvailability(),
                details.caseAssignmentAvailability(),
                details.active(),
                details.isOutOfOffice(),
                details.outOfOfficeMessage(),
                false,
                view.automaticSyncVideo());
    }

    /** A state the clinician practises in. */
    record Area(
            UUID clinicianPracticeAreaId,
            boolean isExpired,
            @Nullable Instant expiresAt,
            @Nullable String licenseNumber,
            State state) {
        static Area of(PracticeArea area) {
            return new Area(
                    area.practiceAreaId(),
                    area.isExpired(),
                    PracticeAreaJson.midnight(area.expiresAt()),
                    area.licenseNumber(),
                    area.state());
        }
    }
}

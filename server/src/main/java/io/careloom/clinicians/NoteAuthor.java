package io.careloom.clinicians;

import io.careloom.files.StoredFile;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinician as a clinical note nests its author (partner-contract.md 7.5): how to reach the person, too.
 *
 * @param isOnline whether the clinician used the server in the last five minutes
 * @param phoneType text here, as the wire has it
 * @param photo null where the clinician has none
 */
public record NoteAuthor(
        UUID clinicianId,
        boolean isOnline,
        @Nullable String specialty,
        String fullName,
        String firstName,
        String lastName,
        @Nullable String suffix,
        String email,
        @Nullable LocalDate dateOfBirth,
        @Nullable String phoneNumber,
        @Nullable String phoneType,
        @Nullable String faxNumber,
        @Nullable String profileUrl,
        boolean active,
        boolean caseAssignmentAvailability,
        List<ClinicianCard.LicenseNumber> licenses,
        @Nullable StoredFile photo,
        @Nullable String bioDetails) {

    static NoteAuthor of(Clinician clinician, List<License> licenses, @Nullable StoredFile photo, boolean online) {
        ClinicianDetails details = clinician.details();
        Integer phoneType = details.phoneType();
        return new NoteAuthor(
                clinician.clinicianId(),
                online,
                details.specialty(),
                details.fullName(),
                details.firstName(),
                details.lastName(),
                details.suffix(),
                details.email(),
                details.dateOfBirth(),
                details.phoneNumber(),
                phoneType == null ? null : phoneType.toString(),
                details.faxNumber(),
                details.profileUrl(),
                details.active(),
                details.caseAssignmentAvailability(),
                licenses.stream().map(License::number).toList(),
                photo,
                details.bioDetails());
    }

    @Override
    public String toString() {
        return "NoteAuthor[" + clinicianId + "]";
    }
}

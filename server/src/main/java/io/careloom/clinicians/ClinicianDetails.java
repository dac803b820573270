package io.careloom.clinicians;

import io.careloom.kernel.Environment;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a clinician, but for the address (W-03, W-04).
 *
 * @param permissions environments the clinician may work in: {@code live}, {@code sandbox}
 * @param caseAssignmentAvailability may be given new cases
 * @param outOfOfficeFrom first day of an absence, null for an absence that has begun
 * @param outOfOfficeReturnAt first day back, null for open
 * @param gender ISO 5218: 0, 1, 2 or 9
 * @param phoneType 2 (cell) or 4 (home)
 */
public record ClinicianDetails(
        String firstName,
        String lastName,
        @Nullable String suffix,
        String email,
        boolean active,
        List<String> permissions,
        boolean caseAssignmentAvailability,
        boolean isMessageAvailability,
        boolean isTestingAccount,
        boolean isOutOfOffice,
        @Nullable LocalDate outOfOfficeFrom,
        @Nullable LocalDate outOfOfficeReturnAt,
        @Nullable String outOfOfficeMessage,
        @Nullable String automaticSyncMessage,
        @Nullable String bioDetails,
        @Nullable String specialty,
        @Nullable UUID timezoneId,
        @Nullable String profileUrl,
        @Nullable Integer gender,
        @Nullable LocalDate dateOfBirth,
        @Nullable String phoneNumber,
        @Nullable Integer phoneType,
        @Nullable String faxNumber,
        @Nullable UUID photoId,
        @Nullable UUID signatureId,
        @Nullable UUID w9formId,
        @Nullable UUID automaticSyncVideoFileId,
        @Nullable UUID thankYouVideoFileId) {
    /** What names a file. */
    static final Set<String> FILES =
            Set.of("photo_id", "signature_id", "w9form_id", "automatic_sync_video_file_id", "thank_you_video_file_id");

    public ClinicianDetails {
        firstName = firstName.strip();
        lastName = lastName.strip();
        email = email.strip();
        permissions = permissions.stream().distinct().sorted().toList();
    }

    /** A clinician of whom only this is known: active, takes cases, takes no messages, not away. */
    public static ClinicianDetails named(
            String firstName, String lastName, String email, Set<Environment> environments) {
        return new ClinicianDetails(
                firstName,
                lastName,
                null,
                email,
                true,
                environments.stream().map(Environment::identifier).toList(),
                true,
                false,
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** First and last name. */
    public String fullName() {
        return (firstName + " " + lastName).strip();
    }

    Set<Environment> environments() {
        return Environments.of(permissions);
    }

    @Override
    public String toString() {
        return "ClinicianDetails[]";
    }
}

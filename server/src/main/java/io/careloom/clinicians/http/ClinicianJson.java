package io.careloom.clinicians.http;

import io.careloom.clinicians.ChangeClinician;
import io.careloom.clinicians.ChangeOwnProfile;
import io.careloom.clinicians.ClinicianDetails;
import io.careloom.clinicians.CreateClinician;
import io.careloom.clinicians.NewAddress;
import io.careloom.kernel.Change;
import io.careloom.platform.Fields;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is sent of clinicians (W-03, W-04 and the clinician's own profile). */
final class ClinicianJson {
    static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";
    private static final String PHONE = "(\\+?1[ .-]?)?(\\([0-9]{3}\\)|[0-9]{3})[ .-]?[0-9]{3}[ .-]?[0-9]{4}";
    private static final String FAX = "[0-9()+ .-]{7,25}";
    private static final String LATER = "This file cannot be named yet.";
    private static final int NAME = 100;
    private static final int LINE = 255;
    private static final int TEXT = 20_000;

    private static final List<String> NOT_DETAILS =
            List.of("address", "automatic_sync_video_id", "npdb_id", "practice_areas", "licenses");

    private ClinicianJson() {}

    private static Map<String, @Nullable Object> details(Record sent) {
        Map<String, @Nullable Object> details = Fields.sent(sent);
        details.keySet().removeAll(NOT_DETAILS);
        return details;
    }

    /**
     * The fields an administrator sets; names, e-mail and permissions are required of a new clinician. {@code active} and
     * {@code out_of_office_from} are ours.
     */
    record Sent(
            Change<@NotNull @Size(min = 1, max = 2) List<@NotNull @Pattern(regexp = "live|sandbox") String>>
                    permissions,
            Change<@Size(max = NAME) String> suffix,
            Change<@NotBlank @Size(max = NAME) String> firstName,
            Change<@NotBlank @Size(max = NAME) String> lastName,
            Change<@NotNull Boolean> active,
            Change<@NotNull Boolean> caseAssignmentAvailability,
            Change<@NotNull Boolean> isMessageAvailability,
            Change<@NotNull Boolean> isTestingAccount,
            Change<@NotNull Boolean> isOutOfOffice,
            Change<LocalDate> outOfOfficeFrom,
            Change<LocalDate> outOfOfficeReturnAt,
            Change<@Size(max = TEXT) String> automaticSyncMessage,
            Change<@Size(max = TEXT) String> bioDetails,
            Change<@Size(max = TEXT) String> outOfOfficeMessage,
            Change<@Size(max = LINE) String> specialty,
            Change<UUID> automaticSyncVideoFileId,
            Change<UUID> thankYouVideoFileId,
            Change<UUID> photoId,
            Change<UUID> signatureId,
            Change<UUID> w9formId,
            Change<UUID> timezoneId,
            Change<@Size(max = 2048) String> profileUrl,
            Change<Integer> gender,
            Change<LocalDate> dateOfBirth,
            Change<@Pattern(regexp = PHONE) String> phoneNumber,
            Change<@Pattern(regexp = FAX) String> faxNumber,
            Change<Integer> phoneType,
            Change<@NotBlank @Size(max = LINE) @Email(regexp = EMAIL) String> email,
            Change<@Valid Address> address) {

        CreateClinician create() {
            ClinicianDetails named = ClinicianDetails.named(text(firstName), text(lastName), text(email), Set.of());
            Address at = address.or(null);
            return new CreateClinician(Fields.with(named, details(this)), at == null ? null : at.command(), null);
        }

        ChangeClinician change() {
            return new ChangeClinician(details(this), address.map(Address::command));
        }

        private static String text(Change<String> field) {
            String value = field.or("");
            return value == null ? "" : value;
        }
    }

    /** What a clinician changes in itself. */
    record OwnSent(
            Change<@NotBlank @Size(max = NAME) String> firstName,
            Change<@NotBlank @Size(max = NAME) String> lastName,
            Change<@Size(max = NAME) String> suffix,
            Change<LocalDate> dateOfBirth,
            Change<@Pattern(regexp = PHONE) String> phoneNumber,
            Change<Integer> phoneType,
            Change<@Pattern(regexp = FAX) String> faxNumber,
            Change<@NotBlank @Size(max = LINE) @Email(regexp = EMAIL) String> email,
            Change<@Size(max = LINE) String> specialty,
            Change<UUID> photoId,
            Change<UUID> signatureId,
            Change<@Null(message = LATER) UUID> npdbId,
            Change<UUID> automaticSyncVideoId,
            Change<UUID> thankYouVideoFileId,
            Change<@Size(max = 2048) String> profileUrl,
            Change<UUID> timezoneId,
            Change<@NotNull Boolean> caseAssignmentAvailability,
            Change<@NotNull Boolean> isMessageAvailability,
            Change<@NotNull Boolean> isOutOfOffice,
            Change<LocalDate> outOfOfficeFrom,
            Change<LocalDate> outOfOfficeReturnAt,
            Change<@Size(max = TEXT) String> outOfOfficeMessage,
            Change<@Size(max = TEXT) String> automaticSyncMessage,
            Change<@Size(max = TEXT) String> bioDetails,
            Change<@Valid Address> address,
            Change<@Size(max = 100) List<@NotNull UUID>> practiceAreas,
            Change<@Size(max = 20) List<@NotNull @Valid License>> licenses) {

        /** The video has another name here than in W-04. */
        private Map<String, @Nullable Object> named() {
            Map<String, @Nullable Object> details = details(this);
            if (automaticSyncVideoId.isSet()) {
                details.put("automatic_sync_video_file_id", automaticSyncVideoId.or(null));
            }
            return details;
        }

        ChangeOwnProfile command() {
            List<License> numbers = licenses.or(List.of());
            return new ChangeOwnProfile(
                    new ChangeClinician(named(), address.map(Address::command)),
                    numbers == null
                            ? List.of()
                            : numbers.stream().map(License::command).toList(),
                    practiceAreas.or(null));
        }
    }

    /** An address, whole; the state by its id or its name. */
    record Address(
            @NotBlank @Size(max = LINE) String address,
            @Nullable @Size(max = LINE) String address2,
            @NotBlank @Size(max = 10) String zipCode,
            @NotBlank @Size(max = LINE) String cityName,
            @Nullable UUID stateId,
            @Nullable @Size(max = NAME) String stateName) {
        NewAddress command() {
            return new NewAddress(address, address2, zipCode, cityName, stateId, stateName);
        }
    }

    /** A licence of one's own. */
    record License(
            @Nullable UUID licenseId,
            @NotBlank String type,
            @NotBlank @Size(max = 20) String value) {
        ChangeOwnProfile.OwnLicense command() {
            return new ChangeOwnProfile.OwnLicense(licenseId, type, value);
        }
    }
}

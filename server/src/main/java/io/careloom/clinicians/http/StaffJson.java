package io.careloom.clinicians.http;

import io.careloom.access.ChangeUser;
import io.careloom.access.People;
import io.careloom.access.People.Membership;
import io.careloom.clinicians.staff.ChangeStaff;
import io.careloom.clinicians.staff.CreateStaff;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is sent of staff (W-08, W-09 and their likes). */
final class StaffJson {
    private static final String WORDS = "live|sandbox";
    private static final int NAME = 100;
    private static final int LINE = 255;

    private StaffJson() {}

    /** Somebody new; {@code can_unlock_phi} counts where a partner is named in the path, the time zone must be told elsewhere. */
    record Sent(
            @NotBlank @Size(max = NAME) String firstName,
            @NotBlank @Size(max = NAME) String lastName,

            @NotBlank @Size(max = LINE) @Email(regexp = ClinicianJson.EMAIL)
            String email,

            @Nullable UUID photoId,
            @NotNull Boolean active,
            @Nullable UUID timezoneId,
            @Nullable @Size(max = 2) List<@NotNull @Pattern(regexp = WORDS) String> permissions,
            @Nullable Boolean canUnlockPhi) {
        /** Of somebody who belongs to no partner yet. */
        CreateStaff unbound() {
            if (timezoneId == null) {
                throw Problem.invalid("timezone_id", "The timezone_id field is required.");
            }
            return command();
        }

        CreateStaff command() {
            return new CreateStaff(firstName, lastName, email, active, timezoneId, photoId, environments(permissions));
        }

        Membership at(UUID partnerId) {
            return new Membership(partnerId, canUnlockPhi == null ? Change.absent() : Change.set(canUnlockPhi));
        }
    }

    /** What is to be different; a password needs its confirmation. */
    record Changed(
            Change<@NotBlank @Size(max = NAME) String> firstName,
            Change<@NotBlank @Size(max = NAME) String> lastName,
            Change<@NotBlank @Size(max = LINE) @Email(regexp = ClinicianJson.EMAIL) String> email,
            Change<UUID> photoId,
            Change<@NotNull Boolean> active,
            @Nullable @Size(max = LINE) String password,
            @Nullable @Size(max = LINE) String passwordConfirmation,
            Change<@NotNull UUID> timezoneId,
            Change<@NotNull @Size(max = 2) List<@NotNull @Pattern(regexp = WORDS) String>> permissions,
            Change<Boolean> canUnlockPhi) {
        ChangeStaff command() {
            ChangeUser account = new ChangeUser(
                    firstName.map(String::strip),
                    lastName.map(String::strip),
                    email.map(String::strip),
                    Change.absent(),
                    timezoneId,
                    photoId,
                    permissions.map(StaffJson::environments),
                    active);
            return new ChangeStaff(
                    account, password == null ? null : new People.NewPassword(password, passwordConfirmation));
        }

        Membership at(UUID partnerId) {
            return new Membership(partnerId, canUnlockPhi);
        }
    }

    /** What a partner lets somebody do who joins it. */
    record Attached(Change<Boolean> canUnlockPhi) {
        Membership at(UUID partnerId) {
            return new Membership(partnerId, canUnlockPhi);
        }
    }

    /** The same for the one with this e-mail. */
    record AttachedByEmail(@NotBlank @Size(max = LINE) String email, Change<Boolean> canUnlockPhi) {
        Membership at(UUID partnerId) {
            return new Membership(partnerId, canUnlockPhi);
        }
    }

    /** How a clinician wants an assistant. */
    record Engaged(
            @Nullable @Pattern(regexp = "preferred|normal|disabled")
            String priority) {}

    private static Set<Environment> environments(@Nullable Collection<String> words) {
        Set<Environment> environments = EnumSet.noneOf(Environment.class);
        if (words != null) {
            words.forEach(word -> Environment.named(word).ifPresent(environments::add));
        }
        return environments;
    }
}

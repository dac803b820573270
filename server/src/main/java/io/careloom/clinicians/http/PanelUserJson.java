package io.careloom.clinicians.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.careloom.access.ChangeUser;
import io.careloom.access.People;
import io.careloom.access.People.Bond;
import io.careloom.access.People.Membership;
import io.careloom.access.PersonName;
import io.careloom.access.User;
import io.careloom.clinicians.staff.ChangeStaff;
import io.careloom.clinicians.staff.CreateStaff;
import io.careloom.clinicians.staff.StaffMember;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A panel user on the wire; {@code managed_by_partner} and the pivot are there where a partner is named. */
record PanelUserJson(
        UUID id,
        String name,
        String firstName,
        String lastName,
        String email,
        @Nullable String phoneNumber,
        @Nullable UUID timezoneId,
        boolean active,
        List<String> permissions,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean managedByPartner,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pivot pivot) {
    private static final int LINE = 255;

    /** That a panel user belongs to a partner. */
    record Pivot(
            UUID panelUserId,
            UUID partnerId,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Void deletedAt) {}

    /** Somebody new. */
    record Sent(
            @NotBlank @Size(max = LINE) String name,

            @NotBlank @Size(max = LINE) @Email(regexp = ClinicianJson.EMAIL)
            String email,

            @Nullable UUID timezoneId,
            @Nullable Boolean managedByPartner) {
        CreateStaff command(Set<Environment> environments) {
            PersonName parts = PersonName.of(name);
            return new CreateStaff(parts.first(), parts.last(), email, true, timezoneId, null, environments);
        }

        Membership at(UUID partnerId) {
            return new Membership(
                    partnerId,
                    Change.absent(),
                    managedByPartner == null ? Change.absent() : Change.set(managedByPartner));
        }
    }

    /** What is to be different; a password needs its confirmation. */
    record Changed(
            Change<@NotBlank @Size(max = LINE) String> name,
            Change<@NotBlank @Size(max = LINE) @Email(regexp = ClinicianJson.EMAIL) String> email,
            @Nullable @Size(max = LINE) String password,
            @Nullable @Size(max = LINE) String passwordConfirmation,
            Change<UUID> timezoneId) {
        ChangeStaff command() {
            Change<PersonName> parts = name.map(PersonName::of);
            ChangeUser account = new ChangeUser(
                    parts.map(PersonName::first),
                    parts.map(PersonName::last),
                    email.map(String::strip),
                    Change.absent(),
                    timezoneId,
                    Change.absent(),
                    Change.absent(),
                    Change.absent());
            return new ChangeStaff(
                    account, password == null ? null : new People.NewPassword(password, passwordConfirmation));
        }
    }

    /** Who is to be attached. */
    record Attached(@NotBlank @Size(max = LINE) String email) {}

    static PanelUserJson of(StaffMember member) {
        User user = member.user();
        Bond bond = member.bond();
        return new PanelUserJson(
                user.userId(),
                user.named().name(),
                user.firstName(),
                user.lastName(),
                user.email(),
                user.phoneNumber(),
                user.timezoneId(),
                user.active(),
                user.environments().stream()
                        .map(Environment::identifier)
                        .sorted()
                        .toList(),
                user.createdAt(),
                user.updatedAt(),
                user.deletedAt(),
                bond == null ? null : bond.managedByPartner(),
                bond == null
                        ? null
                        : new Pivot(bond.userId(), bond.withId(), bond.createdAt(), bond.updatedAt(), null));
    }
}

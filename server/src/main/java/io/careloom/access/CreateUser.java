package io.careloom.access;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Role;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who is to sign in.
 *
 * @param password null to let the person choose one: an invitation is mailed
 * @param environments those the person may enter
 * @param partners those of a panel user or of support staff; empty for the other roles, which reach all
 * @param clinicianId the clinician this is, or the one a medical assistant works for; else null
 * @param active false for somebody who may not sign in yet
 */
public record CreateUser(
        Role role,
        String firstName,
        String lastName,
        String email,
        @Nullable String password,
        Set<Environment> environments,
        Set<UUID> partners,
        @Nullable UUID clinicianId,
        @Nullable String phoneNumber,
        @Nullable UUID timezoneId,
        boolean active) {

    /** A person of a role that reaches all partners, without phone and time zone. */
    public static CreateUser staff(Role role, PersonName name, String email, Set<Environment> environments) {
        return new CreateUser(
                role, name.first(), name.last(), email, null, environments, Set.of(), null, null, null, true);
    }

    /** The same person with a password. */
    public CreateUser withPassword(String chosen) {
        return new CreateUser(
                role,
                firstName,
                lastName,
                email,
                chosen,
                environments,
                partners,
                clinicianId,
                phoneNumber,
                timezoneId,
                active);
    }

    /** The same person bound to these partners. */
    public CreateUser withPartners(Set<UUID> ids) {
        return new CreateUser(
                role,
                firstName,
                lastName,
                email,
                password,
                environments,
                ids,
                clinicianId,
                phoneNumber,
                timezoneId,
                active);
    }

    /** The same person in this time zone, null for none. */
    public CreateUser withTimezone(@Nullable UUID id) {
        return new CreateUser(
                role,
                firstName,
                lastName,
                email,
                password,
                environments,
                partners,
                clinicianId,
                phoneNumber,
                id,
                active);
    }

    /** The same person, being or assisting this clinician. */
    public CreateUser withClinician(UUID id) {
        return new CreateUser(
                role,
                firstName,
                lastName,
                email,
                password,
                environments,
                partners,
                id,
                phoneNumber,
                timezoneId,
                active);
    }

    /** The same person, who may or may not sign in. */
    public CreateUser withActive(boolean welcome) {
        return new CreateUser(
                role,
                firstName,
                lastName,
                email,
                password,
                environments,
                partners,
                clinicianId,
                phoneNumber,
                timezoneId,
                welcome);
    }

    @Override
    public String toString() {
        return "CreateUser[" + role + "]";
    }
}

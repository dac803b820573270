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
 * @param partners the one partner of a panel user, those of support staff; empty for the other roles, which reach all
 * @param clinicianId the clinician this is, or the one a medical assistant works for; else null
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
        @Nullable UUID timezoneId) {

    /** A person of a role that reaches all partners, without phone and time zone. */
    public static CreateUser staff(Role role, PersonName name, String email, Set<Environment> environments) {
        return new CreateUser(role, name.first(), name.last(), email, null, environments, Set.of(), null, null, null);
    }

    /** The same person with a password. */
    public CreateUser withPassword(String chosen) {
        return new CreateUser(
                role, firstName, lastName, email, chosen, environments, partners, clinicianId, phoneNumber, timezoneId);
    }

    /** The same person bound to these partners. */
    public CreateUser withPartners(Set<UUID> ids) {
        return new CreateUser(
                role, firstName, lastName, email, password, environments, ids, clinicianId, phoneNumber, timezoneId);
    }

    /** The same person in this time zone, null for none. */
    public CreateUser withTimezone(@Nullable UUID id) {
        return new CreateUser(
                role, firstName, lastName, email, password, environments, partners, clinicianId, phoneNumber, id);
    }

    /** The same person, being or assisting this clinician. */
    public CreateUser withClinician(UUID id) {
        return new CreateUser(
                role, firstName, lastName, email, password, environments, partners, id, phoneNumber, timezoneId);
    }

    @Override
    public String toString() {
        return "CreateUser[" + role + "]";
    }
}

package io.careloom.access;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Role;
import io.careloom.platform.Fields;
import java.util.Collections;
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
 * @param photoId a file that is claimed already; null for none, and for clinicians, whose profile has it
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
        @Nullable UUID photoId,
        boolean active) {

    /** A person of a role that reaches all partners, without phone, time zone and photo. */
    public static CreateUser staff(Role role, PersonName name, String email, Set<Environment> environments) {
        return new CreateUser(
                role, name.first(), name.last(), email, null, environments, Set.of(), null, null, null, null, true);
    }

    /** The same person with a password. */
    public CreateUser withPassword(String chosen) {
        return with("password", chosen);
    }

    /** The same person bound to these partners. */
    public CreateUser withPartners(Set<UUID> ids) {
        return with("partners", ids);
    }

    /** The same person in this time zone, null for none. */
    public CreateUser withTimezone(@Nullable UUID id) {
        return with("timezone_id", id);
    }

    /** The same person with this photo, null for none. */
    public CreateUser withPhoto(@Nullable UUID fileId) {
        return with("photo_id", fileId);
    }

    /** The same person, being or assisting this clinician. */
    public CreateUser withClinician(UUID id) {
        return with("clinician_id", id);
    }

    /** The same person, who may or may not sign in. */
    public CreateUser withActive(boolean welcome) {
        return with("active", welcome);
    }

    private CreateUser with(String field, @Nullable Object value) {
        return Fields.with(this, Collections.singletonMap(field, value));
    }

    @Override
    public String toString() {
        return "CreateUser[" + role + "]";
    }
}

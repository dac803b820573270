package io.careloom.clinicians.staff;

import io.careloom.access.CreateUser;
import io.careloom.access.PersonName;
import io.careloom.kernel.Environment;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who is to join the staff; chooses a password by a mailed invitation.
 *
 * @param environments those the person may enter; nothing for assistants, who enter where their clinicians work
 */
public record CreateStaff(
        String firstName,
        String lastName,
        String email,
        boolean active,
        @Nullable UUID timezoneId,
        @Nullable UUID photoId,
        Set<Environment> environments) {

    CreateUser as(StaffKind kind) {
        return CreateUser.staff(
                        kind.role(),
                        new PersonName(firstName.strip(), lastName.strip()),
                        email.strip(),
                        kind == StaffKind.ASSISTANT ? Set.of(Environment.values()) : environments)
                .withTimezone(timezoneId)
                .withPhoto(photoId)
                .withActive(active);
    }

    @Override
    public String toString() {
        return "CreateStaff[]";
    }
}

package io.careloom.clinicians.staff;

import io.careloom.access.People.Bond;
import io.careloom.access.User;
import io.careloom.files.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * One of the staff.
 *
 * @param bond with the partner or clinician in whose list the person is shown; null elsewhere
 * @param photo null for who has none
 */
public record StaffMember(
        StaffKind kind,
        User user,
        @Nullable Bond bond,
        @Nullable StoredFile photo) {
    /** The same person in the list of this bond's partner or clinician. */
    StaffMember beside(Bond other) {
        return new StaffMember(kind, user, other, photo);
    }
}

package io.careloom.clinicians.staff;

import io.careloom.access.People.Bond;
import io.careloom.access.User;
import org.jspecify.annotations.Nullable;

/**
 * One of the staff.
 *
 * @param bond with the partner or clinician in whose list the person is shown; null elsewhere
 */
public record StaffMember(
        StaffKind kind, User user, @Nullable Bond bond) {}

package io.careloom.clinicians.staff;

import io.careloom.access.ChangeUser;
import io.careloom.access.People;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different in one of the staff.
 *
 * @param password a new one, which ends all sign-ins of the person; null to keep
 */
public record ChangeStaff(ChangeUser account, People.@Nullable NewPassword password) {
    @Override
    public String toString() {
        return "ChangeStaff[]";
    }
}

package io.careloom.clinicians;

import io.careloom.access.CreateUser;
import io.careloom.kernel.Role;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinician to be, with an account.
 *
 * @param password null to let the clinician choose one: an invitation is mailed
 */
public record CreateClinician(
        ClinicianDetails details,
        @Nullable NewAddress address,
        @Nullable String password) {
    /** The account with which the clinician of these details, once they are checked, signs in. */
    CreateUser account(ClinicianDetails of, UUID clinicianId) {
        return new CreateUser(
                Role.CLINICIAN,
                of.firstName(),
                of.lastName(),
                of.email(),
                password,
                of.environments(),
                Set.of(),
                clinicianId,
                of.phoneNumber(),
                of.timezoneId(),
                null,
                of.active());
    }

    @Override
    public String toString() {
        return "CreateClinician[]";
    }
}

package io.careloom.clinicians;

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
    @Override
    public String toString() {
        return "CreateClinician[]";
    }
}

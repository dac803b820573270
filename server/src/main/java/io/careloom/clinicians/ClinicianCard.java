package io.careloom.clinicians;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinician as the assignment of a case nests it (partner-contract.md 7.2).
 *
 * @param isOnline false until presence is known
 * @param photo null until there are files
 */
public record ClinicianCard(
        UUID clinicianId,
        String firstName,
        String lastName,
        @Nullable String suffix,
        @Nullable String profileUrl,
        boolean isOnline,
        String fullName,
        @Nullable String specialty,
        List<LicenseNumber> licenses,
        @Nullable Void photo,
        @Nullable String bioDetails) {

    /** A nationwide licence number. */
    public record LicenseNumber(UUID licenseId, String type, String value) {}

    static ClinicianCard of(Clinician clinician, List<License> licenses) {
        ClinicianDetails details = clinician.details();
        return new ClinicianCard(
                clinician.clinicianId(),
                details.firstName(),
                details.lastName(),
                details.suffix(),
                details.profileUrl(),
                false,
                details.fullName(),
                details.specialty(),
                licenses.stream().map(License::number).toList(),
                null,
                details.bioDetails());
    }

    @Override
    public String toString() {
        return "ClinicianCard[" + clinicianId + "]";
    }
}

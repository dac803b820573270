package io.careloom.clinicians;

import io.careloom.files.StoredFile;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinician as the assignment of a case nests it (partner-contract.md 7.2).
 *
 * @param isOnline whether the clinician used the server in the last five minutes
 * @param npi the number of that licence, where older clients look for it; so is {@code dea}
 * @param photo null where the clinician has none
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
        @Nullable String npi,
        @Nullable String dea,
        List<LicenseNumber> licenses,
        @Nullable StoredFile photo,
        @Nullable String bioDetails) {

    /** A nationwide licence number. */
    public record LicenseNumber(UUID licenseId, String type, String value) {}

    static ClinicianCard of(Clinician clinician, List<License> licenses, @Nullable StoredFile photo, boolean online) {
        ClinicianDetails details = clinician.details();
        return new ClinicianCard(
                clinician.clinicianId(),
                details.firstName(),
                details.lastName(),
                details.suffix(),
                details.profileUrl(),
                online,
                details.fullName(),
                details.specialty(),
                number(licenses, "npi"),
                number(licenses, "dea"),
                licenses.stream().map(License::number).toList(),
                photo,
                details.bioDetails());
    }

    private static @Nullable String number(List<License> licenses, String type) {
        Optional<String> number = licenses.stream()
                .filter(license -> license.type().equals(type))
                .map(License::value)
                .findFirst();
        return number.orElse(null);
    }

    @Override
    public String toString() {
        return "ClinicianCard[" + clinicianId + "]";
    }
}

package io.careloom.clinicians.http;

import io.careloom.clinicians.License;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The raw record of a nationwide licence. */
record LicenseJson(
        UUID id,
        UUID clinicianId,
        String type,
        String value,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Void deletedAt) {
    static LicenseJson of(License license) {
        return new LicenseJson(
                license.licenseId(),
                license.clinicianId(),
                license.type(),
                license.value(),
                license.createdAt(),
                license.updatedAt(),
                null);
    }

    static List<LicenseJson> all(List<License> licenses) {
        return licenses.stream().map(LicenseJson::of).toList();
    }

    /** A licence to be: {@code npi} or {@code dea}. */
    record Create(
            @NotBlank String type, @NotBlank @Size(max = 20) String value) {}

    /** Another number. */
    record Update(@NotBlank @Size(max = 20) String value) {}
}

package io.careloom.clinicians;

import java.time.Instant;
import java.util.UUID;

/**
 * A nationwide licence.
 *
 * @param type {@code npi} or {@code dea}
 */
public record License(
        UUID licenseId, UUID clinicianId, String type, String value, Instant createdAt, Instant updatedAt) {
    /** The licence as clinicians are nested with it. */
    public ClinicianCard.LicenseNumber number() {
        return new ClinicianCard.LicenseNumber(licenseId, type, value);
    }
}

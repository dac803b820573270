package io.careloom.prescribing.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.prescribing.pharmacies.PreferredPharmacy;
import java.time.Instant;
import java.util.UUID;

/** A pharmacy of a patient. All that is listed is enabled: one that is taken off is gone. */
record PreferredPharmacyJson(
        UUID patientId,
        int pharmacyId,
        @JsonUnwrapped PharmacyJson pharmacy,
        boolean enabled,
        boolean isPrimary,
        Instant createdAt,
        Instant updatedAt) {
    static PreferredPharmacyJson of(PreferredPharmacy preferred) {
        return new PreferredPharmacyJson(
                preferred.patientId(),
                preferred.pharmacy().id(),
                PharmacyJson.of(preferred.pharmacy()),
                true,
                preferred.isPrimary(),
                preferred.createdAt(),
                preferred.updatedAt());
    }
}

package io.careloom.clinicians;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinician as stored.
 *
 * @param userId the account in {@code access} with which the clinician signs in
 * @param version counts changes of the clinician, its licences and practice areas, from 1
 */
public record Clinician(
        UUID clinicianId,
        UUID userId,
        ClinicianDetails details,
        @Nullable Address address,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Where the clinician sits; the state is a known one. */
    public record Address(
            UUID addressId, String address, @Nullable String address2, String zipCode, String cityName, UUID stateId) {
        @Override
        public String toString() {
            return "Address[" + addressId + "]";
        }
    }
}

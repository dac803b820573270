package io.careloom.prescribing.pharmacies;

import io.careloom.prescribing.Pharmacy;
import java.time.Instant;
import java.util.UUID;

/**
 * A pharmacy where a patient likes to go, as the network told of it when it was chosen.
 *
 * @param isPrimary whether it is the first choice; one of a patient's is
 */
public record PreferredPharmacy(
        UUID patientId, Pharmacy pharmacy, boolean isPrimary, Instant createdAt, Instant updatedAt) {}

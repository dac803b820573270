package io.careloom.partners.pharmacies;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pharmacy that a partner works with, shaped like the wire.
 *
 * @param id of the link
 * @param pharmacyId the e-prescribing network's number
 */
public record LinkedPharmacy(
        UUID id,
        UUID partnerId,
        int pharmacyId,
        String pharmacyName,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}

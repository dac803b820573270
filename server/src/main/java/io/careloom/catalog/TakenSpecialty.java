package io.careloom.catalog;

import java.time.Instant;
import java.util.UUID;

/** A specialty that a partner has taken up. */
public record TakenSpecialty(UUID partnerId, Specialty specialty, Terms terms, Instant createdAt, Instant updatedAt) {
    /**
     * What comes to the partner from the specialty.
     *
     * @param isReplicateClinicians the partner's cases go to clinicians of its specialties, and to nobody else
     */
    public record Terms(
            boolean isReplicateOfferings, boolean isReplicateQuestionnaires, boolean isReplicateClinicians) {}
}

package io.careloom.catalog.offerings;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where offerings stand: with a partner, which also shows what it took over from specialties, or with a specialty.
 *
 * @param type only offerings of this kind; null for all
 */
public record Shelf(Offering.Owner owner, @Nullable ProductType type) {
    /** One offering, by where it should stand. */
    public record Key(Shelf shelf, UUID offeringId) {}

    /** An offering of this shelf. */
    public Key key(UUID offeringId) {
        return new Key(this, offeringId);
    }
}

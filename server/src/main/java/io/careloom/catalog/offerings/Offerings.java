package io.careloom.catalog.offerings;

import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What partners and specialties offer. */
public final class Offerings {
    /** Those of these offerings that can be chosen for a case of the partner now, by id; others are left out. */
    public Map<UUID, Offering> offered(Tx tx, UUID partnerId, Collection<UUID> offeringIds) {
        if (offeringIds.isEmpty()) {
            return Map.of();
        }
        return new OfferingStore(tx)
                .offered(partnerId, offeringIds).stream().collect(Collectors.toMap(Offering::id, Function.identity()));
    }
}

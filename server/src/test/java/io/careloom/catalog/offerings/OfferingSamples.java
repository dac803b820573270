package io.careloom.catalog.offerings;

import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.UUID;

/** Offerings for the tests of other rooms, written as their store writes them. */
public final class OfferingSamples {
    private static final Instant MADE = Instant.parse("2026-04-25T13:44:53Z");

    private OfferingSamples() {}

    /** An active offering of this partner with this product, that says nothing else. */
    public static Offering put(Tx tx, UUID partnerId, ProductType type, ProductTerms terms) {
        return put(tx, partnerId, type, terms, false);
    }

    /** The same, for which the partner may have to approve the case. */
    public static Offering put(Tx tx, UUID partnerId, ProductType type, ProductTerms terms, boolean approval) {
        Offering offering = new Offering(
                UUID.randomUUID(),
                Offering.Owner.partner(partnerId),
                new Offering.Terms(
                        true,
                        null,
                        approval,
                        "Notes from the MD.",
                        "Thank you!",
                        null,
                        1,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null),
                new Product(UUID.randomUUID(), type, terms, MADE, MADE, null),
                MADE,
                MADE,
                null);
        new OfferingStore(tx).insert(offering);
        return offering;
    }
}

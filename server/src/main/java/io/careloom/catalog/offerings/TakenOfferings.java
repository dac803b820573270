package io.careloom.catalog.offerings;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import java.util.Map;
import java.util.UUID;

/**
 * What partners take over from specialties. It stays the specialty's: a change there is a change for every partner who
 * offers it. A partner who wants something of its own takes a copy.
 */
public final class TakenOfferings {
    private final OfferingReach reach;
    private final OfferingTrail trail;

    TakenOfferings(OfferingReach reach, OfferingTrail trail) {
        this.reach = reach;
        this.trail = trail;
    }

    /** The partner offers this offering of a specialty from now on; once is enough. */
    public void take(Tx tx, Caller caller, UUID partnerId, UUID specialtyId, UUID offeringId) {
        Offering offering = offering(tx, caller, partnerId, specialtyId, offeringId);
        if (offering.deletedAt() != null) {
            throw Problem.notFound();
        }
        take(tx, caller, partnerId, offering);
    }

    /** The partner no longer offers it; 404 when it did not. */
    public void giveBack(Tx tx, Caller caller, UUID partnerId, UUID specialtyId, UUID offeringId) {
        Offering offering = offering(tx, caller, partnerId, specialtyId, offeringId);
        if (!giveBack(tx, caller, partnerId, offering)) {
            throw Problem.notFound();
        }
    }

    /** The partner offers everything that the specialty offers now; what it offers later comes by itself. */
    public void takeAll(Tx tx, Caller caller, UUID partnerId, UUID specialtyId) {
        new OfferingStore(tx)
                .own(Offering.Owner.specialty(specialtyId))
                .forEach(offering -> take(tx, caller, partnerId, offering));
    }

    /** The partner offers nothing of this specialty any more. */
    public void giveAllBack(Tx tx, Caller caller, UUID partnerId, UUID specialtyId) {
        new OfferingStore(tx)
                .own(Offering.Owner.specialty(specialtyId))
                .forEach(offering -> giveBack(tx, caller, partnerId, offering));
    }

    private Offering offering(Tx tx, Caller caller, UUID partnerId, UUID specialtyId, UUID offeringId) {
        reach.manage(tx, caller, Offering.Owner.partner(partnerId));
        return reach.find(tx, caller, new Shelf(Offering.Owner.specialty(specialtyId), null).key(offeringId));
    }

    private void take(Tx tx, Caller caller, UUID partnerId, Offering offering) {
        if (new OfferingStore(tx).takeOver(partnerId, offering.id(), trail.now())) {
            trail.tell(
                    tx,
                    caller,
                    OfferingTrail.Told.gained("taken_over", offering.id(), Map.of("partner_id", partnerId)));
        }
    }

    private boolean giveBack(Tx tx, Caller caller, UUID partnerId, Offering offering) {
        boolean had = new OfferingStore(tx).giveBack(partnerId, offering.id());
        if (had) {
            trail.tell(
                    tx, caller, OfferingTrail.Told.lost("given_back", offering.id(), Map.of("partner_id", partnerId)));
        }
        return had;
    }
}

package io.careloom.catalog.offerings;

import io.careloom.catalog.Specialties;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.partners.Partners;
import io.careloom.platform.database.Tx;
import java.util.Objects;

/**
 * Which offerings a caller sees and manages: those of its partners with OFFERING_READ and OFFERING_MANAGE, those of the
 * specialties it sees; what a specialty owns is managed by who keeps the specialties, wherever it is shown.
 */
final class OfferingReach {
    private final Partners partners;
    private final Specialties specialties;

    OfferingReach(Partners partners, Specialties specialties) {
        this.partners = partners;
        this.specialties = specialties;
    }

    /** Refuses a caller who does not see what this one offers. */
    void see(Tx tx, Caller caller, Offering.Owner owner) {
        caller.require(Permission.OFFERING_READ);
        meet(tx, caller, owner);
    }

    /** Refuses a caller who does not manage what this one offers. */
    void manage(Tx tx, Caller caller, Offering.Owner owner) {
        caller.require(owner.specialtyId() == null ? Permission.OFFERING_MANAGE : Permission.CATALOG_MANAGE);
        meet(tx, caller, owner);
    }

    private void meet(Tx tx, Caller caller, Offering.Owner owner) {
        if (owner.partnerId() != null) {
            partners.within(tx, caller, owner.partnerId());
        } else {
            specialties.within(tx, caller, Objects.requireNonNull(owner.specialtyId()));
        }
    }

    Offering find(Tx tx, Caller caller, Shelf.Key key) {
        caller.require(Permission.OFFERING_READ);
        return toCopy(tx, caller, key);
    }

    /** One that the caller sees, whatever it may do with it. */
    Offering toCopy(Tx tx, Caller caller, Shelf.Key key) {
        meet(tx, caller, key.shelf().owner());
        return new OfferingStore(tx).find(key).orElseThrow(Problem::notFound);
    }

    /** One that the caller manages, which nobody else changes until this transaction ends. */
    Offering lock(Tx tx, Caller caller, Shelf.Key key) {
        manage(tx, caller, key.shelf().owner());
        Offering locked = new OfferingStore(tx).lock(key).orElseThrow(Problem::notFound);
        if (locked.owner().specialtyId() != null) {
            caller.require(Permission.CATALOG_MANAGE);
        }
        return locked;
    }

    /** The same, unless it is in the trash. */
    Offering present(Tx tx, Caller caller, Shelf.Key key) {
        Offering locked = lock(tx, caller, key);
        if (locked.deletedAt() != null) {
            throw Problem.notFound();
        }
        return locked;
    }
}

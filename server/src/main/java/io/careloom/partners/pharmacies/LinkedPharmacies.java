package io.careloom.partners.pharmacies;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.partners.Partners;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The pharmacies that partners work with. The name is the partner's own: the network is not asked. A partner out of the
 * caller's scope is 404.
 */
public final class LinkedPharmacies {
    private final Partners partners;
    private final AuditTrail audit;

    /** The door. */
    public LinkedPharmacies(Partners partners, AuditTrail audit) {
        this.partners = partners;
        this.audit = audit;
    }

    /** Those of the caller's own partner; who belongs to none is refused as forbidden. */
    public Page<LinkedPharmacy> own(Tx tx, Caller caller, PageQuery query) {
        UUID partnerId = caller.partnerId();
        if (partnerId == null) {
            throw Problem.forbidden();
        }
        return of(tx, caller, partnerId, query);
    }

    /** Those of a partner, oldest first; sorts by {@code pharmacy_name}, {@code pharmacy_id} and {@code created_at}. */
    public Page<LinkedPharmacy> of(Tx tx, Caller caller, UUID partnerId, PageQuery query) {
        caller.require(Permission.PHARMACY_READ);
        partners.within(tx, caller, partnerId);
        return new LinkedPharmacyStore(tx).page(partnerId, query);
    }

    /** Links a pharmacy; one that is linked already takes the name, when it is another. */
    public void put(Tx tx, Caller caller, UUID partnerId, int pharmacyId, String name) {
        manage(tx, caller, partnerId);
        LinkedPharmacyStore store = new LinkedPharmacyStore(tx);
        Optional<LinkedPharmacy> present = store.linked(partnerId, pharmacyId);
        if (present.isPresent() && present.get().pharmacyName().equals(name)) {
            return;
        }
        store.put(Ids.random(), partnerId, pharmacyId, name);
        Map<String, Object> before = present.map(LinkedPharmacies::told).orElse(Map.of());
        Map<String, Object> after = Map.of("pharmacy_id", pharmacyId, "pharmacy_name", name);
        tell(tx, caller, "partner.pharmacy_linked", partnerId, new Told(before, after));
    }

    /** Ends a link; 404 when there is none with this id. */
    public void remove(Tx tx, Caller caller, UUID partnerId, UUID linkId) {
        manage(tx, caller, partnerId);
        LinkedPharmacyStore store = new LinkedPharmacyStore(tx);
        LinkedPharmacy gone = store.lock(partnerId, linkId).orElseThrow(Problem::notFound);
        store.delete(linkId);
        tell(tx, caller, "partner.pharmacy_unlinked", partnerId, new Told(told(gone), Map.of()));
    }

    private void manage(Tx tx, Caller caller, UUID partnerId) {
        caller.require(Permission.PHARMACY_MANAGE);
        partners.within(tx, caller, partnerId);
    }

    private record Told(Map<String, Object> before, Map<String, Object> after) {}

    private static Map<String, Object> told(LinkedPharmacy link) {
        return Map.of("pharmacy_id", link.pharmacyId(), "pharmacy_name", link.pharmacyName());
    }

    private void tell(Tx tx, Caller caller, String action, UUID partnerId, Told told) {
        audit.changed(tx, caller, new AuditedChange(action, null, "partner", partnerId, told.before(), told.after()));
    }
}

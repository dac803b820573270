package io.careloom.catalog.offerings;

import io.careloom.catalog.offerings.OfferingBond.Key;
import io.careloom.catalog.offerings.OfferingBond.Terms;
import io.careloom.catalog.offerings.OfferingTrail.Told;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which clinicians have an offering for themselves, and which never get it. Clinicians are ids here: whether there is such a
 * clinician, and whether the caller may, is for the room of clinicians to say. Every change lets cases look for a clinician
 * again.
 */
public final class OfferingBonds {
    private final OfferingTrail trail;

    OfferingBonds(OfferingTrail trail) {
        this.trail = trail;
    }

    /** The bonds of all clinicians to these offerings, oldest first. */
    public List<OfferingBond> with(Tx tx, Collection<UUID> offeringIds) {
        return offeringIds.isEmpty() ? List.of() : new OfferingBondStore(tx).with(offeringIds);
    }

    /** Who may have these offerings, by offering; one that is for everybody is left out. */
    public Map<UUID, Reserved> reserved(Tx tx, Collection<UUID> offeringIds) {
        return with(tx, offeringIds).stream()
                .collect(Collectors.groupingBy(
                        bond -> bond.key().offeringId(),
                        Collectors.collectingAndThen(Collectors.toList(), Reserved::of)));
    }

    /** The bonds of a clinician to all offerings, oldest first. */
    public List<OfferingBond> of(Tx tx, UUID clinicianId) {
        return new OfferingBondStore(tx).of(clinicianId);
    }

    /** One bond; 404 when there is none. */
    public OfferingBond find(Tx tx, Key key) {
        return new OfferingBondStore(tx).find(key).orElseThrow(Problem::notFound);
    }

    /** Ties the clinician on these terms from now on. */
    public OfferingBond put(Tx tx, Caller caller, Key key, Terms terms) {
        OfferingBondStore store = new OfferingBondStore(tx);
        Optional<Terms> before = store.find(key).map(OfferingBond::terms);
        if (before.filter(terms::equals).isEmpty()) {
            store.put(key, terms, trail.now());
            String action = before.isEmpty() ? "clinician_attached" : "clinician_changed";
            trail.tell(
                    tx, caller, new Told(action, key.offeringId(), told(key, before), told(key, Optional.of(terms))));
        }
        return find(tx, key);
    }

    /** Changes the terms of a bond that there is, {@code changes} by their names here; 404 when there is none. */
    public OfferingBond change(Tx tx, Caller caller, Key key, Map<String, ? extends @Nullable Object> changes) {
        return put(tx, caller, key, Fields.with(find(tx, key).terms(), changes));
    }

    /** Unties the clinician; 404 when it was not tied. */
    public void drop(Tx tx, Caller caller, Key key) {
        OfferingBond bond = find(tx, key);
        new OfferingBondStore(tx).delete(key);
        trail.tell(tx, caller, Told.lost("clinician_detached", key.offeringId(), told(key, Optional.of(bond.terms()))));
    }

    private static Map<String, @Nullable Object> told(Key key, Optional<Terms> terms) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        terms.ifPresent(said -> {
            told.put("clinician_id", key.clinicianId());
            told.put("type", said.kind().word());
            told.put("notes", said.notes());
        });
        return told;
    }
}

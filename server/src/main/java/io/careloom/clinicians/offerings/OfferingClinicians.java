package io.careloom.clinicians.offerings;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.OfferingBond;
import io.careloom.catalog.offerings.OfferingBond.Key;
import io.careloom.catalog.offerings.OfferingBond.Terms;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.catalog.offerings.Shelf;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.clinicians.Clinicians;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The clinicians of an offering, for who manages the offering. A bond that is not there is 404. */
public final class OfferingClinicians {
    private final Offerings offerings;
    private final Clinicians clinicians;

    /** The door. */
    public OfferingClinicians(Offerings offerings, Clinicians clinicians) {
        this.offerings = offerings;
        this.clinicians = clinicians;
    }

    /** A clinician tied to an offering. */
    public record Tied(ClinicianCard clinician, OfferingBond bond) {}

    /** The clinicians tied to an offering that the caller sees, in the order in which they were. */
    public Page<Tied> list(Tx tx, Caller caller, Shelf.Key key, PageQuery query) {
        Offering offering = offerings.find(tx, caller, key);
        List<OfferingBond> bonds = offerings.bonds().with(tx, List.of(offering.id()));
        Map<UUID, ClinicianCard> cards = clinicians.cards(
                tx, bonds.stream().map(bond -> bond.key().clinicianId()).toList());
        List<Tied> all = bonds.stream()
                .flatMap(bond -> tied(cards.get(bond.key().clinicianId()), bond).stream())
                .toList();
        return new Page<>(
                all.stream().skip(query.offset()).limit(query.perPage()).toList(), all.size(), query);
    }

    private static List<Tied> tied(@Nullable ClinicianCard card, OfferingBond bond) {
        return card == null ? List.of() : List.of(new Tied(card, bond));
    }

    /** One of them. */
    public Tied find(Tx tx, Caller caller, Shelf.Key key, UUID clinicianId) {
        OfferingBond bond = offerings
                .bonds()
                .find(tx, new Key(offerings.find(tx, caller, key).id(), clinicianId));
        return tied(clinicians.cards(tx, List.of(clinicianId)).get(clinicianId), bond).stream()
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** Ties a clinician to an offering that the caller manages; an unknown clinician is 404. */
    public void put(Tx tx, Caller caller, Shelf.Key key, UUID clinicianId, Terms terms) {
        UUID offeringId = offerings.managed(tx, caller, key).id();
        offerings
                .bonds()
                .put(
                        tx,
                        caller,
                        new Key(offeringId, clinicians.find(tx, clinicianId).clinicianId()),
                        terms);
    }

    /** Changes the terms of a bond, {@code changes} by their names in {@link Terms}. */
    public OfferingBond change(
            Tx tx, Caller caller, Shelf.Key key, UUID clinicianId, Map<String, ? extends @Nullable Object> changes) {
        return offerings
                .bonds()
                .change(tx, caller, new Key(offerings.managed(tx, caller, key).id(), clinicianId), changes);
    }

    /** Unties a clinician. */
    public void drop(Tx tx, Caller caller, Shelf.Key key, UUID clinicianId) {
        offerings
                .bonds()
                .drop(tx, caller, new Key(offerings.managed(tx, caller, key).id(), clinicianId));
    }
}

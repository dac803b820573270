package io.careloom.clinicians.offerings;

import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.OfferingBond;
import io.careloom.catalog.offerings.OfferingBond.Key;
import io.careloom.catalog.offerings.OfferingBond.Terms;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.catalog.offerings.Shelf;
import io.careloom.clinicians.Clinicians;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The offerings a clinician is tied to, for the clinician itself and for who manages clinicians. An offering that the caller
 * does not see, and a bond that is not there, are 404.
 */
public final class ClinicianOfferings {
    private final Offerings offerings;
    private final Clinicians clinicians;

    /** The door. */
    public ClinicianOfferings(Offerings offerings, Clinicians clinicians) {
        this.offerings = offerings;
        this.clinicians = clinicians;
    }

    /** An offering that a clinician is tied to. */
    public record Tied(Offering offering, OfferingBond bond) {}

    /**
     * Which of them; null for any.
     *
     * @param type what the bond does
     */
    public record Filter(@Nullable UUID partnerId, OfferingBond.@Nullable Kind type) {
        boolean wants(Offering offering, OfferingBond bond) {
            return (partnerId == null || partnerId.equals(offering.owner().partnerId()))
                    && (type == null || type == bond.terms().kind());
        }
    }

    /** A page of a clinician's offerings, in the order in which it was tied to them. */
    public Page<Tied> list(Tx tx, Caller caller, UUID clinicianId, Filter filter, PageQuery query) {
        List<Tied> all = all(tx, caller, clinicianId, filter);
        return new Page<>(
                all.stream().skip(query.offset()).limit(query.perPage()).toList(), all.size(), query);
    }

    /** All of a clinician's offerings, in the order in which it was tied to them. */
    public List<Tied> all(Tx tx, Caller caller, UUID clinicianId, Filter filter) {
        see(tx, caller, clinicianId);
        List<OfferingBond> bonds = offerings.bonds().of(tx, clinicianId);
        Map<UUID, Offering> seen =
                offerings
                        .seen(
                                tx,
                                caller,
                                bonds.stream()
                                        .map(bond -> bond.key().offeringId())
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Offering::id, Function.identity()));
        return bonds.stream()
                .filter(bond -> seen.containsKey(bond.key().offeringId()))
                .map(bond -> new Tied(Objects.requireNonNull(seen.get(bond.key().offeringId())), bond))
                .filter(tied -> filter.wants(tied.offering(), tied.bond()))
                .toList();
    }

    /** The bond of the calling clinician with an offering that stands there; anybody else is refused as forbidden. */
    public Key own(Tx tx, Caller caller, Shelf.Key at) {
        return new Key(offerings.find(tx, caller, at).id(), caller.clinician());
    }

    /** One of them. */
    public Tied find(Tx tx, Caller caller, Key key) {
        see(tx, caller, key.clinicianId());
        return new Tied(seen(tx, caller, key), offerings.bonds().find(tx, key));
    }

    /** Ties the clinician to an offering. */
    public void put(Tx tx, Caller caller, Key key, Terms terms) {
        manage(tx, caller, key);
        offerings.bonds().put(tx, caller, key, terms);
    }

    /** Changes the terms of a bond, {@code changes} by their names in {@link Terms}. */
    public OfferingBond change(Tx tx, Caller caller, Key key, Map<String, ? extends @Nullable Object> changes) {
        manage(tx, caller, key);
        return offerings.bonds().change(tx, caller, key, changes);
    }

    /** Unties the clinician. */
    public void drop(Tx tx, Caller caller, Key key) {
        manage(tx, caller, key);
        offerings.bonds().drop(tx, caller, key);
    }

    private void see(Tx tx, Caller caller, UUID clinicianId) {
        clinicians.view(tx, caller, clinicianId);
    }

    /** A clinician ties itself, who manages clinicians anybody; an assistant nobody. */
    private void manage(Tx tx, Caller caller, Key key) {
        boolean self = caller.role() == Role.CLINICIAN && key.clinicianId().equals(caller.clinicianId());
        caller.require(self ? Permission.SELF : Permission.CLINICIAN_MANAGE);
        clinicians.find(tx, key.clinicianId());
        seen(tx, caller, key);
    }

    private Offering seen(Tx tx, Caller caller, Key key) {
        return offerings.seen(tx, caller, List.of(key.offeringId())).stream()
                .findFirst()
                .orElseThrow(Problem::notFound);
    }
}

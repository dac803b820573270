package io.careloom.catalog;

import io.careloom.catalog.offerings.TakenOfferings;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.partners.Partners;
import io.careloom.platform.Fields;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The specialties that partners have taken up. A partner out of the caller's scope is 404. */
public final class PartnerSpecialties {
    private final Partners partners;
    private final TakenOfferings offerings;
    private final Catalog.Ground ground;

    PartnerSpecialties(Partners partners, TakenOfferings offerings, Catalog.Ground ground) {
        this.partners = partners;
        this.offerings = offerings;
        this.ground = ground;
    }

    /** What a partner has taken up, by title. */
    public Page<TakenSpecialty> list(Tx tx, Caller caller, UUID partnerId, PageQuery query) {
        caller.require(Permission.REFERENCE_READ);
        partners.within(tx, caller, partnerId);
        List<TakenSpecialty> all =
                query.trashed() == PageQuery.Trashed.ONLY ? List.of() : new SpecialtyStore(tx).taken(partnerId);
        return new Page<>(
                all.stream().skip(query.offset()).limit(query.perPage()).toList(), all.size(), query);
    }

    /** A clinician of this partner's cases must be of one of these specialties; empty when the partner demands none. */
    public Set<UUID> demandedBy(Tx tx, UUID partnerId) {
        return new SpecialtyStore(tx)
                .taken(partnerId).stream()
                        .filter(taken -> taken.terms().isReplicateClinicians())
                        .map(taken -> taken.specialty().id())
                        .collect(Collectors.toSet());
    }

    /** The partner has this specialty from now on, on these terms; who belongs to a partner takes up public ones only. */
    public void take(Tx tx, Caller caller, UUID partnerId, UUID specialtyId, TakenSpecialty.Terms terms) {
        manage(tx, caller, partnerId);
        Specialty specialty = Specialties.seen(tx, caller, specialtyId);
        SpecialtyStore store = new SpecialtyStore(tx);
        TakenSpecialty.Terms before = store.taken(partnerId, specialty.id())
                .map(TakenSpecialty::terms)
                .orElse(null);
        if (!terms.equals(before)) {
            take(tx, caller, "taken", new Told(partnerId, specialty.id(), before, terms));
        }
    }

    /** Changes what comes to the partner from a specialty it has; {@code changes} by the wire names of the terms. */
    public TakenSpecialty change(
            Tx tx, Caller caller, UUID partnerId, UUID specialtyId, Map<String, ? extends @Nullable Object> changes) {
        manage(tx, caller, partnerId);
        SpecialtyStore store = new SpecialtyStore(tx);
        TakenSpecialty has = taken(store, partnerId, specialtyId);
        TakenSpecialty.Terms terms = Fields.with(has.terms(), changes);
        if (terms.equals(has.terms())) {
            return has;
        }
        take(tx, caller, "changed", new Told(partnerId, specialtyId, has.terms(), terms));
        return taken(store, partnerId, specialtyId);
    }

    /** The partner no longer has this specialty; 404 when it has not. */
    public void leave(Tx tx, Caller caller, UUID partnerId, UUID specialtyId) {
        manage(tx, caller, partnerId);
        SpecialtyStore store = new SpecialtyStore(tx);
        TakenSpecialty has = taken(store, partnerId, specialtyId);
        store.leave(partnerId, specialtyId);
        offerings.giveAllBack(tx, caller, partnerId, specialtyId);
        tell(tx, caller, "partner.specialty_left", new Told(partnerId, specialtyId, has.terms(), null));
    }

    /** With its offerings, if they come to the partner and did not before; switching that off leaves those that came. */
    private void take(Tx tx, Caller caller, String verb, Told told) {
        TakenSpecialty.Terms before = told.before();
        TakenSpecialty.Terms after = Objects.requireNonNull(told.after());
        new SpecialtyStore(tx)
                .take(
                        told.partnerId(),
                        told.specialtyId(),
                        after,
                        ground.clocks().now());
        if (after.isReplicateOfferings() && (before == null || !before.isReplicateOfferings())) {
            offerings.takeAll(tx, caller, told.partnerId(), told.specialtyId());
        }
        tell(tx, caller, "partner.specialty_" + verb, told);
    }

    private void manage(Tx tx, Caller caller, UUID partnerId) {
        caller.require(Permission.PARTNER_MANAGE);
        partners.within(tx, caller, partnerId);
    }

    private static TakenSpecialty taken(SpecialtyStore store, UUID partnerId, UUID specialtyId) {
        return store.taken(partnerId, specialtyId).orElseThrow(Problem::notFound);
    }

    private record Told(
            UUID partnerId,
            UUID specialtyId,
            TakenSpecialty.@Nullable Terms before,
            TakenSpecialty.@Nullable Terms after) {}

    /** The trail of the partner tells it; the event is the specialty's, whose version counts. */
    private void tell(Tx tx, Caller caller, String action, Told told) {
        ground.audit()
                .changed(
                        tx,
                        caller,
                        new AuditedChange(
                                action,
                                null,
                                "partner",
                                told.partnerId(),
                                values(told.specialtyId(), told.before()),
                                values(told.specialtyId(), told.after())));
        ground.events()
                .append(tx, new SpecialtyChanged(told.specialtyId(), new SpecialtyStore(tx).touch(told.specialtyId())));
    }

    private static Map<String, @Nullable Object> values(UUID specialtyId, TakenSpecialty.@Nullable Terms terms) {
        if (terms == null) {
            return Map.of();
        }
        Map<String, @Nullable Object> values = Fields.of(terms);
        values.put("specialty_id", specialtyId);
        return values;
    }
}

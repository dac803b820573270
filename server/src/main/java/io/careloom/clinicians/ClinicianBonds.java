package io.careloom.clinicians;

import io.careloom.catalog.Specialty;
import io.careloom.clinicians.ClinicianBond.Key;
import io.careloom.clinicians.ClinicianBond.Kind;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.clinicians.ClinicianBond.Tied;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.partners.PartnerView;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Of which specialties clinicians are, for which partners they work, and who is asked first. Every change lets cases look
 * for a clinician again.
 */
public final class ClinicianBonds {
    private final Clinicians.Neighbours rooms;
    private final ClinicianStore clinicians;
    private final ClinicianReach reach;
    private final ClinicianTrail trail;
    private final BiFunction<Tx, List<Clinician>, List<ClinicianView>> views;
    private final ClinicianBondStore store = new ClinicianBondStore();

    ClinicianBonds(
            Clinicians.Neighbours rooms,
            ClinicianStore clinicians,
            ClinicianReach reach,
            ClinicianTrail trail,
            BiFunction<Tx, List<Clinician>, List<ClinicianView>> views) {
        this.rooms = rooms;
        this.clinicians = clinicians;
        this.reach = reach;
        this.trail = trail;
        this.views = views;
    }

    /** The specialties of a clinician within the caller's reach, by title. */
    public Page<Tied<Specialty>> specialties(Tx tx, Caller caller, UUID clinicianId, PageQuery query) {
        reach.require(tx, caller, clinicianId);
        List<Tied<Specialty>> all = query.trashed() == PageQuery.Trashed.ONLY
                ? List.of()
                : specialties(tx, List.of(clinicianId)).getOrDefault(clinicianId, List.of());
        return new Page<>(
                all.stream().skip(query.offset()).limit(query.perPage()).toList(), all.size(), query);
    }

    /** The specialties of these clinicians, each list by title; the ids are those of clinicians the caller reaches. */
    public Map<UUID, List<Tied<Specialty>>> specialties(Tx tx, Collection<UUID> clinicianIds) {
        List<ClinicianBond> bonds = store.of(tx, Kind.SPECIALTY, clinicianIds);
        Map<UUID, Specialty> known = rooms.catalog().specialties().all(tx, others(bonds)).stream()
                .collect(Collectors.toMap(Specialty::id, Function.identity()));
        return tied(bonds, known, Comparator.comparing(Specialty::title));
    }

    /** The partners of a clinician within the caller's reach that the caller reaches too. */
    public Page<Tied<PartnerView>> partners(Tx tx, Caller caller, UUID clinicianId, PageQuery query) {
        reach.require(tx, caller, clinicianId);
        Map<UUID, ClinicianBond> bonds = store.of(tx, Kind.PARTNER, List.of(clinicianId)).stream()
                .collect(Collectors.toMap(bond -> bond.key().otherId(), Function.identity()));
        return rooms.partners()
                .list(tx, caller, bonds.keySet(), query)
                .map(partner -> new Tied<>(partner, Objects.requireNonNull(bonds.get(partner.id()))));
    }

    /** The partners of these clinicians that the caller reaches, by name; the ids are of clinicians the caller reaches. */
    public Map<UUID, List<Tied<PartnerView>>> partners(Tx tx, Caller caller, Collection<UUID> clinicianIds) {
        List<ClinicianBond> bonds = store.of(tx, Kind.PARTNER, clinicianIds);
        PageQuery all = new PageQuery(1, Integer.MAX_VALUE, "name", true, null, PageQuery.Trashed.WITHOUT);
        Map<UUID, PartnerView> known = rooms.partners().list(tx, caller, others(bonds), all).items().stream()
                .collect(Collectors.toMap(PartnerView::id, Function.identity()));
        return tied(bonds, known, Comparator.comparing(PartnerView::name));
    }

    /** The clinicians of a specialty, as far as the caller reaches them; sorts as the list of clinicians does. */
    public Page<Tied<ClinicianView>> ofSpecialty(Tx tx, Caller caller, UUID specialtyId, PageQuery query) {
        UUID known = rooms.catalog().specialties().find(tx, caller, specialtyId).id();
        return page(tx, caller, store.with(tx, Kind.SPECIALTY, known), ClinicianFilter.ALL, query);
    }

    /** The clinicians of a partner of the caller's scope, as far as the caller reaches them. */
    public Page<Tied<ClinicianView>> ofPartner(
            Tx tx, Caller caller, UUID partnerId, ClinicianFilter filter, PageQuery query) {
        rooms.partners().within(tx, caller, partnerId);
        return page(tx, caller, store.with(tx, Kind.PARTNER, partnerId), filter, query);
    }

    /** Ties the clinician with this priority from now on; 404 when one end is unknown or out of the caller's scope. */
    public void put(Tx tx, Caller caller, Key key, Priority priority) {
        manage(tx, caller, key);
        Priority before = store.find(tx, key).map(ClinicianBond::priority).orElse(null);
        set(tx, caller, key, before, priority);
    }

    /** Gives a bond that there is another priority; 404 when there is none. */
    public ClinicianBond change(Tx tx, Caller caller, Key key, Priority priority) {
        manage(tx, caller, key);
        set(tx, caller, key, existing(tx, key).priority(), priority);
        return existing(tx, key);
    }

    /** Unties the clinician; 404 when it was not tied. */
    public void drop(Tx tx, Caller caller, Key key) {
        manage(tx, caller, key);
        ClinicianBond bond = existing(tx, key);
        store.delete(tx, key);
        tell(tx, caller, key, bond.priority(), null);
    }

    /** The priorities that this partner gives to clinicians, by clinician; who is missing has none. */
    Map<UUID, Priority> priorities(Tx tx, UUID partnerId) {
        return store.with(tx, Kind.PARTNER, partnerId).stream()
                .collect(Collectors.toMap(bond -> bond.key().clinicianId(), ClinicianBond::priority));
    }

    /** By clinician the specialties it is of, each with its priority. */
    Map<UUID, Map<UUID, Priority>> prioritiesBySpecialty(Tx tx, Collection<UUID> clinicianIds) {
        return store.of(tx, Kind.SPECIALTY, clinicianIds).stream()
                .collect(Collectors.groupingBy(
                        bond -> bond.key().clinicianId(),
                        Collectors.toMap(bond -> bond.key().otherId(), ClinicianBond::priority)));
    }

    private Page<Tied<ClinicianView>> page(
            Tx tx, Caller caller, List<ClinicianBond> bonds, ClinicianFilter filter, PageQuery query) {
        caller.require(Permission.CLINICIAN_READ);
        Map<UUID, ClinicianBond> byClinician =
                bonds.stream().collect(Collectors.toMap(bond -> bond.key().clinicianId(), Function.identity()));
        Set<UUID> reached = reach.of(tx, caller);
        Set<UUID> among = byClinician.keySet().stream()
                .filter(id -> reached == null || reached.contains(id))
                .collect(Collectors.toSet());
        Page<Clinician> page = clinicians.page(tx, among, filter, query);
        return new Page<>(
                views.apply(tx, page.items()).stream()
                        .map(view -> new Tied<>(
                                view,
                                Objects.requireNonNull(
                                        byClinician.get(view.clinician().clinicianId()))))
                        .toList(),
                page.total(),
                query);
    }

    private static Set<UUID> others(List<ClinicianBond> bonds) {
        return bonds.stream().map(bond -> bond.key().otherId()).collect(Collectors.toSet());
    }

    private static <T> Map<UUID, List<Tied<T>>> tied(
            List<ClinicianBond> bonds, Map<UUID, T> known, Comparator<T> order) {
        return bonds.stream()
                .filter(bond -> known.containsKey(bond.key().otherId()))
                .map(bond ->
                        new Tied<>(Objects.requireNonNull(known.get(bond.key().otherId())), bond))
                .sorted((a, b) -> order.compare(a.thing(), b.thing()))
                .collect(Collectors.groupingBy(one -> one.bond().key().clinicianId()));
    }

    /** Locks the clinician, so that its bonds change one after the other, and looks at the other end. */
    private void manage(Tx tx, Caller caller, Key key) {
        reach.manage(tx, caller, key.clinicianId());
        switch (key.kind()) {
            case SPECIALTY -> {
                if (rooms.catalog()
                        .specialties()
                        .all(tx, List.of(key.otherId()))
                        .isEmpty()) {
                    throw Problem.notFound();
                }
            }
            case PARTNER -> rooms.partners().within(tx, caller, key.otherId());
        }
    }

    private ClinicianBond existing(Tx tx, Key key) {
        return store.find(tx, key).orElseThrow(Problem::notFound);
    }

    private void set(Tx tx, Caller caller, Key key, @Nullable Priority before, Priority after) {
        if (after != before) {
            store.put(tx, key, after, trail.now());
            tell(tx, caller, key, before, after);
        }
    }

    private void tell(Tx tx, Caller caller, Key key, @Nullable Priority before, @Nullable Priority after) {
        String verb = after == null ? "_detached" : "_attached";
        String other = key.kind().word();
        trail.tell(
                tx,
                caller,
                ClinicianTrail.change(
                        "clinician." + other + verb,
                        key.clinicianId(),
                        told(other, key.otherId(), before),
                        told(other, key.otherId(), after)));
        if (key.kind() == Kind.PARTNER) {
            trail.audit(
                    tx,
                    caller,
                    new AuditedChange(
                            "partner.clinician" + verb,
                            null,
                            "partner",
                            key.otherId(),
                            told("clinician", key.clinicianId(), before),
                            told("clinician", key.clinicianId(), after)));
        }
    }

    private static Map<String, Object> told(String what, UUID id, @Nullable Priority priority) {
        return priority == null ? Map.of() : Map.of(what + "_id", id, "priority", priority.word());
    }
}

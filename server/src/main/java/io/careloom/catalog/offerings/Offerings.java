package io.careloom.catalog.offerings;

import io.careloom.catalog.Disease;
import io.careloom.catalog.Listed;
import io.careloom.catalog.Specialties;
import io.careloom.files.Files;
import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.partners.Partners;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What partners and specialties offer. A shelf out of the caller's scope, and an offering that does not stand on it, is 404.
 * A case keeps the offerings it was given as they were.
 */
public final class Offerings {
    private static final Offering.Terms NOTHING_SAID =
            new Offering.Terms(true, null, false, null, null, null, null, null, null, false, null, null, null);

    private final Neighbours rooms;
    private final OfferingTrail trail;
    private final OfferingReach reach;
    private final OfferingLinks links;
    private final TakenOfferings taken;
    private final OfferingBonds bonds;

    /**
     * Who is asked about what an offering names.
     *
     * @param diseases those with these ids; unknown ones are left out
     * @param units the name of the dispense unit of this number, if there is one
     * @param clinicians whether there is a clinician with this id
     */
    public record Neighbours(
            Geography geography,
            Partners partners,
            Files files,
            Specialties specialties,
            BiFunction<Tx, Collection<UUID>, List<Listed<Disease>>> diseases,
            BiFunction<Tx, Integer, Optional<String>> units,
            BiPredicate<Tx, UUID> clinicians) {}

    /** What this chapter stands on. */
    public record Ground(EventLog events, AuditTrail audit, Clocks clocks) {}

    /** The chapter, complete. */
    public Offerings(Neighbours rooms, Ground ground) {
        this.rooms = rooms;
        this.trail = new OfferingTrail(ground.events(), ground.audit(), ground.clocks());
        this.reach = new OfferingReach(rooms.partners(), rooms.specialties());
        this.links = new OfferingLinks(rooms, reach, trail);
        this.taken = new TakenOfferings(reach, trail);
        this.bonds = new OfferingBonds(trail);
    }

    /** Those of these offerings that can be chosen for a case of the partner now, by id; others are left out. */
    public Map<UUID, Offering> offered(Tx tx, UUID partnerId, Collection<UUID> offeringIds) {
        if (offeringIds.isEmpty()) {
            return Map.of();
        }
        return new OfferingStore(tx)
                .offered(partnerId, offeringIds).stream().collect(Collectors.toMap(Offering::id, Function.identity()));
    }

    /** These offerings, trash left out, by id; not scoped: the caller has the ids from its own rows. */
    public Map<UUID, Offering> all(Tx tx, Collection<UUID> offeringIds) {
        if (offeringIds.isEmpty()) {
            return Map.of();
        }
        return new OfferingStore(tx)
                .all(offeringIds).stream()
                        .filter(offering -> offering.deletedAt() == null)
                        .collect(Collectors.toMap(Offering::id, Function.identity()));
    }

    /** What can be chosen for cases of the caller's partners, or of the one named; in the order that they give it. */
    public List<Offering> offered(Tx tx, Caller caller, @Nullable UUID partnerId, OfferingFilter filter) {
        caller.require(Permission.OFFERING_READ);
        UUID[] partners = partnerId == null
                ? caller.scope().partnerArray()
                : rooms.partners().within(tx, caller, partnerId).partnerArray();
        return new OfferingStore(tx).offered(partners, filter);
    }

    /** A page of a shelf; sorts by {@code order}, {@code title}, {@code name}, {@code created_at}, {@code updated_at}. */
    public Page<Offering> list(Tx tx, Caller caller, Shelf shelf, OfferingFilter filter, PageQuery query) {
        reach.see(tx, caller, shelf.owner());
        return new OfferingStore(tx).page(shelf, filter, query);
    }

    /** One offering, also from the trash. */
    public Offering find(Tx tx, Caller caller, Shelf.Key key) {
        return reach.find(tx, caller, key);
    }

    /** One that the caller manages and that is not in the trash; nobody else changes it until this transaction ends. */
    public Offering managed(Tx tx, Caller caller, Shelf.Key key) {
        return reach.present(tx, caller, key);
    }

    /** Those of these offerings that a specialty or a partner of the caller's scope offers, trash left out. */
    public List<Offering> seen(Tx tx, Caller caller, Collection<UUID> offeringIds) {
        caller.require(Permission.OFFERING_READ);
        return new OfferingStore(tx)
                .all(offeringIds).stream()
                        .filter(offering -> offering.deletedAt() == null)
                        .filter(offering -> offering.owner().partnerId() == null
                                || caller.scope()
                                        .partners()
                                        .contains(offering.owner().partnerId()))
                        .toList();
    }

    /** Puts a new offering on the shelf; what a specialty offers comes to the partners who follow it. */
    public Offering create(Tx tx, Caller caller, Shelf shelf, ProductType type, OfferingFields said) {
        reach.manage(tx, caller, shelf.owner());
        return open(tx, caller, shelf.owner(), type, said);
    }

    /**
     * A compound that a clinician writes for a partner within its scope, which offers it from now on to every clinician.
     *
     * @param said names the dispense unit by its number only
     * @param diseaseIds what it is for; an unknown one is INVALID by its place in {@code diseases}
     */
    public Offering compound(Tx tx, Caller caller, UUID partnerId, OfferingFields said, List<UUID> diseaseIds) {
        caller.require(Permission.PRESCRIBE);
        rooms.partners().within(tx, caller, partnerId);
        requireDiseases(tx, diseaseIds);
        Map<String, @Nullable Object> product = new HashMap<>(said.product());
        if (product.get("dispense_unit_id") instanceof Integer number) {
            rooms.units().apply(tx, number).ifPresent(name -> product.put("dispense_unit", name));
        }
        Offering made = open(
                tx,
                caller,
                Offering.Owner.partner(partnerId),
                ProductType.DOSESPOT_COMPOUND,
                new OfferingFields(said.terms(), product, said.at()));
        diseaseIds.stream().distinct().forEach(disease -> links.attachKnown(tx, caller, made.id(), disease));
        return made;
    }

    private void requireDiseases(Tx tx, List<UUID> diseaseIds) {
        Set<UUID> known = rooms.diseases().apply(tx, diseaseIds).stream()
                .map(disease -> disease.thing().diseaseId())
                .collect(Collectors.toSet());
        Map<String, List<String>> faults = new LinkedHashMap<>();
        for (int i = 0; i < diseaseIds.size(); i++) {
            if (!known.contains(diseaseIds.get(i))) {
                faults.put("diseases.%d.disease_id".formatted(i), List.of("There is no such disease."));
            }
        }
        refuse(faults);
    }

    private Offering open(Tx tx, Caller caller, Offering.Owner owner, ProductType type, OfferingFields said) {
        requireKnown(tx, caller, said);
        refuse(OfferingPolicy.faults(type, said));
        Offering made = made(
                owner, Fields.with(NOTHING_SAID, sayings(said.terms())), type, ProductTerms.NONE.with(said.product()));
        insert(tx, caller, made, "created");
        return made;
    }

    /** Changes an offering; nothing is told when everything stays as it is. */
    public Offering change(Tx tx, Caller caller, Shelf.Key key, OfferingFields said) {
        Offering before = reach.present(tx, caller, key);
        Offering.Terms terms = Fields.with(before.terms(), sayings(said.terms()));
        ProductTerms product = before.product().terms().with(said.product());
        if (terms.equals(before.terms()) && product.equals(before.product().terms())) {
            return before;
        }
        refuse(OfferingPolicy.faults(
                before.product().type(), new OfferingFields(Fields.of(terms), Fields.of(product), said.at())));
        requireKnown(tx, caller, said);
        return update(tx, caller, before, before.with(terms, product, trail.now()), "changed");
    }

    /** Puts an offering in the trash: no new case gets it; 404 when it is there already. */
    public void delete(Tx tx, Caller caller, Shelf.Key key) {
        Offering before = reach.present(tx, caller, key);
        Instant now = trail.now();
        update(tx, caller, before, before.trashed(now, now), "deleted");
    }

    /** Takes an offering out of the trash; one that is not there stays as it is. */
    public Offering restore(Tx tx, Caller caller, Shelf.Key key) {
        Offering before = reach.lock(tx, caller, key);
        return before.deletedAt() == null
                ? before
                : update(tx, caller, before, before.trashed(trail.now(), null), "restored");
    }

    /**
     * A copy for a partner within the caller's scope, with diseases and states; without the file, the tags and the
     * clinicians, which belong to the one who offers the original.
     *
     * @param partnerId null for the partner of the shelf, or the caller's own
     */
    public Offering replicate(Tx tx, Caller caller, Shelf.Key key, @Nullable UUID partnerId) {
        caller.require(Permission.OFFERING_MANAGE);
        Offering original = reach.toCopy(tx, caller, key);
        if (original.deletedAt() != null) {
            throw Problem.notFound();
        }
        return copy(tx, caller, original, target(caller, key.shelf(), partnerId));
    }

    /** Copies of all that a partner offers of its own, for another partner within the caller's scope. */
    public List<Offering> replicateAll(Tx tx, Caller caller, Shelf shelf, UUID partnerId) {
        reach.manage(tx, caller, shelf.owner());
        Offering.Owner to = target(caller, shelf, partnerId);
        return new OfferingStore(tx)
                .own(shelf.owner()).stream()
                        .map(original -> copy(tx, caller, original, to))
                        .toList();
    }

    /** Diseases, states, tags and other offerings that are attached to an offering. */
    public OfferingLinks links() {
        return links;
    }

    /** Clinicians who have an offering for themselves, or never. */
    public OfferingBonds bonds() {
        return bonds;
    }

    /** What partners take over from specialties. */
    public TakenOfferings taken() {
        return taken;
    }

    private static Offering.Owner target(Caller caller, Shelf shelf, @Nullable UUID partnerId) {
        UUID own = shelf.owner().partnerId() == null
                ? caller.partnerId()
                : shelf.owner().partnerId();
        UUID meant = partnerId == null ? own : partnerId;
        if (meant == null) {
            throw Problem.invalid("partner_id", "The partner_id field is required.");
        }
        if (!caller.scope().partners().contains(meant)) {
            throw Problem.invalid("partner_id", "There is no such partner.");
        }
        return Offering.Owner.partner(meant);
    }

    private Offering copy(Tx tx, Caller caller, Offering original, Offering.Owner owner) {
        Map<String, @Nullable Object> without = new HashMap<>();
        if (!owner.equals(original.owner())) {
            without.put("image_file_id", null);
        }
        Offering made = made(
                owner,
                Fields.with(original.terms(), without),
                original.product().type(),
                original.product().terms());
        insert(tx, caller, made, "replicated");
        links.copy(tx, original.id(), made.id());
        return made;
    }

    private Offering made(Offering.Owner owner, Offering.Terms terms, ProductType type, ProductTerms product) {
        Instant now = trail.now();
        return new Offering(
                Ids.random(), owner, terms, new Product(Ids.random(), type, product, now, now, null), now, now, null);
    }

    private void insert(Tx tx, Caller caller, Offering made, String action) {
        OfferingStore store = new OfferingStore(tx);
        store.insert(made);
        UUID specialtyId = made.owner().specialtyId();
        if (specialtyId != null) {
            store.followers(specialtyId).forEach(partnerId -> store.takeOver(partnerId, made.id(), made.createdAt()));
        }
        Map<String, @Nullable Object> told = told(made);
        told.values().removeIf(Objects::isNull);
        trail.tell(tx, caller, OfferingTrail.Told.gained(action, made.id(), told));
    }

    private Offering update(Tx tx, Caller caller, Offering before, Offering after, String action) {
        new OfferingStore(tx).update(after);
        trail.tell(tx, caller, new OfferingTrail.Told(action, before.id(), told(before), told(after)));
        return after;
    }

    private static Map<String, @Nullable Object> told(Offering offering) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>(Fields.of(offering.terms()));
        told.put("product_type", offering.product().type().wire());
        told.put("deleted_at", offering.deletedAt());
        Fields.of(offering.product().terms()).forEach((name, value) -> told.put("product." + name, value));
        return told;
    }

    /** A null for what is yes or no says nothing. */
    private static Map<String, @Nullable Object> sayings(Map<String, @Nullable Object> terms) {
        Map<String, @Nullable Object> said = new HashMap<>(terms);
        Set<String> flags = Set.of("active", "is_additional_approval_needed", "is_charged_separately");
        said.entrySet().removeIf(entry -> entry.getValue() == null && flags.contains(entry.getKey()));
        return said;
    }

    /** What an offering names must be there, for the caller too. */
    private void requireKnown(Tx tx, Caller caller, OfferingFields said) {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        if (said.product().get("dispense_unit_id") instanceof Integer unit
                && rooms.units().apply(tx, unit).isEmpty()) {
            faults.put(said.at() + "dispense_unit_id", List.of("There is no such dispense unit."));
        }
        if (said.product().get("clinician_id") instanceof UUID clinician
                && !rooms.clinicians().test(tx, clinician)) {
            faults.put(said.at() + "clinician_id", List.of("There is no such clinician."));
        }
        if (said.terms().get("image_file_id") instanceof UUID file
                && !rooms.files().reaches(tx, caller, file)) {
            faults.put("image_file_id", List.of("There is no such file."));
        }
        refuse(faults);
    }

    private static void refuse(Map<String, List<String>> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}

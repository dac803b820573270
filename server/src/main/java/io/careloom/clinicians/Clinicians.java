package io.careloom.clinicians;

import io.careloom.access.Access;
import io.careloom.access.ChangeUser;
import io.careloom.catalog.Catalog;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.files.Files;
import io.careloom.files.StoredFile;
import io.careloom.geography.Geography;
import io.careloom.geography.State;
import io.careloom.geography.Timezone;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Clinicians. A change commits with its audit row, its event and the account's change in {@code access}; a clinician out of
 * the caller's reach is 404.
 */
public final class Clinicians {
    private static final Set<String> NOT_OWN = Set.of("permissions", "active", "is_testing_account");

    private final Geography geography;
    private final Access access;
    private final Files files;
    private final ClinicianStore store = new ClinicianStore();
    private final ClinicianReach reach = new ClinicianReach(store);
    private final ClinicianTrail trail;
    private final Licenses licenses;
    private final PracticeAreas practiceAreas;
    private final ClinicianBonds bonds;

    /** The doors this room sees. */
    public record Neighbours(Geography geography, Partners partners, Access access, Catalog catalog, Files files) {}

    /** What this room stands on. */
    public record Ground(EventLog events, AuditTrail audit, Clocks clocks) {}

    /** The room, complete. */
    public Clinicians(Neighbours rooms, Ground ground) {
        this.geography = rooms.geography();
        this.access = rooms.access();
        this.files = rooms.files();
        this.trail = new ClinicianTrail(store, rooms.access(), ground);
        this.licenses = new Licenses(reach, trail);
        this.practiceAreas = new PracticeAreas(geography, reach, trail);
        this.bonds = new ClinicianBonds(rooms, store, reach, trail, this::views);
    }

    /** Nationwide licences. */
    public Licenses licenses() {
        return licenses;
    }

    /** States they practise in. */
    public PracticeAreas practiceAreas() {
        return practiceAreas;
    }

    /** Specialties and partners they are tied to. */
    public ClinicianBonds bonds() {
        return bonds;
    }

    /** A clinician whose id comes from an own row; 404 when there is none. */
    public Clinician find(Tx tx, UUID clinicianId) {
        return store.find(tx, clinicianId).orElseThrow(Problem::notFound);
    }

    /** A clinician within the caller's reach. */
    public ClinicianView view(Tx tx, Caller caller, UUID clinicianId) {
        return views(tx, List.of(reach.require(tx, caller, clinicianId))).getFirst();
    }

    /** The clinician behind the caller, or the first an assistant works for; anybody else is refused as forbidden. */
    public ClinicianView own(Tx tx, Caller caller) {
        caller.require(Permission.SELF);
        return views(tx, List.of(find(tx, caller.clinician()))).getFirst();
    }

    /** Clinicians within the caller's reach; sorts by {@code created_at}, {@code updated_at}, names and {@code email}. */
    public Page<ClinicianView> list(Tx tx, Caller caller, ClinicianFilter filter, PageQuery query) {
        caller.require(Permission.CLINICIAN_READ);
        Page<Clinician> page = store.page(tx, reach.of(tx, caller), filter, query);
        return new Page<>(views(tx, page.items()), page.total(), query);
    }

    /** The ids of the clinicians within the caller's reach; null for everybody. */
    public @Nullable Set<UUID> reached(Tx tx, Caller caller) {
        return reach.of(tx, caller);
    }

    /** Those of these clinicians whom the caller reaches, in this order. */
    public List<ClinicianView> reached(Tx tx, Caller caller, List<UUID> clinicianIds) {
        Set<UUID> reached = reach.of(tx, caller);
        Map<UUID, Clinician> found = store.all(tx, clinicianIds).stream()
                .filter(one -> reached == null || reached.contains(one.clinicianId()))
                .collect(Collectors.toMap(Clinician::clinicianId, Function.identity()));
        return views(
                tx,
                clinicianIds.stream().map(found::get).filter(Objects::nonNull).toList());
    }

    /** Clinicians as cases nest them, by id; unknown ids are left out. */
    public Map<UUID, ClinicianCard> cards(Tx tx, Collection<UUID> clinicianIds) {
        return nested(tx, clinicianIds, ClinicianCard::of);
    }

    /** Clinicians as the notes they wrote nest them, by id; unknown ids are left out. */
    public Map<UUID, NoteAuthor> noteAuthors(Tx tx, Collection<UUID> clinicianIds) {
        return nested(tx, clinicianIds, NoteAuthor::of);
    }

    private <T> Map<UUID, T> nested(Tx tx, Collection<UUID> clinicianIds, Shape<T> shape) {
        if (clinicianIds.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<License>> numbers = licenses.of(tx, clinicianIds);
        List<Clinician> found = store.all(tx, clinicianIds);
        Map<UUID, StoredFile> photos =
                files.portraits(tx, found.stream().map(one -> one.details().photoId()));
        Set<UUID> online =
                access.online(tx, found.stream().map(Clinician::userId).toList());
        return found.stream()
                .collect(Collectors.toMap(
                        Clinician::clinicianId,
                        one -> shape.of(
                                one,
                                numbers.getOrDefault(one.clinicianId(), List.of()),
                                photos.get(one.details().photoId()),
                                online.contains(one.userId()))));
    }

    /** How others nest a clinician. */
    private interface Shape<T> {
        T of(Clinician clinician, List<License> licenses, @Nullable StoredFile photo, boolean online);
    }

    /** Everybody with a practice area in the state, valid or not, by id: who gets the partner's case is for others to say. */
    public List<Candidate> candidates(Tx tx, UUID stateId, UUID partnerId) {
        Map<UUID, PracticeArea> areas = practiceAreas.in(tx, stateId).stream()
                .collect(Collectors.toMap(PracticeArea::clinicianId, Function.identity()));
        if (areas.isEmpty()) {
            return List.of();
        }
        Map<UUID, Priority> ofPartner = bonds.priorities(tx, partnerId);
        Map<UUID, Map<UUID, Priority>> bySpecialty = bonds.prioritiesBySpecialty(tx, areas.keySet());
        return store.all(tx, areas.keySet()).stream()
                .map(one -> Candidate.of(one, Objects.requireNonNull(areas.get(one.clinicianId())), zone(one))
                        .tied(ofPartner.get(one.clinicianId()), bySpecialty.getOrDefault(one.clinicianId(), Map.of())))
                .sorted((a, b) -> a.clinicianId().compareTo(b.clinicianId()))
                .toList();
    }

    /** States in which the clinician may practise today, by the day there. */
    public Set<UUID> practiceStates(Tx tx, UUID clinicianId) {
        return practiceAreas.validStates(tx, clinicianId);
    }

    /** The clinicians who have had cases of these tenants, by last name. */
    public List<Clinician> engagedWith(Tx tx, Scope scope) {
        return store.all(tx, store.engagedBy(tx, scope)).stream()
                .sorted(Comparator.comparing((Clinician one) -> one.details().lastName())
                        .thenComparing(Clinician::clinicianId))
                .toList();
    }

    /** The clinician got a case of this tenant, which may see it from now on. */
    public void engaged(Tx tx, UUID clinicianId, UUID tenantId) {
        store.engage(tx, clinicianId, tenantId);
    }

    /** Makes a clinician and its account; a taken e-mail is refused. */
    public ClinicianView create(Tx tx, Caller caller, CreateClinician command) {
        caller.require(Permission.CLINICIAN_MANAGE);
        ClinicianDetails details = checked(command.details());
        claim(tx, caller, Fields.of(details));
        NewAddress stated = command.address();
        Clinician.Address address = stated == null ? null : address(stated, null);
        UUID clinicianId = Ids.random();
        UUID userId = access.createUser(tx, caller, command.account(details, clinicianId));
        Instant now = trail.now();
        store.insert(tx, new Clinician(clinicianId, userId, details, address, 0, now, now));
        Clinician made = find(tx, clinicianId);
        Map<String, @Nullable Object> told = values(made);
        told.values().removeIf(Objects::isNull);
        trail.tell(tx, caller, ClinicianTrail.change("clinician.created", clinicianId, Map.of(), told));
        return views(tx, List.of(find(tx, clinicianId))).getFirst();
    }

    /** Changes a clinician and, where it says so, its account; nothing is told when everything stays as it is. */
    public ClinicianView change(Tx tx, Caller caller, UUID clinicianId, ChangeClinician command) {
        change(tx, caller, reach.manage(tx, caller, clinicianId), command);
        return views(tx, List.of(find(tx, clinicianId))).getFirst();
    }

    /** What a clinician changes in itself: neither rights nor practice areas. */
    public ClinicianView changeOwn(Tx tx, Caller caller, ChangeOwnProfile command) {
        caller.require(Permission.SELF);
        if (caller.role() != Role.CLINICIAN) {
            throw Problem.forbidden();
        }
        Clinician own = store.lock(tx, caller.clinician()).orElseThrow(Problem::notFound);
        requirePresentAreas(tx, own, command.practiceAreas());
        Map<String, @Nullable Object> details =
                new LinkedHashMap<>(command.profile().details());
        details.keySet().removeAll(NOT_OWN);
        change(tx, caller, own, new ChangeClinician(details, command.profile().address()));
        licenses.putOwn(tx, caller, own, command.licenses());
        return own(tx, caller);
    }

    private void requirePresentAreas(Tx tx, Clinician own, @Nullable List<UUID> said) {
        List<PracticeArea> present =
                practiceAreas.of(tx, List.of(own.clinicianId())).getOrDefault(own.clinicianId(), List.of());
        if (said != null
                && !(said.size() == present.size()
                        && present.stream()
                                .allMatch(area -> said.contains(area.practiceAreaId())
                                        || said.contains(area.state().stateId())))) {
            throw Problem.invalid("practice_areas", "Practice areas are changed one by one.");
        }
    }

    private void change(Tx tx, Caller caller, Clinician before, ChangeClinician command) {
        ClinicianDetails details = checked(Fields.with(before.details(), command.details()));
        Clinician.Address address = before.address();
        if (command.address().isSet()) {
            NewAddress stated = command.address().or(null);
            address = stated == null ? null : address(stated, before.address());
        }
        Clinician after = new Clinician(
                before.clinicianId(), before.userId(), details, address, 0, before.createdAt(), before.updatedAt());
        Map<String, @Nullable Object> old = values(before);
        Map<String, @Nullable Object> changed = values(after);
        changed.entrySet().removeIf(entry -> Objects.equals(entry.getValue(), old.get(entry.getKey())));
        if (changed.isEmpty()) {
            return;
        }
        old.keySet().retainAll(changed.keySet());
        claim(tx, caller, changed);
        store.update(tx, after);
        changeAccount(tx, caller, after, changed.keySet());
        trail.tell(tx, caller, ClinicianTrail.change("clinician.changed", before.clinicianId(), old, changed));
    }

    private void claim(Tx tx, Caller caller, Map<String, @Nullable Object> details) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(details);
        named.keySet().retainAll(ClinicianDetails.FILES);
        files.claimAll(tx, caller, null, named);
    }

    private void changeAccount(Tx tx, Caller caller, Clinician after, Set<String> changed) {
        ClinicianDetails details = after.details();
        ChangeUser change = new ChangeUser(
                when(changed, "first_name", details.firstName()),
                when(changed, "last_name", details.lastName()),
                when(changed, "email", details.email()),
                when(changed, "phone_number", details.phoneNumber()),
                when(changed, "timezone_id", details.timezoneId()),
                Change.absent(),
                when(changed, "permissions", details.environments()),
                when(changed, "active", details.active()));
        if (!Fields.sent(change).isEmpty()) {
            access.changeUser(tx, caller, after.userId(), change);
        }
    }

    private static <T> Change<T> when(Set<String> changed, String name, @Nullable T value) {
        return changed.contains(name) ? Change.set(value) : Change.absent();
    }

    private ClinicianDetails checked(ClinicianDetails details) {
        Map<String, List<String>> faults =
                ClinicianPolicy.faults(details, LocalDate.ofInstant(trail.now(), ZoneOffset.UTC));
        UUID timezoneId = details.timezoneId();
        Optional<UUID> known = timezoneId == null
                ? Optional.empty()
                : geography.timezone(timezoneId).map(Timezone::timezoneId);
        if (timezoneId != null && known.isEmpty()) {
            faults.put("timezone_id", List.of("The time zone is unknown."));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return known.isEmpty() ? details : Fields.with(details, Map.of("timezone_id", known.get()));
    }

    private Clinician.Address address(NewAddress stated, Clinician.@Nullable Address present) {
        UUID stateId = stated.stateId();
        String name = stated.stateName();
        Optional<State> state = stateId != null
                ? geography.state(stateId)
                : name == null ? Optional.empty() : geography.stateNamed(name);
        if (state.isEmpty()) {
            throw Problem.invalid(
                    stateId == null ? "address.state_name" : "address.state_id", "The state is unknown or missing.");
        }
        return new Clinician.Address(
                present == null ? Ids.random() : present.addressId(),
                stated.address().strip(),
                stated.address2(),
                stated.zipCode(),
                stated.cityName().strip(),
                state.get().stateId());
    }

    /** Everything that can be told, by column name. */
    private static Map<String, @Nullable Object> values(Clinician clinician) {
        Map<String, @Nullable Object> values = Fields.of(clinician.details());
        Clinician.Address address = clinician.address();
        values.put("address", address == null ? null : Fields.of(address));
        return values;
    }

    private ZoneId zone(Clinician one) {
        return Optional.ofNullable(one.details().timezoneId())
                .flatMap(geography::timezone)
                .map(timezone -> ZoneId.of(timezone.identifier()))
                .orElse(ZoneOffset.UTC);
    }

    private List<ClinicianView> views(Tx tx, List<Clinician> clinicians) {
        List<UUID> ids = clinicians.stream().map(Clinician::clinicianId).toList();
        Map<UUID, List<License>> numbers = licenses.of(tx, ids);
        Map<UUID, List<PracticeArea>> areas = practiceAreas.of(tx, ids);
        Map<UUID, StoredFile> shown = files.portraits(
                tx,
                clinicians.stream()
                        .map(Clinician::details)
                        .flatMap(one ->
                                Arrays.<@Nullable UUID>asList(one.photoId(), one.automaticSyncVideoFileId()).stream()));
        Set<UUID> online =
                access.online(tx, clinicians.stream().map(Clinician::userId).toList());
        return clinicians.stream()
                .map(one -> new ClinicianView(
                        one,
                        shown(one.address()),
                        numbers.getOrDefault(one.clinicianId(), List.of()),
                        areas.getOrDefault(one.clinicianId(), List.of()),
                        shown.get(one.details().photoId()),
                        shown.get(one.details().automaticSyncVideoFileId()),
                        online.contains(one.userId())))
                .toList();
    }

    private ClinicianView.@Nullable Address shown(Clinician.@Nullable Address address) {
        return address == null
                ? null
                : new ClinicianView.Address(
                        address.addressId(),
                        address.address(),
                        address.address2(),
                        address.zipCode(),
                        address.cityName(),
                        geography.state(address.stateId()).orElseThrow());
    }
}

package io.careloom.clinicians;

import io.careloom.geography.Geography;
import io.careloom.geography.State;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The states clinicians practise in. Every change lets cases look for a clinician again. */
public final class PracticeAreas {
    private final Geography geography;
    private final ClinicianReach reach;
    private final ClinicianTrail trail;
    private final PracticeAreaStore store = new PracticeAreaStore();

    PracticeAreas(Geography geography, ClinicianReach reach, ClinicianTrail trail) {
        this.geography = geography;
        this.reach = reach;
        this.trail = trail;
    }

    /** The areas of a clinician within the caller's reach, oldest first. */
    public Page<PracticeArea> list(Tx tx, Caller caller, UUID clinicianId, PageQuery query) {
        reach.require(tx, caller, clinicianId);
        List<PracticeArea> all = query.trashed() == PageQuery.Trashed.ONLY
                ? List.of()
                : of(tx, List.of(clinicianId)).getOrDefault(clinicianId, List.of());
        return new Page<>(
                all.stream().skip(query.offset()).limit(query.perPage()).toList(), all.size(), query);
    }

    /** The area of a clinician within the caller's reach in this state; 404 when it does not practise there. */
    public PracticeArea find(Tx tx, Caller caller, UUID clinicianId, UUID stateId) {
        reach.require(tx, caller, clinicianId);
        return area(row(tx, clinicianId, state(stateId)));
    }

    /** The clinician may practise in this state from now on, on these terms; 404 for an unknown state. */
    public void put(Tx tx, Caller caller, UUID clinicianId, UUID stateId, AreaTerms terms) {
        reach.manage(tx, caller, clinicianId);
        grant(tx, caller, clinicianId, List.of(state(stateId)), terms);
    }

    /** A state in which the clinician may practise from now on; one that it has is refused, as an unknown one is. */
    public PracticeArea add(Tx tx, Caller caller, UUID clinicianId, UUID stateId, AreaTerms terms) {
        reach.manageOrSelf(tx, caller, clinicianId);
        State state = geography.state(stateId).orElseThrow(() -> Problem.invalid("state_id", "The state is unknown."));
        boolean has = store.of(tx, List.of(clinicianId)).stream()
                .anyMatch(row -> row.stateId().equals(state.stateId()));
        if (has) {
            throw Problem.invalid("state_id", "This practice area is there already.");
        }
        grant(tx, caller, clinicianId, List.of(state), terms);
        return area(row(tx, clinicianId, state));
    }

    /** The clinician may practise in every state of the country, on these terms; areas keep their own numbers. */
    public void putCountry(Tx tx, Caller caller, UUID clinicianId, UUID countryId, AreaTerms terms) {
        reach.manage(tx, caller, clinicianId);
        UUID found = geography
                .country(countryId)
                .orElseThrow(() -> Problem.invalid("country_id", "The country is unknown."))
                .countryId();
        List<State> states = geography.states((String) null).stream()
                .filter(state -> state.country().countryId().equals(found))
                .toList();
        if (states.isEmpty()) {
            throw Problem.invalid("country_id", "No state of this country is known.");
        }
        grant(tx, caller, clinicianId, states, terms);
    }

    /** Changes the terms of an area; {@code changes} by the wire names of {@link AreaTerms}. */
    public PracticeArea change(
            Tx tx, Caller caller, UUID clinicianId, UUID stateId, Map<String, ? extends @Nullable Object> changes) {
        reach.manageOrSelf(tx, caller, clinicianId);
        State state = state(stateId);
        PracticeAreaStore.Row before = row(tx, clinicianId, state);
        AreaTerms after = Fields.with(before.terms(), changes);
        if (after.equals(before.terms())) {
            return area(before);
        }
        store.update(tx, before.practiceAreaId(), after, trail.now());
        trail.tell(
                tx,
                caller,
                ClinicianTrail.change(
                        "clinician.practice_area_changed",
                        clinicianId,
                        told(state, before.terms()),
                        told(state, after)));
        return area(row(tx, clinicianId, state));
    }

    /** The clinician no longer practises in this state; 404 when it does not. */
    public void delete(Tx tx, Caller caller, UUID clinicianId, UUID stateId) {
        reach.manageOrSelf(tx, caller, clinicianId);
        State state = state(stateId);
        AreaTerms terms = row(tx, clinicianId, state).terms();
        store.delete(tx, clinicianId, state.stateId());
        trail.tell(
                tx,
                caller,
                ClinicianTrail.change("clinician.practice_area_removed", clinicianId, told(state, terms), Map.of()));
    }

    Map<UUID, List<PracticeArea>> of(Tx tx, Collection<UUID> clinicianIds) {
        return store.of(tx, clinicianIds).stream()
                .map(this::area)
                .collect(Collectors.groupingBy(PracticeArea::clinicianId));
    }

    List<PracticeArea> in(Tx tx, UUID stateId) {
        return store.in(tx, stateId).stream().map(this::area).toList();
    }

    Set<UUID> validStates(Tx tx, UUID clinicianId) {
        return of(tx, List.of(clinicianId)).getOrDefault(clinicianId, List.of()).stream()
                .filter(area -> !area.isExpired())
                .map(area -> area.state().stateId())
                .collect(Collectors.toSet());
    }

    private void grant(Tx tx, Caller caller, UUID clinicianId, List<State> states, AreaTerms terms) {
        store.put(tx, clinicianId, states.stream().map(State::stateId).toList(), terms, trail.now());
        Map<String, @Nullable Object> after = Fields.of(terms);
        after.put("states", states.stream().map(State::name).toList());
        trail.tell(tx, caller, ClinicianTrail.change("clinician.practice_areas_given", clinicianId, Map.of(), after));
    }

    private PracticeAreaStore.Row row(Tx tx, UUID clinicianId, State state) {
        return store.of(tx, List.of(clinicianId)).stream()
                .filter(row -> row.stateId().equals(state.stateId()))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private State state(UUID stateId) {
        return geography.state(stateId).orElseThrow(Problem::notFound);
    }

    private PracticeArea area(PracticeAreaStore.Row row) {
        State state = geography.state(row.stateId()).orElseThrow();
        Instant now = trail.now();
        LocalDate last = row.expiresAt();
        boolean expired = last != null && last.isBefore(LocalDate.ofInstant(now, geography.zoneOf(row.stateId())));
        return new PracticeArea(
                row.practiceAreaId(),
                row.clinicianId(),
                state,
                row.licenseNumber(),
                last,
                row.isSync(),
                expired,
                row.createdAt(),
                row.updatedAt());
    }

    private static Map<String, @Nullable Object> told(State state, AreaTerms terms) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("state", state.name());
        told.putAll(Fields.of(terms));
        return told;
    }
}

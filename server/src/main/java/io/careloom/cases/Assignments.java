package io.careloom.cases;

import io.careloom.cases.AssignmentPolicy.Applicant;
import io.careloom.cases.AssignmentPolicy.Decision;
import io.careloom.cases.AssignmentPolicy.Placement;
import io.careloom.cases.AssignmentPolicy.Ties;
import io.careloom.cases.AssignmentPolicy.Verdict;
import io.careloom.cases.Case.Holder;
import io.careloom.cases.Case.Step;
import io.careloom.cases.Case.Subject;
import io.careloom.cases.CaseStore.Load;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.CaseOfferings;
import io.careloom.catalog.offerings.Product;
import io.careloom.clinicians.Candidate;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Tenant;
import io.careloom.platform.Ids;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives cases to clinicians: by the policy, by a person's choice, or because a clinician takes one. */
final class Assignments {
    private static final int BATCH = 100;

    private final Cases.Neighbours rooms;
    private final CaseStore cases;
    private final CaseTrail trail;
    private final CaseOfferings offerings;
    private final Clocks clocks;
    private final int capacity;

    Assignments(
            Cases.Neighbours rooms, CaseStore cases, CaseTrail trail, CaseOfferings offerings, Cases.Ground ground) {
        this.rooms = rooms;
        this.cases = cases;
        this.trail = trail;
        this.offerings = offerings;
        this.clocks = ground.clocks();
        this.capacity = ground.capacity();
    }

    /**
     * What the offerings of a case ask of its clinician.
     *
     * @param prescribers the clinicians each of whom alone prescribes one of them
     */
    private record Asking(Set<UUID> offeringIds, Set<UUID> prescribers) {
        static final Asking NOTHING = new Asking(Set.of(), Set.of());
    }

    /** Refuses a clinician whom the policy would not give a case of this patient with these offerings, with the reasons. */
    void requireEligible(Tx tx, Subject subject, Collection<UUID> offeringIds, UUID clinicianId) {
        Set<UUID> prescribers =
                rooms.catalog().offerings().offered(tx, subject.partnerId(), offeringIds).values().stream()
                        .flatMap(offering -> prescriber(offering.product()))
                        .collect(Collectors.toSet());
        requireEligible(tx, subject, new Asking(Set.copyOf(offeringIds), prescribers), clinicianId);
    }

    private static Stream<UUID> prescriber(Product product) {
        return Stream.ofNullable(product.terms().clinicianId());
    }

    private void requireEligible(Tx tx, Subject subject, Asking asking, UUID clinicianId) {
        Placement place = placement(tx, Site.of(subject), asking);
        List<String> reasons = applicants(tx, Site.of(subject), place).stream()
                .filter(one -> one.clinicianId().equals(clinicianId))
                .findFirst()
                .map(one -> AssignmentPolicy.refusals(one, place))
                .orElse(List.of("not licensed in the patient's state (practice_area)"));
        if (!reasons.isEmpty()) {
            throw Problem.invalid(Map.of(
                    "clinician_id",
                    reasons.stream()
                            .map("The clinician cannot be given this case: %s."::formatted)
                            .toList()));
        }
    }

    /**
     * Gives an unassigned case to whom the policy puts first, or keeps why nobody could be given it.
     *
     * @return the assigned case; empty when nobody was eligible or somebody else was faster
     */
    Optional<Case> assign(Tx tx, Caller caller, Case created) {
        Subject subject = created.subject();
        Placement place = placement(tx, created);
        UUID wanted = created.terms().wantedClinicianId();
        List<Applicant> applicants = applicants(tx, Site.of(subject), place).stream()
                .filter(one -> wanted == null || one.clinicianId().equals(wanted))
                .toList();
        Decision decision = AssignmentPolicy.decide(applicants, place);
        if (decision.chosen() == null) {
            cases.keepVerdicts(tx, created, decision.lines());
            return Optional.empty();
        }
        Step step = trail.step(Actor.of(caller), subject.tenantId(), null);
        String reason = wanted == null ? "Assigned by the assignment policy." : "Assigned to the chosen clinician.";
        Holder holder = new Holder(Ids.random(), decision.chosen(), reason, decision.lines(), step.at());
        return claim(tx, caller, created, holder, step);
    }

    /** Tries every case again that waits for a clinician, oldest first, a batch per state. */
    void assignWaiting(Tx tx) {
        for (Environment environment : Environment.values()) {
            Scope scope = tenantsOf(tx, environment);
            for (UUID stateId : cases.statesWithUnassigned(tx, scope)) {
                for (Case created : cases.unassigned(tx, scope, stateId, BATCH)) {
                    assign(tx, Caller.system(created.subject().tenantId()), created);
                }
            }
        }
    }

    /** A clinician takes an unassigned case, unless partner or specialty bar it; a conflict when another one was faster. */
    Case take(Tx tx, Caller caller, Case created) {
        requireNotBarred(tx, created, caller.clinician());
        Step step = trail.step(Actor.of(caller), created.subject().tenantId(), null);
        Holder holder = new Holder(Ids.random(), caller.clinician(), "Taken by the clinician.", List.of(), step.at());
        return claim(tx, caller, created, holder, step).orElseThrow(CaseTrail::taken);
    }

    /** Gives a case to another clinician, whom the policy puts first; a conflict when nobody else is eligible. */
    Case passOn(Tx tx, Caller caller, Case before) {
        Subject subject = before.subject();
        Placement place = placement(tx, before);
        Decision decision = AssignmentPolicy.decide(
                applicants(tx, Site.of(subject), place).stream()
                        .filter(one -> !before.isHeldBy(one.clinicianId()))
                        .toList(),
                place);
        if (decision.chosen() == null) {
            throw nobody();
        }
        Step step = trail.step(Actor.of(caller), subject.tenantId(), null);
        return handOver(
                tx,
                caller,
                before,
                step,
                new Holder(
                        Ids.random(),
                        decision.chosen(),
                        "Reassigned by the assignment policy.",
                        decision.lines(),
                        step.at()));
    }

    /** The conflict of a case for which no clinician is eligible. */
    static Problem nobody() {
        return Problem.conflict("no_eligible_clinician", "No clinician can be given this case now.")
                .with("allowed_transitions", List.of(CaseStatus.CANCELLED.word()));
    }

    private void requireNotBarred(Tx tx, Case created, UUID clinicianId) {
        Placement place = placement(tx, created);
        List<String> bars = applicants(tx, Site.of(created.subject()), place).stream()
                .filter(one -> one.clinicianId().equals(clinicianId))
                .flatMap(one -> AssignmentPolicy.bars(one, place).stream())
                .toList();
        if (!bars.isEmpty()) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "not_eligible", "Access forbidden.")
                    .with("reasons", bars);
        }
    }

    /** A person, or a simulation, gives a case to this clinician, who must be eligible. */
    Case give(Tx tx, Caller caller, Case before, UUID clinicianId, Step step) {
        if (before.isHeldBy(clinicianId)) {
            throw Problem.invalid("clinician_id", "This clinician holds the case already.");
        }
        requireEligible(tx, before.subject(), askedBy(tx, before), clinicianId);
        Holder holder = new Holder(Ids.random(), clinicianId, step.reason(), List.of(), step.at());
        Step moving = new Step(step.id(), step.actor(), null, step.at());
        return handOver(tx, caller, before, moving, holder);
    }

    private Case handOver(Tx tx, Caller caller, Case before, Step step, Holder to) {
        Case after = before.status() == CaseStatus.CREATED ? before.assign(to, step) : before.reassign(to, step);
        trail.changed(tx, caller, before, after, step);
        rooms.clinicians().engaged(tx, to.clinicianId(), before.subject().tenantId());
        return after;
    }

    private Optional<Case> claim(Tx tx, Caller caller, Case created, Holder holder, Step step) {
        Optional<Case> assigned = trail.claimed(tx, caller, created, created.assign(holder, step), step);
        assigned.ifPresent(now -> rooms.clinicians()
                .engaged(tx, holder.clinicianId(), now.subject().tenantId()));
        return assigned;
    }

    /** Where a case is, or would be: whose tenant, in which state. */
    record Site(UUID tenantId, UUID partnerId, UUID stateId) {
        static Site of(Subject subject) {
            return new Site(subject.tenantId(), subject.partnerId(), subject.stateId());
        }
    }

    /** The clinicians whom the policy would give a case there, the first one first. */
    List<UUID> eligible(Tx tx, Site site) {
        Placement place = placement(tx, site, Asking.NOTHING);
        return AssignmentPolicy.decide(applicants(tx, site, place), place).verdicts().stream()
                .filter(Verdict::eligible)
                .map(verdict -> verdict.applicant().clinicianId())
                .toList();
    }

    private Asking askedBy(Tx tx, Case of) {
        Scope tenant = Scope.tenant(of.subject().tenantId());
        List<CaseOffering> lines = offerings.of(tx, tenant, List.of(of.caseId())).values().stream()
                .flatMap(List::stream)
                .toList();
        return new Asking(
                lines.stream()
                        .flatMap(line -> Stream.ofNullable(line.offeringId()))
                        .collect(Collectors.toSet()),
                lines.stream().flatMap(line -> prescriber(line.product())).collect(Collectors.toSet()));
    }

    private Placement placement(Tx tx, Case of) {
        return placement(tx, Site.of(of.subject()), askedBy(tx, of));
    }

    private Placement placement(Tx tx, Site site, Asking asking) {
        Tenant tenant = rooms.partners().tenant(tx, site.tenantId());
        Instant now = clocks.now(site.tenantId());
        LocalDate today = LocalDate.ofInstant(now, rooms.geography().zoneOf(site.stateId()));
        return new Placement(
                tenant.environment(),
                today,
                now,
                capacity,
                rooms.catalog().partnerSpecialties().demandedBy(tx, site.partnerId()),
                rooms.catalog()
                        .offerings()
                        .bonds()
                        .reserved(tx, asking.offeringIds())
                        .values(),
                asking.prescribers());
    }

    private List<Applicant> applicants(Tx tx, Site site, Placement place) {
        List<Candidate> candidates = rooms.clinicians().candidates(tx, site.stateId(), site.partnerId());
        List<UUID> ids = candidates.stream().map(Candidate::clinicianId).toList();
        Map<UUID, Load> loads = cases.loads(tx, tenantsOf(tx, place.environment()), ids).stream()
                .collect(Collectors.toMap(Load::clinicianId, Function.identity()));
        return candidates.stream()
                .map(one -> applicant(one, loads.get(one.clinicianId())))
                .toList();
    }

    private static Applicant applicant(Candidate one, @Nullable Load load) {
        return new Applicant(
                one.clinicianId(),
                true,
                one.licensedUntil(),
                one.active(),
                one.available(),
                one.outOfOffice(),
                one.outFrom(),
                one.outUntil(),
                one.environments(),
                one.testingAccount(),
                new Ties(one.partnerPriority(), one.specialties()),
                load == null ? 0 : load.openCases(),
                load == null ? null : load.lastAssignedAt());
    }

    /** The load of a clinician is counted within one environment: simulations take nobody's time. */
    private Scope tenantsOf(Tx tx, Environment environment) {
        Set<UUID> ids = rooms.partners().tenants(tx).stream()
                .filter(tenant -> tenant.environment() == environment)
                .map(Tenant::tenantId)
                .collect(Collectors.toSet());
        return new Scope(ids, Set.of());
    }
}

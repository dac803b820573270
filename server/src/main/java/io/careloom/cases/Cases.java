package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.Case.Subject;
import io.careloom.cases.Case.Terms;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseOrders;
import io.careloom.cases.offerings.CaseOfferings;
import io.careloom.catalog.Catalog;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.clinicians.Clinicians;
import io.careloom.files.Files;
import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tenant;
import io.careloom.partners.charges.Charges;
import io.careloom.patients.Patient;
import io.careloom.patients.Patients;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.Subscriber;
import io.careloom.platform.sealing.Vault;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door to cases: submit, hold, move, give to a clinician. Every method that changes something writes case, history,
 * audit row and event in the transaction handed in; a case out of the caller's reach is 404.
 */
public final class Cases {
    private final Neighbours rooms;
    private final CaseStore cases;
    private final CaseTrail trail;
    private final Reaches reaches;
    private final CaseCharts charts;
    private final CaseContents contents;
    private final ContentStore contentStore;
    private final CaseTags tags;
    private final CaseFiles files;
    private final CaseHistory history;
    private final CaseMarks marks;
    private final CaseLists lists;
    private final Assignments assignments;
    private final TestEncounters simulations;
    private final Encounters encounters;
    private final CaseOfferings offerings;

    /** The rooms on this room's card. */
    public record Neighbours(
            Partners partners,
            Charges charges,
            Catalog catalog,
            Clinicians clinicians,
            Patients patients,
            Geography geography,
            Files files) {}

    /**
     * What this room stands on.
     *
     * @param capacity open cases that one clinician may hold, {@code assignment.capacity} of the settings
     * @param orders what is sent for cases
     */
    public record Ground(
            EventLog events, AuditTrail audit, Vault vault, Clocks clocks, int capacity, CaseOrders orders) {}

    /** Something that shows data of one patient, whose id the audit of reads needs. */
    public record Shown<T>(UUID patientId, T content) {}

    /**
     * What a clinician says with an approval; kept until messages exist.
     *
     * @param clinicalNote becomes a note of the case
     */
    public record Approval(
            @Nullable String thankYouMessage,
            @Nullable String extraMessage,
            @Nullable String clinicalNote) {
        @Override
        public String toString() {
            return "Approval[]";
        }
    }

    /** The room, complete. */
    public Cases(Neighbours rooms, Ground ground) {
        this.rooms = rooms;
        this.cases = new CaseStore();
        HistoryStore historyStore = new HistoryStore();
        CaseTagStore tagStore = new CaseTagStore(ground.vault());
        this.trail = new CaseTrail(
                cases,
                historyStore,
                new CaseTrail.Tagging(tagStore, rooms.partners().tags()),
                rooms.patients().readers(),
                ground);
        this.reaches = new Reaches(rooms.clinicians(), cases);
        this.offerings = new CaseOfferings(new CaseLinework(reaches, cases, trail), rooms.catalog());
        this.contentStore = new ContentStore(ground.vault());
        this.files = new CaseFiles(reaches, contentStore, trail, rooms.files());
        this.charts = new CaseCharts(rooms, tagStore, files, offerings);
        this.contents = new CaseContents(reaches, contentStore, trail, charts, rooms.catalog());
        this.tags = new CaseTags(reaches, tagStore, trail, rooms.partners().tags());
        this.history = new CaseHistory(reaches, cases, historyStore, charts, trail);
        this.marks = new CaseMarks(reaches, trail, charts, new CaseMarks.Billing(rooms.charges(), offerings));
        this.lists = new CaseLists(
                reaches, charts, new CaseLists.Parts(contents, tags, files, ground.orders()), rooms.patients());
        this.assignments = new Assignments(rooms, cases, trail, offerings, ground);
        this.simulations = new TestEncounters(this, rooms, reaches, trail, assignments);
        this.encounters = new Encounters(rooms, reaches);
    }

    /** Questions, diseases, notes. */
    public CaseContents contents() {
        return contents;
    }

    /** The tags of cases. */
    public CaseTags tags() {
        return tags;
    }

    /** The files of cases. */
    public CaseFiles files() {
        return files;
    }

    /** Status lines, events, the present assignment. */
    public CaseHistory history() {
        return history;
    }

    /** Priority and terms. */
    public CaseMarks marks() {
        return marks;
    }

    /** Lists and counts. */
    public CaseLists lists() {
        return lists;
    }

    /** Simulated work on sandbox cases. */
    public TestEncounters simulations() {
        return simulations;
    }

    /** Raw records and spreadsheets for the web consoles. */
    public Encounters encounters() {
        return encounters;
    }

    /** What is asked for, prescribed and sent. */
    public CaseOfferings offerings() {
        return offerings;
    }

    /** What follows from events: assignment after creation or release, processing after approval, lines, charges, files. */
    public List<Subscriber> subscribers() {
        return List.of(
                new AssignmentStarter(rooms.patients(), cases, trail, assignments),
                new ProcessingStarter(cases, trail),
                marks.whenEnded(cases),
                offerings.whenProcessing(),
                files.whenDeleted(cases),
                tags.whenDeleted(cases));
    }

    /** Tries again to assign the cases that wait for a clinician; run it every minute. */
    public void assignWaiting(Tx tx) {
        assignments.assignWaiting(tx);
    }

    /**
     * Accepts a case. It answers as created; a subscriber assigns it right after the commit.
     *
     * @throws Problem when the patient is out of reach (404), for a clinician also one who lives in no state of its
     *     practice, or the reference, a disease or the chosen clinician is refused (422)
     */
    public CaseChart submit(Tx tx, Caller caller, SubmitCase command) {
        caller.require(Permission.CASE_SUBMIT);
        return open(tx, caller, command);
    }

    /** What a follow-up of this patient would follow: its newest case that was not called off. */
    public Optional<UUID> newest(Tx tx, UUID tenantId, UUID patientId) {
        return cases.newest(tx, tenantId, patientId);
    }

    /** The case with its patient, partner and clinician; what it costs is nothing to people of care. */
    public CaseChart find(Tx tx, Caller caller, UUID caseId) {
        Case found = reaches.find(tx, caller, caseId);
        CaseChart chart = charts.chart(tx, caller, found);
        return caller.role() == Role.CLINICIAN || caller.role() == Role.MEDICAL_ASSISTANT
                ? chart
                : Fields.with(chart, Map.of("case_cost", marks.cost(tx, found)));
    }

    /** Holds or releases a case in created; in any other status it is 403. The present value changes nothing. */
    public void hold(Tx tx, Caller caller, UUID caseId, boolean held) {
        caller.require(Permission.CASE_MOVE_PARTNER);
        Case before = reaches.lock(tx, caller, caseId);
        Actor actor = Actor.of(caller);
        if (actor.mover() == Moves.Mover.DESK) {
            throw Problem.forbidden();
        }
        Step step = trail.step(actor, before.subject().tenantId(), null);
        trail.changed(tx, caller, before, before.hold(held, step), step);
    }

    /** A move by the partner's side; an illegal one is a conflict with {@code allowed_transitions}. */
    public CaseChart moveByPartner(Tx tx, Caller caller, UUID caseId, CaseStatus to, @Nullable String reason) {
        caller.require(Permission.CASE_MOVE_PARTNER);
        Case before = reaches.lock(tx, caller, caseId);
        if (to == CaseStatus.ASSIGNED && before.status() == CaseStatus.CREATED) {
            return assignNow(tx, caller, before);
        }
        return charts.chart(tx, caller, move(tx, caller, before, to, reason));
    }

    /** A move by the clinician who holds the case, or its assistant; another clinician is 403. */
    public CaseChart moveByClinician(Tx tx, Caller caller, UUID caseId, CaseStatus to, @Nullable String reason) {
        caller.require(Permission.CASE_MOVE_CLINICAL);
        return charts.chart(tx, caller, move(tx, caller, reaches.lock(tx, caller, caseId), to, reason));
    }

    /** The clinician's yes, with what the patient is to be told. */
    public CaseChart approve(Tx tx, Caller caller, UUID caseId, Approval approval) {
        caller.require(Permission.CASE_MOVE_CLINICAL);
        Case before = reaches.lock(tx, caller, caseId);
        Step step = trail.step(Actor.of(caller), before.subject().tenantId(), null);
        Case approved = before.approve(step);
        trail.changed(tx, caller, before, approved, step);
        contentStore.addApproval(tx, approved, step, approval.thankYouMessage(), approval.extraMessage());
        if (approval.clinicalNote() != null) {
            contents.append(tx, caller, approved, step, approval.clinicalNote());
        }
        return charts.chart(tx, caller, approved);
    }

    /** A clinician takes an unassigned case of its states, or takes its own case back into its queue. */
    public CaseChart take(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.CASE_MOVE_CLINICAL);
        if (caller.role() != Role.CLINICIAN) {
            throw Problem.forbidden();
        }
        Case found = reaches.forTaking(tx, caller, caseId);
        if (found.holder() == null) {
            return charts.chart(tx, caller, assignments.take(tx, caller, found));
        }
        return charts.chart(tx, caller, move(tx, caller, reaches.lock(tx, caller, caseId), CaseStatus.ASSIGNED, null));
    }

    /** Gives the case to another clinician, who must be eligible; the status stays, but for a case nobody had. */
    public CaseChart reassign(Tx tx, Caller caller, UUID caseId, UUID clinicianId, @Nullable String reason) {
        caller.require(Permission.CASE_REASSIGN);
        Case before = reaches.lock(tx, caller, caseId);
        Step step = trail.step(Actor.of(caller), before.subject().tenantId(), reason);
        return charts.chart(tx, caller, assignments.give(tx, caller, before, clinicianId, step));
    }

    /** Gives the case to another clinician of the policy's choice; a conflict when nobody else is eligible. */
    public CaseChart reassignToAnybody(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.CASE_REASSIGN);
        return charts.chart(tx, caller, assignments.passOn(tx, caller, reaches.lock(tx, caller, caseId)));
    }

    /**
     * The clinicians to whom a case of this partner could go now, in any of its environments, the first one first.
     *
     * @param stateId where the patient lives, INVALID when there is no such state; null for the states in which the asking
     *     clinician practises
     */
    public List<ClinicianCard> available(Tx tx, Caller caller, UUID partnerId, @Nullable UUID stateId) {
        caller.require(Permission.CASE_REASSIGN);
        Set<UUID> reached = rooms.partners().within(tx, caller, partnerId).tenants();
        if (stateId != null && rooms.geography().state(stateId).isEmpty()) {
            throw Problem.invalid("state_id", "The state is unknown.");
        }
        Set<UUID> states = stateId != null
                ? Set.of(stateId)
                : caller.clinicianId() == null ? Set.of() : rooms.clinicians().practiceStates(tx, caller.clinicianId());
        // in the order of the environments: each has its own of who has least to do
        List<UUID> eligible = rooms.partners().tenantsOf(tx, partnerId).stream()
                .sorted(Comparator.comparing(Tenant::environment))
                .map(Tenant::tenantId)
                .filter(reached::contains)
                .flatMap(tenant -> states.stream().map(state -> new Assignments.Site(tenant, partnerId, state)))
                .flatMap(site -> assignments.eligible(tx, site).stream())
                .distinct()
                .toList();
        Map<UUID, ClinicianCard> cards = charts.cards(tx, eligible);
        return eligible.stream().flatMap(id -> Stream.ofNullable(cards.get(id))).toList();
    }

    CaseChart open(Tx tx, Caller caller, SubmitCase command) {
        Patient patient = rooms.patients().hold(tx, caller.scope(), command.patientId());
        UUID stateId = patient.address().state().stateId();
        Subject subject =
                new Subject(rooms.patients().tenantOf(tx, patient), patient.partnerId(), patient.patientId(), stateId);
        reaches.requirePatient(tx, caller, subject);
        if (command.referenceCaseId() != null) {
            requireEarlier(tx, subject, command.referenceCaseId());
        }
        contents.requireDiseases(tx, command.diseaseIds());
        tags.requireAttachable(tx, caller, subject.partnerId(), command.tagIds());
        if (command.clinicianId() != null) {
            assignments.requireEligible(tx, subject, command.offeringIds(), command.clinicianId());
        }
        Terms terms = new Terms(
                command.referenceCaseId() != null || cases.hasCompleted(tx, subject.tenantId(), subject.patientId()),
                command.referenceCaseId(),
                command.metadata(),
                command.chargeable(),
                command.additionalApproval(),
                patient.address().state().isSync(),
                command.clinicianId());
        Step step = trail.step(Actor.of(caller), subject.tenantId(), null);
        Case opened = Case.open(Ids.random(), subject, terms, command.hold(), step);
        trail.opened(tx, caller, opened, step);
        contents.fill(tx, opened, command);
        Case tagged = tags.fill(tx, caller, opened, command.tagIds());
        Case filled = files.fill(tx, caller, tagged, command.fileIds());
        return charts.chart(tx, caller, offered(tx, caller, filled, command));
    }

    /** The case with its lines, which may make its partner's approval needed. */
    private Case offered(Tx tx, Caller caller, Case opened, SubmitCase command) {
        if (command.lines().isEmpty()) {
            return opened;
        }
        UUID tenantId = opened.subject().tenantId();
        offerings.fill(tx, caller, tenantId, opened.caseId(), command.lines());
        return cases.find(tx, Reach.all(Scope.tenant(tenantId)), opened.caseId())
                .orElseThrow(Problem::notFound);
    }

    private void requireEarlier(Tx tx, Subject subject, UUID referenceCaseId) {
        boolean earlier = cases.find(tx, Reach.all(Scope.tenant(subject.tenantId())), referenceCaseId)
                .filter(found -> found.subject().patientId().equals(subject.patientId()))
                .isPresent();
        if (!earlier) {
            throw Problem.invalid("reference_case_id", "This is no earlier case of the patient.");
        }
    }

    private Case move(Tx tx, Caller caller, Case before, CaseStatus to, @Nullable String reason) {
        Step step = trail.step(Actor.of(caller), before.subject().tenantId(), reason);
        Case after = before.to(to, step);
        trail.changed(tx, caller, before, after, step);
        return after;
    }

    private CaseChart assignNow(Tx tx, Caller caller, Case created) {
        return assignments
                .assign(tx, caller, created)
                .map(assigned -> charts.chart(tx, caller, assigned))
                .orElseThrow(Assignments::nobody);
    }
}

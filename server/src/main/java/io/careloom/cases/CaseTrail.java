package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.CaseEvent.CaseApproved;
import io.careloom.cases.CaseEvent.CaseAssigned;
import io.careloom.cases.CaseEvent.CaseCancelled;
import io.careloom.cases.CaseEvent.CaseCompleted;
import io.careloom.cases.CaseEvent.CaseCreated;
import io.careloom.cases.CaseEvent.CaseProcessing;
import io.careloom.cases.CaseEvent.CaseTransferredToSupport;
import io.careloom.cases.CaseEvent.CaseWaiting;
import io.careloom.cases.CaseEvent.HoldReleased;
import io.careloom.cases.CaseTagStore.Attached;
import io.careloom.cases.offerings.Casework;
import io.careloom.cases.offerings.LineClosing;
import io.careloom.kernel.Caller;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Tag;
import io.careloom.partners.Tags;
import io.careloom.patients.readers.PatientReaders;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happened to a case: its row, the lines of its history, the audit row and the event, all in the transaction
 * handed in.
 */
final class CaseTrail {
    private static final String MODEL = "casemodel";

    private final CaseStore cases;
    private final HistoryStore history;
    private final Tagging tagging;
    private final PatientReaders readers;
    private final EventLog events;
    private final AuditTrail audit;
    private final Clocks clocks;

    CaseTrail(CaseStore cases, HistoryStore history, Tagging tagging, PatientReaders readers, Cases.Ground ground) {
        this.cases = cases;
        this.history = history;
        this.tagging = tagging;
        this.readers = readers;
        this.events = ground.events();
        this.audit = ground.audit();
        this.clocks = ground.clocks();
    }

    /** Which tags cases have, and what these are. */
    record Tagging(CaseTagStore store, Tags tags) {}

    /** An act of now, by the tenant's clock. */
    Step step(Actor actor, UUID tenantId, @Nullable String reason) {
        return new Step(Ids.random(), actor, reason, clocks.now(tenantId));
    }

    /** A case that was just opened. */
    void opened(Tx tx, Caller caller, Case opened, Step step) {
        cases.insert(tx, opened);
        readers.waiting(tx, reason(opened), opened.subject().stateId());
        history.addStatus(tx, opened, step);
        note(tx, opened, step, "created", "Created");
        audit.changed(tx, caller, change("case.created", Map.of(), state(opened), opened));
        events.append(tx, reached(opened));
    }

    /** What a verb did to a locked case. */
    void changed(Tx tx, Caller caller, Case before, Case after, Step step) {
        if (after.equals(before)) {
            return;
        }
        cases.update(tx, after);
        keep(tx, caller, before, after, step);
    }

    /** What a verb said of a locked case without moving it; nothing when it said nothing new. */
    void marked(Tx tx, Caller caller, Case before, Case after, Mark mark) {
        if (after.equals(before)) {
            return;
        }
        cases.update(tx, after);
        Step step = mark.step();
        note(tx, after, step, mark.type(), mark.title());
        audit.changed(tx, caller, change("case." + mark.type(), said(before), said(after), after));
    }

    /** How a change of what is said of a case stands in its history. */
    record Mark(Step step, String type, String title) {}

    /** A line that a person adds to the history by hand; the values stand in the audit trail only. */
    HistoryStore.Line remarked(Tx tx, Caller caller, Case of, Step step, CaseHistory.Remark remark) {
        String words = remark.event().replaceAll("[-_.]+", " ").strip();
        String phrase = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        HistoryStore.Line line = new HistoryStore.Line(
                Ids.random(), step.at(), MODEL, remark.event(), title(phrase, step.actor()), step.actor());
        history.addLine(tx, of, line);
        Map<String, Object> before = new LinkedHashMap<>();
        before.put("old", remark.old());
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("event", remark.event());
        after.put("new", remark.now());
        audit.changed(tx, caller, change("case.event", before, after, of));
        return line;
    }

    /** A first assignment of a case that was not locked; empty, and nothing kept, when somebody was faster. */
    Optional<Case> claimed(Tx tx, Caller caller, Case before, Case after, Step step) {
        Optional<Case> claimed = cases.claim(tx, after).map(after::numbered);
        claimed.ifPresent(now -> keep(tx, caller, before, now, step));
        return claimed;
    }

    /** Something that is told but changes no status, such as a note; gives the event the case's next number. */
    void told(Tx tx, Case after, DomainEvent event) {
        cases.update(tx, after);
        events.append(tx, event);
    }

    /** A line of history and an audit row about part of a case. */
    void noted(Tx tx, Caller caller, Case of, Step step, Part part) {
        history.addLine(
                tx,
                of,
                new HistoryStore.Line(
                        Ids.random(),
                        step.at(),
                        part.model(),
                        part.type(),
                        title(part.title(), step.actor()),
                        step.actor(),
                        part.lineId()));
        audit.changed(tx, caller, change("case." + part.type(), Map.of(), part.shown(), of));
    }

    /** What happened to a tag of a locked case; the step's reason is what its line says. */
    void tagged(Tx tx, Caller caller, Case of, Tagged what) {
        tagging.store().addLine(tx, of, what.tagId(), what.event(), what.step());
        noted(
                tx,
                caller,
                of,
                what.step(),
                new Part(
                        "casetag",
                        "tag_" + what.event(),
                        "Tag " + what.event(),
                        Map.of("tag_id", what.tagId().toString())));
    }

    /**
     * Something that happened to a tag.
     *
     * @param event {@code added}, {@code updated} or {@code removed}
     */
    record Tagged(UUID tagId, String event, Step step) {}

    /** Takes off the tags that do not stay in the status that the case came into. */
    private void takeTagsOff(Tx tx, Caller caller, Case after, Step step) {
        List<Attached> attached =
                tagging.store().of(tx, Scope.tenant(after.subject().tenantId()), List.of(after.caseId()));
        Map<UUID, Tag> known =
                tagging.tags().all(tx, attached.stream().map(Attached::tagId).toList());
        String status = after.status().word();
        for (Attached row : attached) {
            Tag tag = known.get(row.tagId());
            if (tag != null && tag.comesOffAt(status)) {
                Step byServer = new Step(Ids.random(), Actor.SERVER, "The case is " + status, step.at());
                tagging.store().detach(tx, after, row);
                tagged(tx, caller, after, new Tagged(row.tagId(), "removed", byServer));
            }
        }
    }

    private void closeLines(Tx tx, Caller caller, Case after, Step step) {
        Scope tenant = Scope.tenant(after.subject().tenantId());
        LineClosing.close(tx, tenant, after.caseId(), after.status(), step.at())
                .forEach(note -> noted(tx, caller, after, step, Part.ofLine(note)));
    }

    /**
     * A part of a case that was written.
     *
     * @param shown what the audit row says; ids, never texts
     * @param lineId the offering of the case that it is about; null for another part
     */
    record Part(
            String model,
            String type,
            String title,
            Map<String, Object> shown,
            @Nullable UUID lineId) {
        Part(String model, String type, String title, Map<String, Object> shown) {
            this(model, type, title, shown, null);
        }

        static Part ofLine(Casework.Note note) {
            return new Part("caseoffering", note.type(), note.title(), note.shown(), note.lineId());
        }
    }

    /** The conflict of two clinicians taking one case. */
    static Problem taken() {
        return Problem.conflict("case_taken", "Another clinician has this case.")
                .with("allowed_transitions", List.of());
    }

    private void keep(Tx tx, Caller caller, Case before, Case after, Step step) {
        boolean moved = !after.standing().statusId().equals(before.standing().statusId());
        boolean handedOver = after.holder() != null && !after.holder().equals(before.holder());
        boolean released = before.standing().hold() && !after.standing().hold();
        if (handedOver && after.holder() != null) {
            history.addAssignment(tx, after, after.holder());
            readers.given(tx, reason(after), after.holder().clinicianId());
        } else if (moved && after.holder() == null) {
            readers.over(tx, reason(after));
        }
        if (moved) {
            history.addStatus(tx, after, step);
            note(tx, after, step, after.status().word(), phrase(after.status()));
            takeTagsOff(tx, caller, after, step);
            closeLines(tx, caller, after, step);
            events.append(tx, reached(after));
        } else if (handedOver) {
            note(tx, after, step, "reassigned", "Reassigned to another clinician");
            events.append(tx, assigned(after));
        } else {
            history.changeHold(tx, after);
            note(tx, after, step, released ? "released" : "held", released ? "Hold released" : "Put on hold");
            if (released) {
                events.append(tx, new HoldReleased(after.subject().tenantId(), after.caseId(), after.version()));
            }
        }
        audit.changed(tx, caller, change("case.changed", state(before), state(after), after));
    }

    private static PatientReaders.Reason reason(Case of) {
        return new PatientReaders.Reason(of.subject().tenantId(), of.subject().patientId(), of.caseId());
    }

    private void note(Tx tx, Case of, Step step, String type, String phrase) {
        history.addLine(
                tx,
                of,
                new HistoryStore.Line(Ids.random(), step.at(), MODEL, type, title(phrase, step.actor()), step.actor()));
    }

    private static AuditedChange change(String action, Map<String, Object> before, Map<String, Object> after, Case of) {
        Map<String, Object> shown = new LinkedHashMap<>(after);
        shown.put("patient_id", of.subject().patientId().toString());
        return new AuditedChange(action, of.subject().tenantId(), "case", of.caseId(), before, shown);
    }

    private static Map<String, Object> state(Case of) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("status", of.status().word());
        state.put("hold_status", of.standing().hold());
        if (of.holder() != null) {
            state.put("clinician_id", of.holder().clinicianId().toString());
        }
        return state;
    }

    private static Map<String, Object> said(Case of) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("prioritized", of.marks().prioritized());
        said.put("is_sync", of.terms().sync());
        said.put("is_chargeable", of.terms().chargeable());
        said.put("is_additional_approval_needed", of.terms().additionalApproval());
        said.put("service_pdf_exported", of.marks().servicePdfExported());
        return said;
    }

    private static String title(String phrase, Actor actor) {
        return phrase + " by " + actor.label();
    }

    private static String phrase(CaseStatus status) {
        return switch (status) {
            case CREATED -> "Created";
            case ASSIGNED -> "Assigned to clinician";
            case WAITING -> "Set to waiting";
            case SUPPORT -> "Transferred to support";
            case APPROVED -> "Approved";
            case PROCESSING -> "Sent to processing";
            case COMPLETED -> "Completed";
            case CANCELLED -> "Cancelled";
        };
    }

    private static CaseAssigned assigned(Case now) {
        return new CaseAssigned(
                now.subject().tenantId(),
                now.caseId(),
                now.version(),
                now.terms().metadata());
    }

    /** The event of the status a case has just reached. */
    static CaseEvent reached(Case now) {
        UUID tenant = now.subject().tenantId();
        UUID id = now.caseId();
        long sequence = now.version();
        String metadata = now.terms().metadata();
        return switch (now.status()) {
            case CREATED -> new CaseCreated(tenant, id, sequence, metadata);
            case ASSIGNED -> assigned(now);
            case WAITING -> new CaseWaiting(tenant, id, sequence, metadata);
            case SUPPORT -> new CaseTransferredToSupport(tenant, id, sequence, metadata);
            case APPROVED -> new CaseApproved(tenant, id, sequence, metadata);
            case PROCESSING -> new CaseProcessing(tenant, id, sequence, metadata);
            case COMPLETED -> new CaseCompleted(tenant, id, sequence, metadata);
            case CANCELLED -> new CaseCancelled(tenant, id, sequence, metadata);
        };
    }
}

package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.Encounter;
import io.careloom.cases.offerings.NewLine;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.patients.Patient;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plays the clinician's part in sandbox cases, so that a partner can see every status. Live cases are forbidden. */
public final class TestEncounters {
    private final Cases door;
    private final Cases.Neighbours rooms;
    private final Reaches reaches;
    private final CaseTrail trail;
    private final Assignments assignments;

    TestEncounters(Cases door, Cases.Neighbours rooms, Reaches reaches, CaseTrail trail, Assignments assignments) {
        this.door = door;
        this.rooms = rooms;
        this.reaches = reaches;
        this.trail = trail;
        this.assignments = assignments;
    }

    /**
     * The status that a simulation wants.
     *
     * @param status a word of the wire: assigned, processing, waiting, support, cancelled, resubmit or completed
     * @param reason needed for cancelled and waiting
     */
    public record Wanted(String status, @Nullable String reason, UUID clinicianId) {}

    /** The caller, limited to one partner of its scope; 404 when the partner is out of it. */
    public Caller within(Tx tx, Caller caller, UUID partnerId) {
        return new Caller(
                caller.id(),
                caller.role(),
                caller.permissions(),
                rooms.partners().within(tx, caller, partnerId),
                caller.environments(),
                caller.tenantId(),
                caller.partnerId(),
                caller.clinicianId());
    }

    /** A case like any other, for the clinician that the command names; answers as created. */
    public CaseChart submit(Tx tx, Caller caller, SubmitCase command) {
        caller.require(Permission.SIMULATE);
        Patient patient = rooms.patients().find(tx, caller.scope(), command.patientId());
        requireSandbox(tx, rooms.patients().tenantOf(tx, patient));
        return door.open(tx, caller, command);
    }

    /** Walks the shortest legal way to the wanted status and tells every step; 409 when there is none. */
    public Encounter move(Tx tx, Caller caller, UUID caseId, Wanted wanted) {
        Case start = lock(tx, caller, caseId);
        if (wanted.status().equalsIgnoreCase("resubmit")) {
            return resubmit(tx, caller, start);
        }
        CaseStatus goal = CaseStatus.named(wanted.status())
                .filter(status -> status != CaseStatus.CREATED && status != CaseStatus.APPROVED)
                .orElseThrow(() -> Problem.invalid("status", "This status cannot be simulated."));
        if (wanted.reason() == null && (goal == CaseStatus.CANCELLED || goal == CaseStatus.WAITING)) {
            throw Problem.invalid("reason", "A reason is needed for this status.");
        }
        if (goal == CaseStatus.ASSIGNED
                && start.status() == CaseStatus.ASSIGNED
                && !start.isHeldBy(wanted.clinicianId())) {
            return CaseCharts.encounter(give(tx, caller, start, wanted.clinicianId(), wanted.reason()));
        }
        List<CaseStatus> path = Moves.path(start.status(), goal);
        if (path.isEmpty()) {
            throw Moves.refused(start.status(), goal, Moves.Mover.SERVER);
        }
        Case now = start;
        for (CaseStatus next : path) {
            String reason = next == goal ? wanted.reason() : null;
            if (now.status() == CaseStatus.CREATED && next == CaseStatus.ASSIGNED) {
                now = give(tx, caller, now, wanted.clinicianId(), reason);
            } else {
                Step step = trail.step(
                        Actor.simulated(wanted.clinicianId()), now.subject().tenantId(), reason);
                Case after = now.to(next, step);
                trail.changed(tx, caller, now, after, step);
                now = after;
            }
        }
        return CaseCharts.encounter(now);
    }

    /** Prescribes as the clinician would: a line more of a case that is not in processing yet. */
    public Encounter prescribe(Tx tx, Caller caller, UUID caseId, UUID clinicianId, NewLine line) {
        Case before = lock(tx, caller, caseId);
        if (!before.isHeldBy(clinicianId)) {
            throw Problem.invalid("clinician_id", "This clinician does not hold the case.");
        }
        Caller server = Caller.system(before.subject().tenantId());
        door.offerings().add(tx, server, caseId, line);
        return CaseCharts.encounter(reaches.find(tx, caller, caseId));
    }

    private Encounter resubmit(Tx tx, Caller caller, Case start) {
        if (start.status() != CaseStatus.SUPPORT && start.status() != CaseStatus.PROCESSING) {
            throw refused(start, "Only a case with support or in processing is resubmitted.");
        }
        Caller server = Caller.system(start.subject().tenantId());
        door.offerings().sendings().resubmitAll(tx, server, start.caseId());
        return CaseCharts.encounter(reaches.find(tx, caller, start.caseId()));
    }

    /** Gives the case to another clinician. */
    public Encounter reassign(Tx tx, Caller caller, UUID caseId, UUID clinicianId, @Nullable String reason) {
        return CaseCharts.encounter(give(tx, caller, lock(tx, caller, caseId), clinicianId, reason));
    }

    private Case lock(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.SIMULATE);
        Case found = reaches.lock(tx, caller, caseId);
        requireSandbox(tx, found.subject().tenantId());
        return found;
    }

    private void requireSandbox(Tx tx, UUID tenantId) {
        if (rooms.partners().tenant(tx, tenantId).environment() != Environment.SANDBOX) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "sandbox_only", "Access forbidden.");
        }
    }

    private Case give(Tx tx, Caller caller, Case before, UUID clinicianId, @Nullable String reason) {
        Step step = trail.step(Actor.simulated(clinicianId), before.subject().tenantId(), reason);
        return assignments.give(tx, caller, before, clinicianId, step);
    }

    private static Problem refused(Case of, String message) {
        return Problem.conflict("illegal_transition", message)
                .with(
                        "allowed_transitions",
                        Moves.allowed(of.status(), Moves.Mover.SERVER).stream()
                                .map(CaseStatus::word)
                                .toList());
    }
}

package io.careloom.cases;

import io.careloom.cases.Case.Holder;
import io.careloom.cases.Case.Step;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.patients.Patient;
import io.careloom.platform.database.Tx;
import java.time.Instant;
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

    /** A case as the test operations show it: the raw record, its id named {@code id}. */
    public record Encounter(
            UUID id,
            UUID patientId,
            UUID partnerId,
            @Nullable UUID referenceCaseId,
            boolean isSync,
            String caseType,
            @Nullable UUID caseAssignmentId,
            UUID caseStatusId,
            @Nullable Instant prioritizedAt,
            @Nullable String prioritizedReason,
            @Nullable Instant lockedAt,
            boolean isLocked,
            boolean servicePdfExported,
            boolean isChargeable,
            @Nullable String partnerAmountCharged,
            @Nullable String metadata,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt,
            boolean prioritized,
            Status caseStatus,
            @Nullable Assignment caseAssignment) {}

    /** The present status of an {@link Encounter}. */
    public record Status(UUID id, String name, @Nullable String reason, Instant updatedAt, Instant createdAt) {}

    /** The present assignment of an {@link Encounter}. */
    public record Assignment(
            UUID id,
            UUID caseId,
            UUID clinicianId,
            @Nullable String reason,
            Instant createdAt,
            Instant updatedAt) {}

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
            throw refused(start, "A case cannot be resubmitted before prescriptions exist.");
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
            return show(give(tx, caller, start, wanted.clinicianId(), wanted.reason()));
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
        return show(now);
    }

    /** Gives the case to another clinician. */
    public Encounter reassign(Tx tx, Caller caller, UUID caseId, UUID clinicianId, @Nullable String reason) {
        return show(give(tx, caller, lock(tx, caller, caseId), clinicianId, reason));
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

    private static Encounter show(Case of) {
        Case.Standing standing = of.standing();
        Holder holder = of.holder();
        return new Encounter(
                of.caseId(),
                of.subject().patientId(),
                of.subject().partnerId(),
                of.terms().referenceCaseId(),
                of.terms().sync(),
                of.terms().caseType(),
                holder == null ? null : holder.assignmentId(),
                standing.statusId(),
                of.marks().prioritizedAt(),
                of.marks().prioritizedReason(),
                of.marks().lockedAt(),
                of.marks().locked(),
                false,
                of.terms().chargeable(),
                null,
                of.terms().metadata(),
                of.createdAt(),
                of.updatedAt(),
                null,
                of.marks().prioritized(),
                new Status(
                        standing.statusId(),
                        standing.status().word(),
                        standing.reason(),
                        standing.changedAt(),
                        standing.since()),
                holder == null
                        ? null
                        : new Assignment(
                                holder.assignmentId(),
                                of.caseId(),
                                holder.clinicianId(),
                                holder.reason(),
                                holder.since(),
                                holder.since()));
    }
}

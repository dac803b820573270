package io.careloom.cases;

import io.careloom.cases.Moves.Mover;
import io.careloom.kernel.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One case of a patient. Each verb returns the case after it, or throws the problem that forbids it; nothing else changes a
 * case's status, hold or clinician.
 *
 * @param holder the clinician whose queue it is in; null until assigned
 * @param version number of events told about this case, the last one's sequence
 */
record Case(
        UUID caseId,
        Subject subject,
        Terms terms,
        Standing standing,
        @Nullable Holder holder,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Whose case it is.
     *
     * @param stateId where the patient lives, so which licence is needed
     */
    record Subject(UUID tenantId, UUID partnerId, UUID patientId, UUID stateId) {}

    /**
     * What was asked for.
     *
     * @param wantedClinicianId the only clinician it may be assigned to; null when the server chooses
     */
    record Terms(
            boolean followUp,
            @Nullable UUID referenceCaseId,
            @Nullable String metadata,
            boolean chargeable,
            boolean additionalApproval,
            boolean sync,
            @Nullable UUID wantedClinicianId) {
        /** The word of the wire. */
        String caseType() {
            return followUp ? "follow-up" : "new";
        }
    }

    /** The present line of the status history. */
    record Standing(
            UUID statusId,
            CaseStatus status,
            boolean hold,
            @Nullable String reason,
            Instant since,
            Instant changedAt) {}

    /**
     * The present assignment.
     *
     * @param verdicts what the policy said of every candidate; empty when a person chose
     */
    record Holder(
            UUID assignmentId, UUID clinicianId, @Nullable String reason, List<String> verdicts, Instant since) {}

    /**
     * One act on a case.
     *
     * @param id becomes the id of the status line or assignment it makes
     */
    record Step(UUID id, Actor actor, @Nullable String reason, Instant at) {}

    /** A new case, held or ready to be assigned. */
    static Case open(UUID caseId, Subject subject, Terms terms, boolean hold, Step step) {
        Standing standing = new Standing(step.id(), CaseStatus.CREATED, hold, step.reason(), step.at(), step.at());
        return new Case(caseId, subject, terms, standing, null, 1, step.at(), step.at());
    }

    CaseStatus status() {
        return standing.status();
    }

    boolean isHeldBy(@Nullable UUID clinicianId) {
        return holder != null && holder.clinicianId().equals(clinicianId);
    }

    /** Holds or releases a case that nobody works on yet; later it is forbidden. */
    Case hold(boolean held, Step step) {
        if (status() != CaseStatus.CREATED) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "case_not_in_created", "Access forbidden.");
        }
        if (held == standing.hold()) {
            return this;
        }
        Standing changed = new Standing(
                standing.statusId(), CaseStatus.CREATED, held, standing.reason(), standing.since(), step.at());
        return new Case(caseId, subject, terms, changed, null, version + (held ? 0 : 1), createdAt, step.at());
    }

    /** Puts an unassigned case into a clinician's queue. */
    Case assign(Holder to, Step step) {
        Moves.check(status(), CaseStatus.ASSIGNED, step.actor().mover());
        if (status() != CaseStatus.CREATED) {
            throw Moves.refused(status(), CaseStatus.ASSIGNED, step.actor().mover());
        }
        if (standing.hold()) {
            throw Problem.conflict("case_held", "The case is on hold.").with("allowed_transitions", List.of());
        }
        return moved(CaseStatus.ASSIGNED, to, step);
    }

    /** Gives the case to another clinician, whatever its status; final cases refuse. */
    Case reassign(Holder to, Step step) {
        if (holder == null || Moves.allowed(status(), Mover.SERVER).isEmpty()) {
            throw Problem.conflict(
                            "illegal_transition", "A case that is %s has no clinician.".formatted(status().word()))
                    .with("allowed_transitions", allowedWords(step));
        }
        if (isHeldBy(to.clinicianId())) {
            throw Problem.invalid("clinician_id", "This clinician holds the case already.");
        }
        return new Case(caseId, subject, terms, standing, to, version + 1, createdAt, step.at());
    }

    /** Back into its clinician's queue. */
    Case returnToClinician(Step step) {
        return move(CaseStatus.ASSIGNED, step);
    }

    /** The clinician waits for the patient. */
    Case awaitPatient(Step step) {
        return move(CaseStatus.WAITING, step);
    }

    /** To the partner's support. */
    Case transferToSupport(Step step) {
        return move(CaseStatus.SUPPORT, step);
    }

    /** The clinician's yes. */
    Case approve(Step step) {
        return move(CaseStatus.APPROVED, step);
    }

    /** On to whoever carries it out. */
    Case process(Step step) {
        return move(CaseStatus.PROCESSING, step);
    }

    /** Done. */
    Case complete(Step step) {
        return move(CaseStatus.COMPLETED, step);
    }

    /** Called off. */
    Case cancel(Step step) {
        return move(CaseStatus.CANCELLED, step);
    }

    /** The verb that leads to a status; {@code CREATED} has none. */
    Case to(CaseStatus wanted, Step step) {
        return switch (wanted) {
            case CREATED -> throw Moves.refused(status(), wanted, step.actor().mover());
            case ASSIGNED -> returnToClinician(step);
            case WAITING -> awaitPatient(step);
            case SUPPORT -> transferToSupport(step);
            case APPROVED -> approve(step);
            case PROCESSING -> process(step);
            case COMPLETED -> complete(step);
            case CANCELLED -> cancel(step);
        };
    }

    /** The same case one event later, such as a note. */
    Case told(Instant at) {
        return new Case(caseId, subject, terms, standing, holder, version + 1, createdAt, at);
    }

    /** The same case with the number the database gave its last event. */
    Case numbered(long last) {
        return new Case(caseId, subject, terms, standing, holder, last, createdAt, updatedAt);
    }

    private Case move(CaseStatus wanted, Step step) {
        Moves.check(status(), wanted, step.actor().mover());
        if (wanted == CaseStatus.ASSIGNED && holder == null) {
            throw Moves.refused(status(), wanted, step.actor().mover());
        }
        return moved(wanted, holder, step);
    }

    private Case moved(CaseStatus wanted, @Nullable Holder by, Step step) {
        Standing line = new Standing(step.id(), wanted, false, step.reason(), step.at(), step.at());
        return new Case(caseId, subject, terms, line, by, version + 1, createdAt, step.at());
    }

    private List<String> allowedWords(Step step) {
        return Moves.allowed(status(), step.actor().mover()).stream()
                .map(CaseStatus::word)
                .toList();
    }
}

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
        Marks marks,
        @Nullable Holder holder,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    private static final String HANDED_OVER = "Prioritized due to the reassignment.";

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
        Terms sync(boolean now) {
            return new Terms(
                    followUp, referenceCaseId, metadata, chargeable, additionalApproval, now, wantedClinicianId);
        }

        Terms chargeable(boolean now) {
            return new Terms(followUp, referenceCaseId, metadata, now, additionalApproval, sync, wantedClinicianId);
        }

        Terms additionalApproval(boolean now) {
            return new Terms(followUp, referenceCaseId, metadata, chargeable, now, sync, wantedClinicianId);
        }

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
     * What is said of a case beside its status.
     *
     * @param prioritizedAt since when it comes first in the lists; null for in line
     * @param lockedAt since when its contents are closed, which is from the clinician's decision on; null while open
     * @param servicePdfExported whether the papers of its services were taken to where they go
     */
    record Marks(
            @Nullable Instant prioritizedAt,
            @Nullable String prioritizedReason,
            @Nullable Instant lockedAt,
            boolean servicePdfExported) {
        static final Marks NONE = new Marks(null, null, null, false);

        boolean prioritized() {
            return prioritizedAt != null;
        }

        boolean locked() {
            return lockedAt != null;
        }

        Marks prioritized(String reason, Step step) {
            return new Marks(step.at(), reason, lockedAt, servicePdfExported);
        }

        Marks inLine() {
            return new Marks(null, null, lockedAt, servicePdfExported);
        }

        Marks locked(@Nullable Instant since) {
            return new Marks(prioritizedAt, prioritizedReason, since, servicePdfExported);
        }

        Marks exported(boolean now) {
            return new Marks(prioritizedAt, prioritizedReason, lockedAt, now);
        }
    }

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
        return new Case(caseId, subject, terms, standing, Marks.NONE, null, 1, step.at(), step.at());
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
        return new Case(caseId, subject, terms, changed, marks, null, version + (held ? 0 : 1), createdAt, step.at());
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

    /** Gives the case to another clinician, whatever its status, and to the front of its queue; final cases refuse. */
    Case reassign(Holder to, Step step) {
        if (holder == null || Moves.allowed(status(), Mover.SERVER).isEmpty()) {
            throw Problem.conflict(
                            "illegal_transition", "A case that is %s has no clinician.".formatted(status().word()))
                    .with("allowed_transitions", allowedWords(step));
        }
        if (isHeldBy(to.clinicianId())) {
            throw Problem.invalid("clinician_id", "This clinician holds the case already.");
        }
        Marks handed = marks.prioritized() ? marks : marks.prioritized(HANDED_OVER, step);
        return new Case(caseId, subject, terms, standing, handed, to, version + 1, createdAt, step.at());
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

    /** To the front of the lists; final cases refuse. */
    Case prioritize(String reason, Step step) {
        requireOpen();
        return marked(terms, marks.prioritized(reason, step), step);
    }

    /** Back into line; final cases refuse. */
    Case putInLine(Step step) {
        requireOpen();
        return marks.prioritized() ? marked(terms, marks.inLine(), step) : this;
    }

    /** On other terms; final cases refuse, the present terms change nothing. */
    Case agreeOn(Terms other, Step step) {
        requireOpen();
        return other.equals(terms) ? this : marked(other, marks, step);
    }

    /** Notes whether the papers of its services were taken to where they go; final cases take it too. */
    Case servicePdfExported(boolean exported, Step step) {
        return exported == marks.servicePdfExported() ? this : marked(terms, marks.exported(exported), step);
    }

    private Case marked(Terms now, Marks said, Step step) {
        return new Case(caseId, subject, now, standing, said, holder, version, createdAt, step.at());
    }

    /** The same case one event later, such as a note. */
    Case told(Instant at) {
        return new Case(caseId, subject, terms, standing, marks, holder, version + 1, createdAt, at);
    }

    /** The same case with the number the database gave its last event. */
    Case numbered(long last) {
        return new Case(caseId, subject, terms, standing, marks, holder, last, createdAt, updatedAt);
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
        return new Case(caseId, subject, terms, line, marksIn(wanted, step), by, version + 1, createdAt, step.at());
    }

    private Marks marksIn(CaseStatus wanted, Step step) {
        Instant since = marks.locked() ? marks.lockedAt() : step.at();
        return marks.locked(wanted.isDecided() ? since : null);
    }

    private void requireOpen() {
        if (Moves.allowed(status(), Mover.SERVER).isEmpty()) {
            throw Problem.conflict("case_closed", "A case that is %s cannot be changed.".formatted(status().word()))
                    .with("allowed_transitions", List.of());
        }
    }

    private List<String> allowedWords(Step step) {
        return Moves.allowed(status(), step.actor().mover()).stream()
                .map(CaseStatus::word)
                .toList();
    }
}

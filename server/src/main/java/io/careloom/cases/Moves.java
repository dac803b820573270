package io.careloom.cases;

import static io.careloom.cases.CaseStatus.APPROVED;
import static io.careloom.cases.CaseStatus.ASSIGNED;
import static io.careloom.cases.CaseStatus.CANCELLED;
import static io.careloom.cases.CaseStatus.COMPLETED;
import static io.careloom.cases.CaseStatus.CREATED;
import static io.careloom.cases.CaseStatus.PROCESSING;
import static io.careloom.cases.CaseStatus.SUPPORT;
import static io.careloom.cases.CaseStatus.WAITING;

import io.careloom.kernel.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The moves a case can make, and who may make them. {@link #TABLE} is the only place; {@code cases.allowed_move} guards the
 * same pairs in the database, and a test keeps the two equal.
 */
final class Moves {
    /** Who moves a case. */
    enum Mover {
        /** Subscribers, timers and simulations: every move of the table. */
        SERVER,
        PARTNER,
        /** A partner's support staff. */
        DESK,
        /** The clinician who holds the case, or takes it. */
        CLINICIAN,
        /** A medical assistant of that clinician. */
        ASSISTANT
    }

    /** One move; the server may make each. */
    record Move(CaseStatus from, CaseStatus to, Set<Mover> movers) {
        boolean by(Mover mover) {
            return mover == Mover.SERVER || movers.contains(mover);
        }
    }

    static final List<Move> TABLE = List.of(
            move(CREATED, ASSIGNED, Mover.PARTNER, Mover.DESK, Mover.CLINICIAN),
            move(CREATED, CANCELLED, Mover.PARTNER),
            move(ASSIGNED, WAITING, Mover.CLINICIAN, Mover.ASSISTANT),
            move(ASSIGNED, SUPPORT, Mover.PARTNER, Mover.DESK, Mover.CLINICIAN, Mover.ASSISTANT),
            move(ASSIGNED, APPROVED, Mover.CLINICIAN),
            // never by the partner: nothing reaches a pharmacy without a clinician
            move(ASSIGNED, PROCESSING, Mover.CLINICIAN),
            move(ASSIGNED, CANCELLED, Mover.PARTNER, Mover.CLINICIAN),
            move(WAITING, ASSIGNED, Mover.PARTNER, Mover.DESK, Mover.CLINICIAN),
            move(WAITING, CANCELLED, Mover.PARTNER, Mover.CLINICIAN),
            move(SUPPORT, ASSIGNED, Mover.PARTNER, Mover.DESK, Mover.CLINICIAN),
            move(SUPPORT, CANCELLED, Mover.PARTNER, Mover.CLINICIAN),
            move(APPROVED, PROCESSING, Mover.PARTNER, Mover.CLINICIAN),
            move(APPROVED, ASSIGNED, Mover.PARTNER, Mover.DESK, Mover.CLINICIAN),
            move(APPROVED, CANCELLED, Mover.PARTNER, Mover.CLINICIAN),
            move(PROCESSING, COMPLETED, Mover.CLINICIAN),
            move(PROCESSING, SUPPORT, Mover.PARTNER, Mover.DESK, Mover.CLINICIAN, Mover.ASSISTANT),
            move(PROCESSING, CANCELLED, Mover.PARTNER, Mover.CLINICIAN));

    private Moves() {}

    private static Move move(CaseStatus from, CaseStatus to, Mover... movers) {
        return new Move(from, to, Set.of(movers));
    }

    /** Where this mover can take a case that stands there; empty for a final status. */
    static List<CaseStatus> allowed(CaseStatus from, Mover mover) {
        return TABLE.stream()
                .filter(row -> row.from() == from && row.by(mover))
                .map(Move::to)
                .toList();
    }

    /** Refuses a mover that can never make such a move as forbidden, and any other illegal move as a conflict. */
    static void check(CaseStatus from, CaseStatus to, Mover mover) {
        if (TABLE.stream().noneMatch(row -> row.to() == to && row.by(mover))) {
            throw Problem.forbidden();
        }
        if (!allowed(from, mover).contains(to)) {
            throw refused(from, to, mover);
        }
    }

    /** The conflict of an illegal move, with the moves that are open to this mover instead. */
    static Problem refused(CaseStatus from, CaseStatus to, Mover mover) {
        return Problem.conflict(
                        "illegal_transition", "A case that is %s cannot become %s.".formatted(from.word(), to.word()))
                .with(
                        "allowed_transitions",
                        allowed(from, mover).stream().map(CaseStatus::word).toList());
    }

    /** The shortest legal way, without its start; empty when there is none or the case is already there. */
    static List<CaseStatus> path(CaseStatus from, CaseStatus to) {
        Map<CaseStatus, List<CaseStatus>> reached = new EnumMap<>(CaseStatus.class);
        reached.put(from, List.of());
        ArrayDeque<CaseStatus> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            CaseStatus here = open.remove();
            List<CaseStatus> way = reached.getOrDefault(here, List.of());
            if (here == to) {
                return way;
            }
            for (CaseStatus next : allowed(here, Mover.SERVER)) {
                if (!reached.containsKey(next)) {
                    List<CaseStatus> longer = new ArrayList<>(way);
                    longer.add(next);
                    reached.put(next, List.copyOf(longer));
                    open.add(next);
                }
            }
        }
        return List.of();
    }
}

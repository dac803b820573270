package io.careloom.cases.offerings;

import static io.careloom.cases.offerings.LineStatus.CANCELLED;
import static io.careloom.cases.offerings.LineStatus.COMPLETED;
import static io.careloom.cases.offerings.LineStatus.PENDING;
import static io.careloom.cases.offerings.LineStatus.PROCESSING;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import java.util.List;
import java.util.Set;

/**
 * The moves a line can make, and who may make them. {@link #TABLE} is the only place; {@code cases.allowed_line_move} guards
 * the same pairs in the database, and a test keeps the two equal.
 */
final class LineMoves {
    /** Who moves a line. */
    enum Mover {
        /** Whoever sends lines on and hears what became of them: every move of the table. */
        SERVER,
        /** The partner's side. */
        PARTNER,
        /** The clinician who holds the case. */
        CLINICIAN;

        static Mover of(Caller caller) {
            return switch (caller.role()) {
                case SYSTEM -> SERVER;
                case CLINICIAN, MEDICAL_ASSISTANT -> CLINICIAN;
                case PARTNER_CREDENTIAL, PANEL_USER, SUPPORT_STAFF, INTERNAL_SUPPORT_STAFF, ADMIN, SERVICE_ACCOUNT ->
                    PARTNER;
            };
        }
    }

    /** One move; the server may make each. */
    record Move(LineStatus from, LineStatus to, Set<Mover> movers) {
        boolean by(Mover mover) {
            return mover == Mover.SERVER || movers.contains(mover);
        }
    }

    static final List<Move> TABLE = List.of(
            move(PENDING, PROCESSING),
            move(PENDING, CANCELLED, Mover.PARTNER, Mover.CLINICIAN),
            move(PROCESSING, COMPLETED),
            // it failed: nothing of it is with anybody
            move(PROCESSING, PENDING),
            move(PROCESSING, CANCELLED, Mover.CLINICIAN),
            move(CANCELLED, PENDING, Mover.PARTNER, Mover.CLINICIAN));

    private LineMoves() {}

    private static Move move(LineStatus from, LineStatus to, Mover... movers) {
        return new Move(from, to, Set.of(movers));
    }

    /** Where this mover can take a line that stands there; empty for a final status. */
    static List<LineStatus> allowed(LineStatus from, Mover mover) {
        return TABLE.stream()
                .filter(row -> row.from() == from && row.by(mover))
                .map(Move::to)
                .toList();
    }

    /** Refuses a mover that can never make such a move as forbidden, and any other illegal move as a conflict. */
    static void check(LineStatus from, LineStatus to, Mover mover) {
        if (TABLE.stream().noneMatch(row -> row.to() == to && row.by(mover))) {
            throw Problem.forbidden();
        }
        if (!allowed(from, mover).contains(to)) {
            throw Problem.conflict(
                            "illegal_transition",
                            "An offering that is %s cannot become %s.".formatted(from.word(), to.word()))
                    .with(
                            "allowed_transitions",
                            allowed(from, mover).stream().map(LineStatus::word).toList());
        }
    }
}

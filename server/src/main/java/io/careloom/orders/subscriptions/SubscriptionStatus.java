package io.careloom.orders.subscriptions;

import io.careloom.kernel.Problem;
import java.util.List;
import java.util.Locale;

/** Where a subscription stands; cancelled and expired are final. */
public enum SubscriptionStatus {
    ACTIVE,
    PAUSED,
    CANCELLED,
    EXPIRED;

    /** Who moves a subscription: people ask, the server's timer and subscribers follow time and patients who leave. */
    enum Mover {
        PEOPLE,
        SERVER
    }

    private record Move(SubscriptionStatus from, SubscriptionStatus to, List<Mover> movers) {}

    private static final List<Move> MOVES = List.of(
            new Move(ACTIVE, PAUSED, List.of(Mover.PEOPLE)),
            new Move(ACTIVE, CANCELLED, List.of(Mover.PEOPLE, Mover.SERVER)),
            new Move(ACTIVE, EXPIRED, List.of(Mover.SERVER)),
            new Move(PAUSED, ACTIVE, List.of(Mover.PEOPLE)),
            new Move(PAUSED, CANCELLED, List.of(Mover.PEOPLE, Mover.SERVER)),
            new Move(PAUSED, EXPIRED, List.of(Mover.SERVER)));

    /** The word of the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a word of the wire. */
    public static SubscriptionStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** True where no move leads on. */
    boolean isFinal() {
        return MOVES.stream().noneMatch(move -> move.from() == this);
    }

    /** Where the mover can take a subscription that stands here. */
    List<SubscriptionStatus> open(Mover mover) {
        return MOVES.stream()
                .filter(move -> move.from() == this && move.movers().contains(mover))
                .map(Move::to)
                .toList();
    }

    /** Refuses a move that is not open, naming those that are. */
    void requireOpen(SubscriptionStatus to, Mover mover) {
        if (!open(mover).contains(to)) {
            throw Problem.conflict(
                            "illegal_transition",
                            "A subscription that is %s cannot become %s.".formatted(word(), to.word()))
                    .with(
                            "allowed_transitions",
                            open(mover).stream().map(SubscriptionStatus::word).toList());
        }
    }
}

package io.careloom.orders;

import io.careloom.kernel.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where an order stands. Nothing follows {@link #FULFILLED}. */
public enum OrderStatus {
    /** Made, and about to be sent. */
    NEW,
    /** Waits for its date. */
    SCHEDULED,
    /** On its way to the pharmacy. */
    READY,
    /** The pharmacy took it. */
    CREATED,
    /** The pharmacy works on it. */
    RECEIVED,
    /** Shipped. */
    FULFILLED,
    /** Refused, or given up; can be sent again. */
    FAILED,
    /** Called off; the pharmacy may have shipped it all the same. */
    CANCELLING;

    /** Who moves an order. */
    enum Mover {
        PEOPLE,
        TIMER,
        PHARMACY
    }

    private record Move(OrderStatus from, OrderStatus to, Set<Mover> movers) {}

    private static final List<Move> MOVES = List.of(
            new Move(NEW, READY, Set.of(Mover.PEOPLE, Mover.TIMER)),
            new Move(SCHEDULED, READY, Set.of(Mover.PEOPLE, Mover.TIMER)),
            new Move(FAILED, READY, Set.of(Mover.PEOPLE)),
            new Move(NEW, CANCELLING, Set.of(Mover.PEOPLE, Mover.TIMER)),
            new Move(SCHEDULED, CANCELLING, Set.of(Mover.PEOPLE, Mover.TIMER)),
            new Move(READY, CANCELLING, Set.of(Mover.PEOPLE, Mover.TIMER)),
            new Move(CREATED, CANCELLING, Set.of(Mover.PEOPLE, Mover.TIMER)),
            new Move(RECEIVED, CANCELLING, Set.of(Mover.PEOPLE, Mover.TIMER)),
            new Move(FAILED, CANCELLING, Set.of(Mover.PEOPLE, Mover.TIMER)),
            // what a pharmacy says comes late, twice and out of turn: a later stage is taken, an earlier one is old
            // news
            new Move(READY, CREATED, Set.of(Mover.PHARMACY)),
            new Move(READY, RECEIVED, Set.of(Mover.PHARMACY)),
            new Move(READY, FAILED, Set.of(Mover.PHARMACY)),
            new Move(READY, FULFILLED, Set.of(Mover.PHARMACY)),
            new Move(CREATED, RECEIVED, Set.of(Mover.PHARMACY)),
            new Move(CREATED, FAILED, Set.of(Mover.PHARMACY)),
            new Move(CREATED, FULFILLED, Set.of(Mover.PHARMACY)),
            new Move(RECEIVED, FAILED, Set.of(Mover.PHARMACY)),
            new Move(RECEIVED, FULFILLED, Set.of(Mover.PHARMACY)),
            new Move(FAILED, FULFILLED, Set.of(Mover.PHARMACY)),
            new Move(CANCELLING, FULFILLED, Set.of(Mover.PHARMACY)));

    /** The word of the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status called so; empty for an unknown word. */
    public static Optional<OrderStatus> named(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Where the mover can take an order that stands here. */
    List<OrderStatus> open(Mover mover) {
        return MOVES.stream()
                .filter(move -> move.from() == this && move.movers().contains(mover))
                .map(Move::to)
                .toList();
    }

    /** Refuses a move that is not open, naming those that are. */
    void requireOpen(OrderStatus to, Mover mover) {
        if (!open(mover).contains(to)) {
            throw Problem.conflict(
                            "illegal_transition", "An order that is %s cannot become %s.".formatted(word(), to.word()))
                    .with(
                            "allowed_transitions",
                            open(mover).stream().map(OrderStatus::word).toList());
        }
    }

    /** True before the pharmacy heard of it. */
    boolean isUnsent() {
        return this == NEW || this == SCHEDULED;
    }
}

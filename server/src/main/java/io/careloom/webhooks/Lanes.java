package io.careloom.webhooks;

import io.careloom.partners.WebhookSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How much of each tenant may run at once on this node. A receiver that answers swiftly earns places, one that does not
 * loses them; those in doubt share a part of all places, so that however many hang, the others go on.
 */
final class Lanes {
    static final int FIRST_PLACES = 8;
    static final int MOST_PLACES = 64;
    static final int MOST_TRUSTED = 1024;
    static final int MOST_DOUBTED = 512;

    /** What a receiver keeps that answers, but slowly. */
    private static final int SLOW_PLACES = FIRST_PLACES - 1;

    /** A trusted lane holds what it sends in about two seconds, so that it never runs empty. */
    private static final int AHEAD_MILLIS = 2_000;

    static final int MOST_AHEAD = 1_000;
    static final int MOST_WAITING = 4_096;

    private static final Duration SWIFT = Duration.ofSeconds(1);

    /** Waiting in a lane for longer than this, a message is left to its lease's end, well before it. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private final Map<UUID, Lane> lanes = new HashMap<>();
    private boolean closed;

    /** A leased message that may be sent to the endpoint that was registered a moment ago. */
    record Errand(Delivery delivery, Optional<WebhookSettings> endpoint, Instant leasedAt) {}

    private static final class Lane {
        private final Deque<Errand> waiting = new ArrayDeque<>();
        private int places = FIRST_PLACES;
        private int running;
        private int usualMillis = 250;
        private Instant movedAt = Instant.MIN;

        /** Its receiver was slow, or has not answered for a while. */
        boolean isDoubted(Instant now) {
            return places < FIRST_PLACES || running > 0 && movedAt.plus(SWIFT).isBefore(now);
        }

        int freePlaces() {
            return Math.max(0, places - running);
        }

        /** How many more may wait here. */
        int ahead() {
            return Math.min(MOST_AHEAD, places * AHEAD_MILLIS / Math.max(1, usualMillis)) - waiting.size();
        }

        void learn(Outcome outcome, Instant now) {
            usualMillis = (3 * usualMillis + outcome.durationMs()) / 4;
            if (outcome.durationMs() < SWIFT.toMillis()) {
                movedAt = now;
                places = Math.min(MOST_PLACES, places + 1);
            } else if (outcome.status() != null) {
                places += Integer.signum(SLOW_PLACES - places);
            } else {
                places = Math.max(1, places / 2);
            }
        }
    }

    /** How many messages of each of these tenants may be leased now. */
    synchronized Map<UUID, Integer> room(Collection<UUID> tenants, Instant now) {
        int trusted = MOST_TRUSTED;
        int doubted = MOST_DOUBTED;
        int waiting = MOST_WAITING;
        for (Lane lane : lanes.values()) {
            waiting -= lane.waiting.size();
            if (lane.isDoubted(now)) {
                doubted -= lane.running;
            } else {
                trusted -= lane.running;
            }
        }
        waiting = Math.max(0, waiting);
        Map<UUID, Integer> room = new HashMap<>();
        for (UUID tenant : tenants) {
            Lane lane = lanes.getOrDefault(tenant, new Lane());
            int free = lane.isDoubted(now)
                    ? Math.min(doubted, lane.freePlaces() - lane.waiting.size())
                    : Math.min(trusted, lane.freePlaces() + Math.min(waiting, lane.ahead()));
            room.put(tenant, closed ? 0 : Math.max(0, free));
        }
        return room;
    }

    /** True when the errand shall run now; else it waits in its lane. */
    synchronized boolean enter(Errand errand, Instant now) {
        Lane lane = lanes.computeIfAbsent(errand.delivery().tenantId(), _ -> new Lane());
        if (closed || lane.running >= lane.places) {
            lane.waiting.addLast(errand);
            return false;
        }
        if (lane.running == 0) {
            lane.movedAt = now;
        }
        lane.running++;
        return true;
    }

    /** Ends an errand, and hands out those that have a place now. */
    synchronized List<Errand> leave(Outcome outcome, Instant now) {
        Lane lane = lanes.computeIfAbsent(outcome.delivery().tenantId(), _ -> new Lane());
        lane.running--;
        lane.learn(outcome, now);
        List<Errand> next = new ArrayList<>();
        while (!closed && lane.running < lane.places && !lane.waiting.isEmpty()) {
            Errand errand = lane.waiting.removeFirst();
            if (errand.leasedAt().plus(STALE).isAfter(now)) {
                lane.running++;
                next.add(errand);
            }
        }
        return next;
    }

    /** Lets nothing run any more; returns what waited. */
    synchronized List<Delivery> close() {
        closed = true;
        return lanes.values().stream()
                .flatMap(lane -> lane.waiting.stream())
                .map(Errand::delivery)
                .toList();
    }
}

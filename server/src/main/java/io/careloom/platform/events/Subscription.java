package io.careloom.platform.events;

import io.careloom.kernel.Problem;
import io.careloom.platform.Trace;
import io.careloom.platform.database.DatabaseFault;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventStore.Cursor;
import io.careloom.platform.events.EventStore.Pending;
import io.careloom.platform.events.EventStore.Placed;
import io.careloom.platform.jobs.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's way through the log: batches, each one transaction with its effects and its cursor, whose row lock
 * lets one node at a time work. An event that fails is tried alone, then parked; later events of its subject wait behind
 * it, those of others go on.
 */
final class Subscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int BATCH = 200;
    private static final int TRIES = 3;
    private static final int LONGEST_NAP_MILLIS = 64;

    private final Transactions transactions;
    private final Subscriber subscriber;
    private final String name;
    private final Predicate<Placed> wanted;
    private final Origin origin;
    private final Loop loop;
    private boolean cursorKnown;
    private int nap = 1;
    private @Nullable Placed acting;

    Subscription(Transactions transactions, Subscriber subscriber, Duration poll) {
        this.transactions = transactions;
        this.subscriber = subscriber;
        this.name = subscriber.name();
        Set<String> names = subscriber.names();
        this.wanted = placed -> names.isEmpty() || names.contains(placed.event().name());
        this.origin = Origin.worker(name);
        this.loop = new Loop("events-" + name, poll, this::step);
    }

    void start() {
        loop.start();
    }

    void wake() {
        loop.bell().run();
    }

    private boolean step() throws InterruptedException {
        if (!cursorKnown) {
            transactions.write(origin, tx -> {
                new EventStore(tx).ensureCursor(name);
                return true;
            });
            cursorKnown = true;
        }
        Pending pending = transactions.read(origin, tx -> new EventStore(tx).pending(name));
        if (pending != Pending.SOON) {
            nap = 1;
        }
        return switch (pending) {
            case NOTHING -> false;
            case SOON -> nap();
            case READY -> work();
            case RETRY -> retry();
        };
    }

    /** Waits for an older transaction to end: most take a millisecond, some take seconds. */
    private boolean nap() throws InterruptedException {
        Thread.sleep(nap);
        nap = Math.min(nap * 2, LONGEST_NAP_MILLIS);
        return true;
    }

    private boolean work() throws InterruptedException {
        try {
            return transactions.write(origin, tx -> batch(tx, BATCH)) > 0;
        } catch (RuntimeException | Error e) {
            rethrowOutage(e);
            return oneByOne();
        }
    }

    /** How many events the cursor went over; none when another node has it. */
    private int batch(Tx tx, int limit) {
        EventStore store = new EventStore(tx);
        Optional<Cursor> cursor = store.lockCursor(name);
        if (cursor.isEmpty()) {
            return 0;
        }
        List<Placed> events = store.after(cursor.get(), limit);
        if (events.isEmpty()) {
            return 0;
        }
        store.advance(name, events.getLast().cursor());
        List<Placed> mine = events.stream().filter(wanted).toList();
        if (mine.isEmpty()) {
            store.commitLazily();
        } else {
            act(tx, mine);
        }
        return events.size();
    }

    private void act(Tx tx, List<Placed> events) {
        ParkedStore parked = new ParkedStore(tx, name);
        Set<UUID> blocked = parked.subjects();
        List<Placed> free = new ArrayList<>();
        for (Placed placed : events) {
            if (blocked.contains(placed.event().subjectId())) {
                parked.behind(placed);
            } else {
                free.add(placed);
            }
        }
        if (!free.isEmpty()) {
            acting = free.getFirst();
            subscriber.onAll(tx, free.stream().map(Placed::event).toList());
        }
    }

    /** Goes through the batch that failed event by event, and parks what keeps failing. */
    private boolean oneByOne() throws InterruptedException {
        int done = 0;
        while (done < BATCH && oneAlone()) {
            done++;
        }
        return done > 0;
    }

    private boolean oneAlone() throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.write(origin, tx -> batch(tx, 1)) > 0;
            } catch (RuntimeException | Error e) {
                rethrowOutage(e);
                if (attempt == TRIES) {
                    return park(e);
                }
                Thread.sleep(50L * attempt * attempt);
            }
        }
    }

    /** Parks the event that failed and goes over it; false when another node has come between. */
    private boolean park(Throwable failure) {
        Placed failed = acting;
        String error = describe(failure);
        LOG.error("{} fails on an event, which is parked: {}", name, error, Trace.of(failure));
        return transactions.write(origin, tx -> {
            EventStore store = new EventStore(tx);
            List<Placed> next =
                    store.lockCursor(name).map(cursor -> store.after(cursor, 1)).orElse(List.of());
            if (failed == null || !next.contains(failed)) {
                return false;
            }
            new ParkedStore(tx, name).failed(failed, error, TRIES);
            store.advance(name, failed.cursor());
            return true;
        });
    }

    private boolean retry() {
        acting = null;
        try {
            return transactions.write(origin, tx -> {
                ParkedStore parked = new ParkedStore(tx, name);
                if (new EventStore(tx).lockCursor(name).isEmpty()) {
                    return false;
                }
                Optional<Placed> due = parked.due();
                if (due.isEmpty()) {
                    return parked.forgetDropped();
                }
                acting = due.get();
                subscriber.on(tx, due.get().event());
                parked.done(due.get());
                return true;
            });
        } catch (RuntimeException | Error e) {
            rethrowOutage(e);
            Placed failed = acting;
            if (failed == null) {
                throw e;
            }
            LOG.warn("{} fails on a parked event again: {}", name, describe(e));
            transactions.write(origin, tx -> {
                new ParkedStore(tx, name).failedAgain(failed.cursor(), describe(e));
                return true;
            });
            return true;
        }
    }

    /** A database that is away is nobody's fault: everything waits for it. */
    private static void rethrowOutage(Throwable failure) {
        if (failure instanceof Problem problem && problem.code().equals("database_unavailable")) {
            throw problem;
        }
    }

    private static String describe(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem.code();
            case DatabaseFault fault -> String.valueOf(fault.getMessage());
            default -> failure.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        loop.close();
    }
}

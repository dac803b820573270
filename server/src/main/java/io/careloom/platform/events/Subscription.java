package io.careloom.platform.events;

import io.careloom.kernel.Problem;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventStore.Cursor;
import io.careloom.platform.events.EventStore.Pending;
import io.careloom.platform.events.EventStore.Placed;
import io.careloom.platform.jobs.Loop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's way through the log: batches, each one transaction with its effects and its cursor. An event that
 * fails is tried alone, then parked; later events of its subject wait behind it, those of others go on.
 */
final class Subscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int BATCH = 200;
    private static final int TRIES = 3;
    private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();

    private final Transactions transactions;
    private final Subscriber subscriber;
    private final Set<String> wanted;
    private final Origin origin;
    private final Loop loop;
    private boolean cursorKnown;
    private long retriedAt = System.nanoTime();

    Subscription(Transactions transactions, Subscriber subscriber) {
        this.transactions = transactions;
        this.subscriber = subscriber;
        this.wanted = subscriber.names();
        this.origin = Origin.worker(subscriber.name());
        this.loop = new Loop("events-" + subscriber.name(), POLL, this::step);
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
                new EventStore(tx).ensureCursor(subscriber.name());
                return true;
            });
            cursorKnown = true;
        }
        retryParked();
        // looked at without a lock first: locking a cursor costs a commit, and most polls find nothing
        return switch (transactions.read(origin, tx -> new EventStore(tx).pending(subscriber.name()))) {
            case Pending.NOTHING -> false;
            case Pending.SOON -> {
                Thread.sleep(1);
                yield true;
            }
            case Pending.READY -> work();
        };
    }

    private boolean work() throws InterruptedException {
        try {
            return transactions.write(origin, tx -> batch(tx, BATCH)) > 0;
        } catch (RuntimeException e) {
            if (isOutage(e)) {
                throw e;
            }
            return oneByOne();
        }
    }

    private int batch(Tx tx, int limit) {
        EventStore store = new EventStore(tx);
        List<Cursor> cursor = store.lockCursor(subscriber.name());
        if (cursor.isEmpty()) {
            return 0;
        }
        List<Placed> events = store.after(cursor.getFirst(), limit);
        Set<UUID> blocked = new HashSet<>(store.parkedSubjects(subscriber.name()));
        for (Placed placed : events) {
            if (!wants(placed)) {
                continue;
            }
            if (blocked.contains(placed.event().subjectId())) {
                store.park(subscriber.name(), placed, "waits behind a parked event of its subject");
            } else {
                subscriber.on(tx, placed.event());
            }
        }
        if (!events.isEmpty()) {
            store.advance(subscriber.name(), events.getLast().cursor());
        }
        return events.size();
    }

    private boolean wants(Placed placed) {
        return wanted.isEmpty() || wanted.contains(placed.event().name());
    }

    /** Goes through the batch that failed event by event, and parks the one that keeps failing. */
    private boolean oneByOne() throws InterruptedException {
        for (int done = 0; done < BATCH; done++) {
            if (!oneAlone()) {
                break;
            }
        }
        return true;
    }

    private boolean oneAlone() throws InterruptedException {
        RuntimeException last = new IllegalStateException("not tried");
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return transactions.write(origin, tx -> batch(tx, 1)) > 0;
            } catch (RuntimeException e) {
                if (isOutage(e)) {
                    throw e;
                }
                last = e;
                Thread.sleep(50L * attempt * attempt);
            }
        }
        String error = describe(last);
        LOG.error("{}: an event is parked: {}", subscriber.name(), error, last);
        transactions.write(origin, tx -> {
            parkNext(tx, error);
            return true;
        });
        return true;
    }

    private void parkNext(Tx tx, String error) {
        EventStore store = new EventStore(tx);
        for (Cursor cursor : store.lockCursor(subscriber.name())) {
            for (Placed placed : store.after(cursor, 1)) {
                store.park(subscriber.name(), placed, error);
                store.advance(subscriber.name(), placed.cursor());
            }
        }
    }

    private void retryParked() {
        if (System.nanoTime() - retriedAt < RETRY_NANOS) {
            return;
        }
        retriedAt = System.nanoTime();
        for (Placed placed : transactions.read(origin, tx -> new EventStore(tx).retriable(subscriber.name()))) {
            try {
                transactions.write(origin, tx -> {
                    EventStore store = new EventStore(tx);
                    if (!store.lockCursor(subscriber.name()).isEmpty()) {
                        subscriber.on(tx, placed.event());
                        store.unpark(subscriber.name(), placed.event().id());
                    }
                    return true;
                });
            } catch (RuntimeException e) {
                if (isOutage(e)) {
                    throw e;
                }
                transactions.write(origin, tx -> {
                    new EventStore(tx).park(subscriber.name(), placed, describe(e));
                    return true;
                });
            }
        }
    }

    private static boolean isOutage(RuntimeException failure) {
        return failure instanceof Problem problem && problem.kind() == Problem.Kind.UNAVAILABLE;
    }

    private static String describe(RuntimeException failure) {
        return failure instanceof Problem problem
                ? problem.code()
                : failure.getClass().getSimpleName();
    }

    @Override
    public void close() {
        loop.close();
    }
}

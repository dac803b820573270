package io.careloom.platform.events;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Migrations;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final Origin ORIGIN = Origin.worker("test");
    private static final Consumer<RecordedEvent> NO_TROUBLE = event -> {};

    private static TestDatabase testDatabase;
    private static Transactions transactions;

    private final UUID tenant = UUID.randomUUID();
    private final EventLog log = new EventLog(new TenantClocks(transactions));
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
        Recorder.createTable(transactions);
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private Subscriptions start(EventLog source, Subscriber... subscribers) {
        return start(new Subscriptions(transactions, testDatabase.address(4), source, List.of(subscribers)));
    }

    private Subscriptions start(Subscriptions subscriptions) {
        opened.add(subscriptions);
        subscriptions.start();
        return subscriptions;
    }

    private void append(UUID subject, long sequence) {
        transactions.write(ORIGIN, tx -> log.append(tx, new Noted(tenant, subject, sequence, "text")));
    }

    private static void awaitSeen(String subscriber, UUID subject, List<Long> sequences) throws InterruptedException {
        eventually(
                subscriber + " sees " + sequences,
                () -> Recorder.seen(transactions, subscriber, subject).equals(sequences));
    }

    @Test
    void noFactIsSkippedWhileOneWriterStaysOpen() throws Exception {
        int writers = 16;
        int each = 20;
        start(log, new Recorder("parallel", NO_TROUBLE));
        UUID slow = UUID.randomUUID();
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<UUID> subjects = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> open = threads.submit(() -> transactions.write(ORIGIN, tx -> {
                UUID id = log.append(tx, new Noted(tenant, slow, 1, "slow"));
                appended.countDown();
                Recorder.await(release);
                return id;
            }));
            Recorder.await(appended);
            List<Future<?>> others = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                UUID subject = UUID.randomUUID();
                subjects.add(subject);
                others.add(threads.submit(() -> LongStream.rangeClosed(1, each).forEach(n -> append(subject, n))));
            }
            for (Future<?> other : others) {
                other.get();
            }
            assertThat(Recorder.seen(transactions, "parallel", subjects.getFirst()))
                    .as("nobody reads past a writer that may still come before")
                    .isEmpty();
            release.countDown();
            open.get();
        }

        awaitSeen("parallel", slow, List.of(1L));
        List<Long> all = LongStream.rangeClosed(1, each).boxed().toList();
        for (UUID subject : subjects) {
            awaitSeen("parallel", subject, all);
        }
    }

    @Test
    void factsNobodyAskedForAreLeftOut() throws Exception {
        UUID subject = UUID.randomUUID();
        append(subject, 1);
        start(
                log,
                new Recorder("deaf", Set.of("SomethingElse"), NO_TROUBLE),
                new Recorder("listens", Set.of(), NO_TROUBLE));

        awaitSeen("listens", subject, List.of(1L));
        assertThat(Recorder.count(transactions, "deaf")).isZero();
    }

    @Test
    void aBatchThatBreaksLeavesNothingAndComesAgainOnce() throws Exception {
        UUID subject = UUID.randomUUID();
        AtomicInteger breaks = new AtomicInteger(2);
        LongStream.rangeClosed(1, 10).forEach(n -> append(subject, n));

        start(log, new Recorder("breaks", event -> {
            if (event.subjectId().equals(subject) && event.sequence() == 6 && breaks.getAndDecrement() > 0) {
                throw new IllegalStateException("planted");
            }
        }));

        awaitSeen("breaks", subject, LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(breaks.get()).isNegative();
    }

    @Test
    void aConnectionThatDiesAmidABatchLeavesNothingDouble() throws Exception {
        UUID subject = UUID.randomUUID();
        AtomicBoolean killed = new AtomicBoolean();
        LongStream.rangeClosed(1, 5).forEach(n -> append(subject, n));

        start(log, new Recorder("killed", event -> {
            if (event.subjectId().equals(subject) && event.sequence() == 4 && killed.compareAndSet(false, true)) {
                transactions.write(
                        ORIGIN,
                        tx -> tx.handle()
                                .createQuery("select pg_terminate_backend(pid) from pg_stat_activity"
                                        + " where datname = current_database() and state = 'idle in transaction'")
                                .mapTo(Boolean.class)
                                .list());
            }
        }));

        awaitSeen("killed", subject, LongStream.rangeClosed(1, 5).boxed().toList());
    }

    @Test
    void aFactThatKeepsFailingIsParkedAndHoldsBackItsSubjectOnly() throws Exception {
        UUID bad = UUID.randomUUID();
        UUID good = UUID.randomUUID();
        AtomicBoolean broken = new AtomicBoolean(true);
        start(log, new Recorder("parks", event -> {
            if (event.subjectId().equals(bad) && event.sequence() == 2 && broken.get()) {
                throw new IllegalStateException("planted, with a value that must not be kept");
            }
        }));

        append(bad, 1);
        append(bad, 2);
        append(bad, 3);
        append(good, 1);
        append(bad, 4);
        append(good, 2);

        awaitSeen("parks", good, List.of(1L, 2L));
        awaitSeen("parks", bad, List.of(1L));
        List<ParkedEvents.Parked> parked = transactions.read(ORIGIN, ParkedEvents::list);
        assertThat(parked).singleElement().satisfies(only -> {
            assertThat(only.subjectId()).isEqualTo(bad);
            assertThat(only.subscription()).isEqualTo("parks");
            assertThat(only.error()).isEqualTo("IllegalStateException");
            assertThat(only.behind()).isEqualTo(2);
        });

        broken.set(false);
        assertThat(transactions.write(ORIGIN, ParkedEvents::retryNow)).isEqualTo(1);
        awaitSeen("parks", bad, List.of(1L, 2L, 3L, 4L));
        append(bad, 5);
        awaitSeen("parks", bad, List.of(1L, 2L, 3L, 4L, 5L));
        assertThat(transactions.read(ORIGIN, ParkedEvents::list)).isEmpty();
    }

    @Test
    void twoNodesDoEachFactOnceAndOneGoesOnAlone() throws Exception {
        EventLog otherLog = new EventLog(new TenantClocks(transactions));
        start(log, new Recorder("shared", NO_TROUBLE));
        Subscriptions other = start(otherLog, new Recorder("shared", NO_TROUBLE));
        UUID subject = UUID.randomUUID();
        for (long n = 1; n <= 40; n += 2) {
            append(subject, n);
            long next = n + 1;
            transactions.write(ORIGIN, tx -> otherLog.append(tx, new Noted(tenant, subject, next, "other node")));
        }
        awaitSeen("shared", subject, LongStream.rangeClosed(1, 40).boxed().toList());

        other.close();
        append(subject, 41);
        awaitSeen("shared", subject, LongStream.rangeClosed(1, 41).boxed().toList());
    }

    @Test
    void aSubscriberIsWokenAtOnce() throws Exception {
        UUID subject = UUID.randomUUID();
        List<Subscriber> woken = List.of(new Recorder("woken", NO_TROUBLE));
        start(new Subscriptions(transactions, testDatabase.address(4), log, woken, Duration.ofHours(1)));

        for (long n = 1; n <= 20; n++) {
            append(subject, n);
            awaitSeen("woken", subject, LongStream.rangeClosed(1, n).boxed().toList());
        }
    }

    @Test
    void otherNodesAreTold() throws Exception {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        NodeBell here = new NodeBell(transactions, testDatabase.address(4), () -> heard.add("here"));
        NodeBell there = new NodeBell(transactions, testDatabase.address(4), () -> heard.add("there"));
        opened.add(here);
        opened.add(there);
        here.start();
        there.start();
        assertThat(List.of(heard.take(), heard.take()))
                .as("each rings once when it begins to listen")
                .containsExactlyInAnyOrder("here", "there");

        here.ring();
        assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo("there");
        there.ring();
        assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo("here");
        assertThat(heard).isEmpty();
    }

    @Test
    void factsOfARestoredDumpComeBeforeThoseOfTheNewCluster() throws Exception {
        UUID subject = UUID.randomUUID();
        Subscriptions before = start(log, new Recorder("restored", NO_TROUBLE));
        append(subject, 1);
        awaitSeen("restored", subject, List.of(1L));
        before.close();
        append(subject, 2);
        // as if all this came from a cluster that had counted further
        transactions.write(ORIGIN, tx -> {
            tx.handle().execute("update platform.era set system_identifier = 1");
            tx.handle()
                    .execute("update platform.event_log set xid = cast(cast(cast(cast(xid as text) as bigint) + 1000000"
                            + " as text) as xid8)");
            return tx.handle()
                    .execute("update platform.subscription set xid = cast(cast(cast(cast(xid as text) as bigint)"
                            + " + 1000000 as text) as xid8) where xid > '0'");
        });

        Migrations.migrate(testDatabase.database().dataSource());
        append(subject, 3);
        start(log, new Recorder("restored", NO_TROUBLE));

        awaitSeen("restored", subject, List.of(1L, 2L, 3L));
    }
}

package io.careloom.platform.jobs;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final Origin ORIGIN = Origin.worker("test");

    private static TestDatabase testDatabase;
    private static Transactions transactions;

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    private static Jobs node(AtomicInteger runs, String name) {
        return new Jobs(testDatabase.database(), List.of(Jobs.recurring(name, Duration.ofDays(1), tx -> {
            tx.handle().execute("insert into platform.setting (name, value) values (?, 'done')", name);
            runs.incrementAndGet();
        })));
    }

    @Test
    void oneOfTwoNodesDoesTheJob() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (Jobs here = node(runs, "job of two");
                Jobs there = node(runs, "job of two")) {
            here.start();
            there.start();
            eventually("the job is done", () -> succeeded("job of two"));
        }

        assertThat(runs).hasValue(1);
        assertThat(settings("job of two")).isEqualTo(1);
    }

    @Test
    void jobsMayEndBeforeTheyBegan() {
        Jobs jobs = node(new AtomicInteger(), "never begun");

        assertThatCode(jobs::close).doesNotThrowAnyException();
    }

    @Test
    void aFailedRunLeavesNothingAndWaitsForItsNextTime() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Jobs.Job failing = Jobs.recurring("failing job", Duration.ofDays(1), tx -> {
            tx.handle().execute("insert into platform.setting (name, value) values ('failing job', 'done')");
            runs.incrementAndGet();
            throw new IllegalStateException("planted");
        });
        try (Jobs jobs = new Jobs(testDatabase.database(), List.of(failing))) {
            jobs.start();
            eventually("the job has run", () -> succeeded("failing job"));
        }

        assertThat(runs).hasValue(1);
        assertThat(settings("failing job")).isZero();
    }

    /** The scheduler has planned the next run. */
    private static boolean succeeded(String name) {
        return transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery("select exists (select 1 from platform.scheduled_tasks where task_name = :name"
                                + " and not picked and execution_time > now() + interval '1 hour')")
                        .bind("name", name)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static long settings(String name) {
        return transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery("select count(*) from platform.setting where name = :name")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one());
    }
}

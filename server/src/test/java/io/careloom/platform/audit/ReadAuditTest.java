package io.careloom.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.testing.TestDatabase;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadAuditTest {
    private static final Origin ORIGIN = new Origin("request-9", "GET /things/{id}", "192.0.2.1");
    private static final Caller CALLER = Caller.system(UUID.randomUUID());

    private static TestDatabase testDatabase;
    private static Transactions transactions;
    private static TenantClocks clocks;
    private static ReadAudit audit;

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
        clocks = new TenantClocks(testDatabase.database().aside());
        audit = new ReadAudit(testDatabase.address(1), clocks);
        audit.start();
    }

    @AfterAll
    static void closeDatabase() {
        audit.close();
        testDatabase.close();
    }

    private static AuditedRead read(UUID subject) {
        return new AuditedRead(CALLER, ORIGIN, subject, false);
    }

    private static long count(String what, UUID... subjects) {
        return transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery(
                                "select count(" + what + ") from platform.audit_row where subject_id = any(:subjects)")
                        .bind("subjects", subjects)
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void rowsStandWhenTheCallReturns() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        Instant before = clocks.now();

        audit.commit(List.of(read(first), read(second)));

        Instant after = clocks.now();

        assertThat(count("audit_id", first, second)).isEqualTo(2);
        Map<String, Object> row = transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery("select kind, request_id, route, address, tenant_id, at from platform.audit_row"
                                + " where subject_id = :subject")
                        .bind("subject", first)
                        .mapToMap()
                        .one());
        assertThat(row)
                .containsEntry("kind", "read")
                .containsEntry("request_id", "request-9")
                .containsEntry("route", "GET /things/{id}")
                .containsEntry("address", "192.0.2.1")
                .containsEntry("tenant_id", CALLER.tenantId());
        assertThat(((Timestamp) row.get("at")).toInstant()).isBetween(before, after);
    }

    @Test
    void refusedAttemptsAreKeptAsSuch() {
        audit.commit(List.of(new AuditedRead(CALLER, ORIGIN, null, true)));

        long refused = transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery("select count(*) from platform.audit_row where kind = 'refused'")
                        .mapTo(Long.class)
                        .one());
        assertThat(refused).isEqualTo(1);
    }

    @Test
    void manyReadsShareACommit() throws Exception {
        int readers = 32;
        int each = 20;
        List<UUID> subjects = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                List<UUID> mine = Stream.generate(UUID::randomUUID).limit(each).toList();
                subjects.addAll(mine);
                running.add(threads.submit(() -> mine.forEach(subject -> audit.commit(List.of(read(subject))))));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }

        UUID[] all = subjects.toArray(UUID[]::new);
        long commits = count("distinct xid", all);
        assertThat(count("audit_id", all)).isEqualTo((long) readers * each);
        assertThat(commits).isLessThan(readers * each / 2);
    }

    @Test
    void withoutADatabaseNothingMayBeShown() {
        Database.Address nowhere = new Database.Address("jdbc:postgresql://127.0.0.1:1/none", "nobody", "none", 1);
        try (ReadAudit lost = new ReadAudit(nowhere, clocks)) {
            lost.start();

            assertThatThrownBy(() -> lost.commit(List.of(read(UUID.randomUUID()))))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
        }
    }

    @Test
    void aConnectionThatDiedIsReplacedUnnoticed() {
        audit.commit(List.of(read(UUID.randomUUID())));
        transactions.write(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery(
                                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                                        + " and application_name = 'careloom read audit'")
                        .mapTo(Boolean.class)
                        .list());
        UUID subject = UUID.randomUUID();

        audit.commit(List.of(read(subject)));

        assertThat(count("audit_id", subject)).isEqualTo(1);
    }

    @Test
    void aClosedWriterRefusesAtOnce() {
        ReadAudit closed = new ReadAudit(testDatabase.address(1), clocks);
        closed.start();
        closed.close();

        assertThatThrownBy(() -> closed.commit(List.of(read(UUID.randomUUID()))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
    }

    @Test
    void whoWaitsTooLongIsRefused() {
        UUID subject = UUID.randomUUID();
        transactions.write(ORIGIN, tx -> {
            tx.handle().execute("lock table platform.audit_row in share mode");

            assertThatThrownBy(() -> audit.commit(List.of(read(subject))))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("audit_unavailable"));
            return true;
        });
    }
}

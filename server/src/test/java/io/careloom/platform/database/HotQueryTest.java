package io.careloom.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Problem;
import io.careloom.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HotQueryTest {
    private static final Origin ORIGIN = Origin.worker("test");
    private static final UUID OURS = UUID.randomUUID();
    private static final UUID THEIRS = UUID.randomUUID();
    private static final HotQuery<String> THINGS = new HotQuery<>("""
            select thing_id, tenant_id, name from thing
            where tenant_id = any((select cast(? as uuid[]))::uuid[])
              and thing_id = any((select cast(? as uuid[]))::uuid[])
            """, row -> {
        if (row.getString("name").equals("broken")) {
            throw new IllegalStateException("cannot be read");
        }
        return row.getString("name");
    });

    private static TestDatabase testDatabase;
    private static Transactions transactions;

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
        transactions.write(
                ORIGIN,
                tx -> tx.handle()
                        .execute(
                                "create table thing (thing_id uuid primary key, tenant_id uuid not null, name text not null)"));
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    private static void insert(Tx tx, UUID id, UUID tenantId, String name) {
        tx.handle().execute("insert into thing (thing_id, tenant_id, name) values (?, ?, ?)", id, tenantId, name);
    }

    private static UUID made(UUID tenantId, String name) {
        UUID id = UUID.randomUUID();
        transactions.write(ORIGIN, tx -> {
            insert(tx, id, tenantId, name);
            return true;
        });
        return id;
    }

    private static Optional<String> found(UUID tenantId, UUID id) {
        return transactions.read(ORIGIN, tx -> THINGS.find(tx, Set.of(tenantId), id));
    }

    @Test
    void everybodyWhoAsksAtOnceGetsTheOwnAnswer() throws Exception {
        Map<UUID, String> names = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            names.put(made(i % 2 == 0 ? OURS : THEIRS, "thing " + i), "thing " + i);
        }
        List<UUID> ids = List.copyOf(names.keySet());
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int reader = 0; reader < 40; reader++) {
                int first = reader;
                running.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 100; i++) {
                        UUID id = ids.get((first + i) % ids.size());
                        boolean ours = Integer.parseInt(names.get(id).substring(6)) % 2 == 0;
                        assertThat(found(OURS, id)).isEqualTo(ours ? Optional.of(names.get(id)) : Optional.empty());
                    }
                    return true;
                }));
            }
            start.countDown();
        }

        for (Future<?> one : running) {
            one.get();
        }
    }

    @Test
    void aRowThatCannotBeReadIsItsAskersTroubleOnly() throws Exception {
        UUID broken = made(OURS, "broken");
        UUID whole = made(OURS, "whole");
        List<Future<Optional<String>>> askers = new ArrayList<>();
        List<Future<Optional<String>>> unlucky = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                askers.add(threads.submit(() -> found(OURS, whole)));
                unlucky.add(threads.submit(() -> found(OURS, broken)));
            }
        }

        for (Future<Optional<String>> asker : askers) {
            assertThat(asker.get()).contains("whole");
        }
        for (Future<Optional<String>> asker : unlucky) {
            assertThatThrownBy(asker::get).hasRootCauseMessage("cannot be read");
        }
    }

    @Test
    void aTransactionFindsWhatItJustWrote() {
        UUID id = UUID.randomUUID();

        Optional<String> found = transactions.write(ORIGIN, tx -> {
            insert(tx, id, OURS, "new");
            return THINGS.find(tx, Set.of(OURS), id);
        });

        assertThat(found).contains("new");
    }

    @Test
    void withoutADatabaseEverybodyIsToldSo() throws Exception {
        Database.Address nowhere = new Database.Address("jdbc:postgresql://127.0.0.1:1/none", "nobody", "none", 2);
        try (Database lost = Database.open(nowhere);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Transactions none = lost.transactions();
            List<Future<Optional<String>>> askers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                askers.add(threads.submit(
                        () -> none.read(ORIGIN, tx -> THINGS.find(tx, Set.of(OURS), UUID.randomUUID()))));
            }

            for (Future<Optional<String>> asker : askers) {
                assertThatThrownBy(asker::get)
                        .cause()
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
            }
        }
    }
}

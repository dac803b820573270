package io.careloom.platform;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.Problem;
import io.careloom.platform.audit.AuditSealer;
import io.careloom.platform.audit.AuditVerification;
import io.careloom.platform.audit.AuditedRead;
import io.careloom.platform.audit.KeptCheckpoint;
import io.careloom.platform.audit.ReadAudit;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Migrations;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import io.careloom.platform.events.Subscriptions;
import io.careloom.platform.postgres.EmbeddedPostgres;
import io.careloom.platform.postgres.PostgresConfig;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Vault;
import io.careloom.testing.TestFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back under running workers. */
class OutageTest {
    private static final Origin ORIGIN = Origin.worker("test");
    private static final UUID TENANT = UUID.randomUUID();

    private record Happened(UUID tenantId, UUID subjectId, long sequence) implements DomainEvent {
        @Override
        public Map<String, Object> fields() {
            return Map.of();
        }
    }

    private record Listener(List<Long> heard) implements Subscriber {
        @Override
        public String name() {
            return "listener";
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public void on(Tx tx, RecordedEvent event) {
            heard.add(event.sequence());
        }
    }

    @Test
    void workersGoOnWhereTheyWere() throws InterruptedException {
        Path folder = TestFolders.create();
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(PostgresConfig.in(folder).withBinaries(TestFolders.sharedBinaries()))) {
            Database.Address address =
                    new Database.Address(postgres.jdbcUrl(), postgres.user(), postgres.password(), 4);
            try (Database database = Database.open(address)) {
                Migrations.migrate(database.dataSource());
                outage(postgres, database, address);
            }
        } finally {
            TestFolders.delete(folder);
        }
    }

    private static void outage(EmbeddedPostgres postgres, Database database, Database.Address address)
            throws InterruptedException {
        Transactions transactions = database.transactions();
        TenantClocks clocks = new TenantClocks(database.aside());
        Vault vault = new Vault(database.aside(), MasterKey.fresh());
        EventLog log = new EventLog(clocks);
        List<Long> heard = new CopyOnWriteArrayList<>();
        UUID subject = UUID.randomUUID();
        List<AuditedRead> read = List.of(new AuditedRead(Caller.system(TENANT), ORIGIN, subject, false));
        try (ReadAudit audit = new ReadAudit(address, clocks);
                AuditSealer sealer = new AuditSealer(
                        transactions,
                        vault,
                        new KeptCheckpoint(TestFolders.create().resolve("checkpoint")));
                Subscriptions subscriptions =
                        new Subscriptions(transactions, address, log, List.of(new Listener(heard)))) {
            audit.start();
            sealer.start();
            subscriptions.start();
            transactions.write(ORIGIN, tx -> log.append(tx, new Happened(TENANT, subject, 1)));
            audit.commit(read);
            eventually("the first fact arrives", () -> heard.equals(List.of(1L)));

            postgres.hold();
            long asked = System.nanoTime();
            assertUnavailable(() -> audit.commit(read));
            assertUnavailable(() ->
                    transactions.write(ORIGIN, tx -> log.append(tx, new Happened(TENANT, subject, 99))));
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(18));
            postgres.release();

            eventually("writing works again", () -> appended(transactions, log, new Happened(TENANT, subject, 2)));
            eventually("the next fact arrives", () -> heard.getLast() == 2L);
            eventually("reads are recorded again", () -> committed(audit, read));
            eventually("both reads are sealed", () -> {
                AuditVerification.Report report = new AuditVerification(transactions, vault).verify(null);
                return report.intact() && report.rows() == 2 && report.unsealed() == 0;
            });
        }
        assertThat(heard).containsExactly(1L, 2L);
    }

    private static boolean appended(Transactions transactions, EventLog log, Happened fact) {
        try {
            transactions.write(ORIGIN, tx -> log.append(tx, fact));
            return true;
        } catch (Problem stillDown) {
            return false;
        }
    }

    private static boolean committed(ReadAudit audit, List<AuditedRead> read) {
        try {
            audit.commit(read);
            return true;
        } catch (Problem stillDown) {
            return false;
        }
    }

    private static void assertUnavailable(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
    }
}

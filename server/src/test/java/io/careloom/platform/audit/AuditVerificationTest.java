package io.careloom.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.platform.audit.AuditVerification.Finding;
import io.careloom.platform.audit.AuditVerification.Kind;
import io.careloom.platform.audit.AuditVerification.Report;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Vault;
import io.careloom.testing.TestDatabase;
import io.careloom.testing.TestFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything here is done behind the server's back, as the owner of the tables. */
class AuditVerificationTest {
    private static final Origin ORIGIN = new Origin("request-1", "PATCH /things/{id}", "192.0.2.1");
    private static final MasterKey MASTER = MasterKey.fresh();

    private static TestDatabase testDatabase;
    private static Transactions transactions;
    private static Vault vault;
    private static AuditTrail trail;
    private static AuditSealer sealer;
    private static Path folder;

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
        vault = new Vault(testDatabase.database().aside(), MASTER);
        trail = new AuditTrail(vault, new TenantClocks(testDatabase.database().aside()));
        folder = TestFolders.create();
        sealer = sealer("checkpoint");
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
        TestFolders.delete(folder);
    }

    private static KeptCheckpoint kept(String name) {
        return new KeptCheckpoint(folder.resolve(name));
    }

    private static AuditSealer sealer(String name) {
        return new AuditSealer(transactions, vault, kept(name));
    }

    /** Three blocks of three rows each. */
    @BeforeEach
    void sealNineRows() {
        sql("truncate platform.audit_row, platform.audit_chain, platform.audit_dropped");
        for (int block = 0; block < 3; block++) {
            record(3);
            sealer.seal();
        }
    }

    private static void record(int rows) {
        UUID tenant = UUID.randomUUID();
        for (int row = 0; row < rows; row++) {
            AuditedChange change = new AuditedChange(
                    "thing.changed", tenant, "thing", UUID.randomUUID(), Map.of("name", "Old"), Map.of("name", "New"));
            transactions.write(ORIGIN, tx -> {
                trail.changed(tx, Caller.system(tenant), change);
                return true;
            });
        }
    }

    private static int sql(String statement) {
        return transactions.write(ORIGIN, tx -> tx.handle().execute(statement));
    }

    private static List<Long> positions() {
        return transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery("select position from platform.audit_row order by era, xid, position")
                        .mapTo(Long.class)
                        .list());
    }

    private static Report verify() {
        return new AuditVerification(transactions, vault).verify(null);
    }

    @Test
    void anUntouchedTrailIsIntact() {
        record(2);

        Report report = verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.intact()).isTrue();
        assertThat(report.blocks()).isEqualTo(3);
        assertThat(report.rows()).isEqualTo(9);
        assertThat(report.unsealed()).isEqualTo(2);
        assertThat(report.publicKey()).hasSize(64);
        assertThat(new AuditVerification(
                                transactions, new Vault(testDatabase.database().aside(), MASTER))
                        .verify(report.checkpoint())
                        .intact())
                .isTrue();
    }

    @Test
    void anEditedRowIsFound() {
        for (String edit : List.of(
                "address = '203.0.113.9'",
                "caller_id = gen_random_uuid()",
                "tenant_id = null",
                "sealed = sealed || '\\x00'",
                "at = at + interval '1 microsecond'",
                "subject_type = route, route = subject_type")) {
            sealNineRows();
            long position = positions().get(4);
            sql("update platform.audit_row set " + edit + " where position = " + position);

            assertThat(verify().findings()).as(edit).containsExactly(new Finding(Kind.EDITED, 2, position));
        }
    }

    @Test
    void aDeletedRowIsFound() {
        long first = positions().getFirst();
        long last = positions().getLast();
        sql("delete from platform.audit_row where position in (" + first + ", " + last + ")");

        assertThat(verify().findings())
                .containsExactly(new Finding(Kind.DELETED, 1, first), new Finding(Kind.DELETED, 3, last));
    }

    @Test
    void anInsertedRowIsFound() {
        long position = positions().get(4);
        sql(
                "insert into platform.audit_row (position, era, xid, audit_id, kind, caller_id, role, request_id, route, address,"
                        + " action, at) overriding system value select 1000000, era, xid, gen_random_uuid(), kind, caller_id, role,"
                        + " request_id, route, address, action, at from platform.audit_row where position = "
                        + position);

        assertThat(verify().findings()).containsExactly(new Finding(Kind.INSERTED, 2, 1_000_000L));
    }

    @Test
    void reorderedRowsAreFound() {
        UUID tenant = UUID.randomUUID();
        AuditedChange change =
                new AuditedChange("thing.changed", tenant, "thing", UUID.randomUUID(), Map.of(), Map.of("a", 1));
        transactions.write(ORIGIN, tx -> {
            trail.changed(tx, Caller.system(tenant), change);
            trail.changed(tx, Caller.system(tenant), change);
            return true;
        });
        sealer.seal();
        List<Long> all = positions();
        long first = all.get(9);
        long second = all.get(10);
        // an identity column takes no value in an update, so the rows come anew
        sql("create table platform.swap as select * from platform.audit_row where position in (" + first + ", " + second
                + ")");
        sql("update platform.swap set position = " + (first + second) + " - position");
        sql("delete from platform.audit_row where position in (" + first + ", " + second + ")");
        sql(
                "insert into platform.audit_row (position, era, xid, audit_id, kind, caller_id, role, request_id, route, address,"
                        + " action, tenant_id, subject_type, subject_id, sealed, at, recorded_at) overriding system value"
                        + " select position, era, xid, audit_id, kind, caller_id, role, request_id, route, address,"
                        + " action, tenant_id, subject_type, subject_id, sealed, at, recorded_at from platform.swap");
        sql("drop table platform.swap");

        assertThat(verify().findings())
                .containsExactly(new Finding(Kind.MOVED, 4, first), new Finding(Kind.MOVED, 4, second));
    }

    @Test
    void swappedContentsAreFound() {
        long first = positions().get(1);
        long second = positions().get(7);
        sql("update platform.audit_row r set audit_id = o.audit_id, sealed = o.sealed, subject_id = o.subject_id,"
                + " tenant_id = o.tenant_id, at = o.at from platform.audit_row o where r.position in (" + first + ", "
                + second + ") and o.position = " + (first + second) + " - r.position");

        assertThat(verify().findings())
                .containsExactly(new Finding(Kind.EDITED, 1, first), new Finding(Kind.EDITED, 3, second));
    }

    @Test
    void truncatedRowsAreFound() {
        sql("truncate platform.audit_row");

        assertThat(verify().findings()).hasSize(9).allMatch(finding -> finding.kind() == Kind.DELETED);
    }

    @Test
    void everythingTruncatedIsFoundByACheckpointKeptElsewhere() {
        String checkpoint = verify().checkpoint();
        sql("truncate platform.audit_row, platform.audit_chain, platform.audit_dropped");
        record(3);
        sealer.seal();

        assertThat(new AuditVerification(transactions, vault).verify(checkpoint).findings())
                .containsExactly(new Finding(Kind.CHECKPOINT_MISSING, 1, null));
    }

    @Test
    void rowsHiddenTogetherWithTheirEntryInTheChainAreFound() {
        long position = positions().get(4);
        sql("delete from platform.audit_row where position = " + position);
        sql("update platform.audit_chain set positions = array_remove(positions, " + position
                + "), marks = substring(marks from 1 for 16) || substring(marks from 33) where number = 2");

        assertThat(verify().findings()).containsExactly(new Finding(Kind.BLOCK_BROKEN, 2, null));
    }

    @Test
    void aMissingBlockIsFound() {
        sql("delete from platform.audit_chain where number = 2");

        assertThat(verify().findings())
                .contains(new Finding(Kind.BLOCK_MISSING, 2, null), new Finding(Kind.BLOCK_BROKEN, 3, null));
    }

    @Test
    void aCutOffEndIsFoundByACheckpointKeptElsewhere() {
        String checkpoint = verify().checkpoint();
        sql("delete from platform.audit_row where position >= " + positions().get(6));
        sql("delete from platform.audit_chain where number = 3");

        assertThat(verify().intact()).isTrue();
        assertThat(new AuditVerification(transactions, vault).verify(checkpoint).findings())
                .containsExactly(new Finding(Kind.CHECKPOINT_MISSING, 2, null));
    }

    @Test
    void theServerKeepsACheckpointOutsideTheDatabaseAndNeverReplacesItByOneOfAnotherChain() {
        sealer("checkpoint-kept").seal();
        record(1);
        sealer("checkpoint-kept").seal();
        String kept = kept("checkpoint-kept").read().orElseThrow();
        assertThat(kept).isEqualTo(verify().checkpoint());

        sql("truncate platform.audit_row, platform.audit_chain, platform.audit_dropped");
        record(1);
        sealer("checkpoint-kept").seal();

        assertThat(kept("checkpoint-kept").read()).contains(kept);
        assertThat(new AuditVerification(transactions, vault).verify(kept).findings())
                .containsExactly(new Finding(Kind.CHECKPOINT_MISSING, 1, null));
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        assertThatThrownBy(() -> new AuditVerification(
                        transactions, new Vault(testDatabase.database().aside(), MasterKey.fresh())))
                .isInstanceOf(MasterKey.Refused.class);
    }

    @Test
    void monthsThatRetentionDroppedAreNotMissed() {
        sql("truncate platform.audit_row, platform.audit_chain");
        sql("alter table platform.audit_row alter column recorded_at set default now() - interval '100 days'");
        record(3);
        sealer.seal();
        sql("alter table platform.audit_row alter column recorded_at set default now()");
        record(2);
        sealer.seal();

        drop(0);
        assertThat(positions()).hasSize(5);
        drop(6);
        assertThat(positions()).hasSize(5);
        drop(1);
        assertThat(positions()).hasSize(2);
        assertThat(verify().findings()).isEmpty();

        sql("update platform.audit_dropped set mark = '\\x00'");
        assertThat(verify().findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.DELETED, Kind.DELETED, Kind.DELETED);
    }

    @Test
    void monthsAreNotDroppedBeforeTheyAreSealed() {
        sql("alter table platform.audit_row alter column recorded_at set default now() - interval '100 days'");
        record(3);
        sql("alter table platform.audit_row alter column recorded_at set default now()");

        drop(1);
        assertThat(positions()).hasSize(12);
    }

    @Test
    void theSealerLeavesNothingBehindWhenItStops() {
        AuditSealer running = sealer("checkpoint-running");
        running.start();
        record(2);

        running.close();

        assertThat(verify().unsealed()).isZero();
    }

    private static void drop(int months) {
        transactions.write(ORIGIN, tx -> {
            sealer.drop(tx, months);
            return true;
        });
    }
}

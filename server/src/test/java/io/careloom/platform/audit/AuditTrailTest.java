package io.careloom.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import io.careloom.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Origin ORIGIN = new Origin("request-7", "PATCH /things/{id}", "192.0.2.1");

    private static TestDatabase testDatabase;
    private static Transactions transactions;
    private static Vault vault;
    private static AuditTrail trail;

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
        vault = new Vault(testDatabase.database().aside(), MasterKey.fresh());
        trail = new AuditTrail(vault, new TenantClocks(testDatabase.database().aside()));
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    private static AuditedChange change(UUID tenant, UUID subject) {
        return new AuditedChange(
                "thing.changed", tenant, "thing", subject, Map.of("name", "Aurelia"), Map.of("name", "Bertilda"));
    }

    private static List<Map<String, Object>> rows(UUID subject) {
        return transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery(
                                "select audit_id, kind, caller_id, role, request_id, route, address, action, tenant_id,"
                                        + " subject_type, sealed from platform.audit_row where subject_id = :subject")
                        .bind("subject", subject)
                        .mapToMap()
                        .list());
    }

    @Test
    void aChangeLeavesWhoWhatAndTheSealedValues() {
        UUID tenant = UUID.randomUUID();
        UUID subject = UUID.randomUUID();

        transactions.write(ORIGIN, tx -> {
            trail.changed(tx, Caller.system(tenant), change(tenant, subject));
            return true;
        });

        assertThat(rows(subject)).singleElement().satisfies(row -> {
            assertThat(row)
                    .containsEntry("kind", "change")
                    .containsEntry("caller_id", new UUID(0, 0))
                    .containsEntry("role", "system")
                    .containsEntry("request_id", "request-7")
                    .containsEntry("route", "PATCH /things/{id}")
                    .containsEntry("address", "192.0.2.1")
                    .containsEntry("action", "thing.changed")
                    .containsEntry("tenant_id", tenant)
                    .containsEntry("subject_type", "thing");
            byte[] sealed = (byte[]) row.get("sealed");
            assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Aurelia", "Bertilda");
            assertThat(vault.open(
                            new Place(tenant, "platform.audit_row", "sealed", (UUID) row.get("audit_id")), sealed))
                    .isEqualTo("{\"before\":{\"name\":\"Aurelia\"},\"after\":{\"name\":\"Bertilda\"}}");
        });
    }

    @Test
    void aChangeThatIsRolledBackLeavesNothing() {
        UUID tenant = UUID.randomUUID();
        UUID subject = UUID.randomUUID();

        assertThatThrownBy(() -> transactions.write(ORIGIN, tx -> {
                    trail.changed(tx, Caller.system(tenant), change(tenant, subject));
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");

        assertThat(rows(subject)).isEmpty();
    }

    @Test
    void aChangeDoesNotShowItsValuesAsText() {
        assertThat(change(UUID.randomUUID(), UUID.randomUUID())).hasToString("AuditedChange[thing.changed]");
    }
}

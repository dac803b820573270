package io.careloom.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Caller;
import io.careloom.platform.audit.AuditExport.Wanted;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Vault;
import io.careloom.testing.TestDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditExportTest {
    private static final Origin ORIGIN = new Origin("request-1", "PATCH /things/{id}", "192.0.2.1");
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID TENANT = UUID.randomUUID();
    private static final JsonMapper JSON = new JsonMapper();

    private static TestDatabase testDatabase;
    private static Transactions transactions;
    private static Vault vault;
    private static TenantClocks clocks;

    @BeforeAll
    static void openDatabase() {
        testDatabase = TestDatabase.fresh();
        transactions = testDatabase.database().transactions();
        vault = new Vault(testDatabase.database().aside(), MasterKey.fresh());
        clocks = new TenantClocks(testDatabase.database().aside());
    }

    @AfterAll
    static void closeDatabase() {
        testDatabase.close();
    }

    @BeforeEach
    void emptyTrail() {
        sql("truncate platform.audit_row");
    }

    private static void sql(String statement) {
        transactions.write(ORIGIN, tx -> tx.handle().execute(statement));
    }

    private static void change(String name) {
        AuditedChange change = new AuditedChange(
                "thing.changed",
                TENANT,
                "thing",
                UUID.randomUUID(),
                Map.of("name", "Old"),
                Map.of("name", name, "client_secret", "lantern"));
        transactions.write(ORIGIN, tx -> {
            new AuditTrail(vault, clocks).changed(tx, Caller.system(TENANT), change);
            return true;
        });
    }

    private static List<JsonNode> export(Wanted wanted) throws IOException {
        StringBuilder text = new StringBuilder();
        long rows = new AuditExport(transactions, vault, clocks).write(wanted, text);
        List<JsonNode> lines = text.toString().lines().map(JSON::readTree).toList();
        assertThat(lines).hasSize((int) rows);
        return lines;
    }

    @Test
    void rowsAreLinesInTheOrderOfTheirCommitsWithValuesSealed() throws IOException {
        change("First");
        change("Second");

        List<JsonNode> lines = export(new Wanted(Instant.EPOCH, NEVER, false));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("position").asLong())
                .isLessThan(lines.get(1).path("position").asLong());
        assertThat(lines.getFirst().path("action").asString("")).isEqualTo("thing.changed");
        assertThat(lines.getFirst().path("route").asString("")).isEqualTo("PATCH /things/{id}");
        assertThat(lines.getFirst().path("at").asString("")).startsWith("20").endsWith("Z");
        assertThat(lines.getFirst().path("sealed").asString("")).isNotBlank();
        assertThat(lines.getFirst().has("new_values")).isFalse();
    }

    @Test
    void valuesAreOpenedOnlyWhenAskedAndTheTrailSaysSo() throws IOException {
        change("First");

        List<JsonNode> lines = export(new Wanted(Instant.EPOCH, NEVER, true));

        assertThat(lines.getFirst().path("old_values").toString()).isEqualTo("{\"name\":\"Old\"}");
        assertThat(lines.getFirst().at("/new_values/name").asString("")).isEqualTo("First");
        assertThat(lines.getFirst().at("/new_values/client_secret").asString(""))
                .isEqualTo("(sealed)");
        assertThat(lines.getLast().path("action").asString("")).isEqualTo("audit.exported");
    }

    @Test
    void onlyTheSpanIsWritten() throws IOException {
        change("First");
        change("Second");
        Instant second = transactions.read(
                ORIGIN,
                tx -> tx.handle()
                        .createQuery("select max(recorded_at) from platform.audit_row")
                        .mapTo(Instant.class)
                        .one());

        assertThat(export(new Wanted(second, NEVER, false))).hasSize(1);
        assertThat(export(new Wanted(Instant.EPOCH, second, false))).hasSize(1);
        assertThat(export(new Wanted(Instant.EPOCH, second.plusNanos(1_000), false)))
                .hasSize(2);
    }

    @Test
    void manyRowsComeOnceEach() throws IOException {
        change("First");
        sql("insert into platform.audit_row (audit_id, kind, caller_id, role, request_id, route, address, action, at)"
                + " select gen_random_uuid(), 'read', caller_id, role, request_id, route, address, 'thing.read', at"
                + " from platform.audit_row, generate_series(1, 2500)");

        List<JsonNode> lines = export(new Wanted(Instant.EPOCH, NEVER, false));

        assertThat(lines)
                .hasSize(2501)
                .extracting(line -> line.path("audit_id").asString(""))
                .doesNotHaveDuplicates();
    }
}

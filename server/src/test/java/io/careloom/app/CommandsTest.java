package io.careloom.app;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.Installation.Answered;
import io.careloom.catalog.imports.MadeUpFiles;
import io.careloom.platform.postgres.ClusterProcesses;
import io.careloom.platform.postgres.EmbeddedPostgres;
import io.careloom.platform.postgres.Login;
import io.careloom.platform.postgres.PostgresConfig;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import io.careloom.testing.TestFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands, beside a running server and without one. */
class CommandsTest {
    private final Installation installation = Installation.shared();

    @Test
    void adminIsCreatedBesideARunningServer() throws InterruptedException {
        installation.running();
        String email = UUID.randomUUID() + "@careloom.example";

        Answered created = installation.command("admin", "create", "--email", email);

        isDone(created, "Created the admin " + email + " with the password ");
        signsIn(email, lastWord(created));
        Answered again = installation.command("admin", "create", "--email", email);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).isEqualTo("careloom: The email has already been taken.\n");
    }

    @Test
    void passwordIsResetBesideARunningServer() throws InterruptedException {
        installation.running();
        String email = installation.world().users().supportStaff().email();

        Answered reset = installation.command("user", "reset-password", "--email", email);

        isDone(reset, "The new password of " + email + " is ");
        signsIn(email, lastWord(reset));
        Answered nobody = installation.command("user", "reset-password", "--email", "nobody@careloom.example");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).isEqualTo("careloom: Nobody signs in with this e-mail address.\n");
    }

    @Test
    void aPrintedLinkSignsSomebodyInOnce() throws InterruptedException {
        installation.running();
        String email = installation.world().users().supportStaff().email();

        Answered made = installation.command("user", "login-link", "--email", email);

        isDone(made, "/web/user/signed-login?email=support%40larkspur.example&expires=");
        assertThat(installation.clients().anybody().get(lastWord(made)).status())
                .isEqualTo(200);
        assertThat(installation.clients().anybody().get(lastWord(made)).status())
                .isEqualTo(401);
    }

    @Test
    void maintenanceClosesARunningServerAndOpensItAgain() throws InterruptedException {
        Client partner = installation.partner();
        assertThat(partner.get("/v1/partner").status()).isEqualTo(200);

        isDone(installation.command("maintenance", "on"), "Maintenance is on.");
        eventually("the API is closed", () -> partner.get("/v1/partner").status() == 418);
        isClosed(partner);

        isDone(installation.command("maintenance", "off"), "Maintenance is off.");
        eventually("the API is open", () -> partner.get("/v1/partner").status() == 200);
    }

    @Test
    void tamperedAuditRowIsFoundBesideARunningServer() throws InterruptedException, SQLException {
        writeAuditRow();
        isDone(verify(), "");
        assertThat(verify().out()).endsWith("The trail is intact.\n");

        tamper("address = '192.0.2.66'");
        isTampered(verify());

        tamper("address = '127.0.0.1'");
        assertThat(verify().out()).endsWith("The trail is intact.\n");
    }

    @Test
    void cutOffTrailIsFoundByTheCheckpointThatTheServerKept() throws Exception {
        Path kept = installation.data().resolve("keys/audit-checkpoint");
        writeAuditRow();
        eventually("a checkpoint is kept", () -> Files.exists(kept));
        String checkpoint = Files.readString(kept);
        assertThat(verify().out()).endsWith("The trail is intact.\n");

        Files.writeString(kept, "9" + checkpoint); // as if blocks had been there that are gone
        Answered found = verify();
        Files.writeString(kept, checkpoint);

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.out())
                .contains(
                        "CHECKPOINT_MISSING in block ",
                        "The checkpoint 9" + checkpoint.strip() + " is not in the chain")
                .endsWith("The trail was tampered with.\n");
    }

    @Test
    void auditRowsAreExportedBesideARunningServer() throws Exception {
        writeAuditRow();
        Path file = TestFolders.create().resolve("trail.jsonl");

        Answered printed = installation.command("audit", "export", "--from", "2026-01-01");
        assertThat(printed.code()).isZero();
        assertThat(printed.out()).contains("\"action\":\"patient.created\"").doesNotContain("new_values", "Ferrant");
        assertThat(printed.err()).isEqualTo(printed.out().lines().count() + " rows.\n");

        Answered written = installation.command("audit", "export", "--open-values", "--file", file.toString());
        assertThat(written.out()).isEmpty();
        assertThat(Files.readString(file)).contains("\"last_name\":\"Ferrant\"");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        Answered again = installation.command("audit", "export", "--file", file.toString());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err())
                .isEqualTo("careloom: the export cannot be written to " + file + " (does the file exist already?)\n");
        TestFolders.delete(file.getParent());
    }

    @Test
    void officialFilesAreLoadedBesideARunningServer(@TempDir Path folder) throws InterruptedException {
        Client partner = installation.partner();
        Path products = MadeUpFiles.products(folder, MadeUpFiles.Listing.tablet("98765-001", "Quillorin", "5"));
        Path codes = MadeUpFiles.lines(folder, MadeUpFiles.code(1, "Y99ZZZZ", 1, "Struck by a made-up thing"));

        Answered ndc = installation.command("import", "ndc", products.toString());
        Answered icd = installation.command("import", "icd10", codes.toString());

        assertThat(ndc)
                .isEqualTo(
                        new Answered(0, "1 products, 1 of them new or changed; 0 are no longer listed.\n", "1 of 1\n"));
        assertThat(icd).isEqualTo(new Answered(0, "1 codes, 1 of them new or changed.\n", "1 of 1\n"));
        assertThat(partner.get("/v1/partner/medications/search?name=quillorin").text("/0/ndc"))
                .isEqualTo("987650001");
        assertThat(partner.get("/v1/partner/metadata/diseases?icd=Y99.ZZZZ").text("/data/0/description"))
                .isEqualTo("Struck by a made-up thing");
        Answered wrong = installation.command("import", "ndc", codes.toString());
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err())
                .isEqualTo("careloom: " + codes
                        + " is not the FDA's product.txt: the first line names no column PRODUCTNDC\n");
    }

    @Test
    void masterKeyIsRotatedUnderARunningServer() throws Exception {
        Path key = installation.data().resolve("keys/master.json");
        writeAuditRow();
        String before = Files.readString(key);

        isDone(installation.command("key", "rotate"), "The master key in " + key + " is a new one");

        assertThat(Files.readString(key)).isNotEqualTo(before);
        installation.partner().post("/v1/partner/patients", MadeUp.patient()).ok();
        installation.stopped();
        installation.partner().post("/v1/partner/patients", MadeUp.patient()).ok();
        assertThat(verify().out()).endsWith("The trail is intact.\n");
    }

    @Test
    void parkedFactsAreListedAndTriedAgainBesideARunningServer() throws Exception {
        installation.running();
        park();

        Answered listed = installation.command("events", "parked");
        assertThat(listed.out())
                .contains("  nobody  ", ": MADE_UP, 3 tries, 0 behind it")
                .endsWith("1 parked.\n");
        isDone(installation.command("events", "retry"), "1 to be tried now.");

        sql("delete from platform.parked_event where subscription = 'nobody'");
        isDone(installation.command("events", "parked"), "0 parked.");
    }

    /** A fact that stays parked, since no server has its subscriber. */
    private void park() throws Exception {
        installation.partner().post("/v1/partner/patients", MadeUp.patient()).ok();
        sql(
                "insert into platform.parked_event (subscription, era, xid, position, subject_id, error, attempts, retry_at)"
                        + " select 'nobody', era, xid, position, subject_id, 'MADE_UP', 3, now() + interval '1 hour'"
                        + " from platform.event_log limit 1");
    }

    @Test
    void helpIsAWordToo() {
        assertThat(Installation.plain("help").out())
                .startsWith("Usage: careloom ")
                .contains("audit", "events", "key");
        assertThat(Installation.plain("help", "audit").out()).contains("verify", "export");
        assertThat(Installation.plain("help").code()).isZero();
    }

    @Test
    void allCommandsWorkWithoutAServerToo() throws InterruptedException, SQLException {
        writeAuditRow();
        tamper("address = '192.0.2.66'");
        String admin = UUID.randomUUID() + "@careloom.example";
        String support = installation.world().users().supportStaff().email();
        installation.stopped();

        Answered created = installation.command("admin", "create", "--email", admin);
        isDone(created, "Created the admin " + admin + " with the password ");
        Answered reset = installation.command("user", "reset-password", "--email", support);
        isDone(reset, "The new password of " + support + " is ");
        isDone(installation.command("maintenance", "on"), "Maintenance is on.");
        isTampered(verify());
        assertThat(ClusterProcesses.of(installation.data())).isEmpty();

        isClosed(installation.clients().anybody());
        isDone(installation.command("maintenance", "off"), "Maintenance is off.");
        Client stranger = installation.clients().anybody();
        eventually("the API is open", () -> stranger.get("/v1/partner").status() == 401);
        signsIn(admin, lastWord(created));
        signsIn(support, lastWord(reset));
        tamper("address = '127.0.0.1'");
        assertThat(verify().out()).endsWith("The trail is intact.\n");
    }

    private static void isDone(Answered answered, String said) {
        assertThat(answered.err()).isEmpty();
        assertThat(answered.out()).startsWith(said);
        assertThat(answered.code()).isZero();
    }

    private void isClosed(Client caller) throws InterruptedException {
        Client.Reply refused = caller.get("/v1/partner");
        assertThat(refused.status()).isEqualTo(418);
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(caller.get("/v1/status/api").status()).isEqualTo(200);
        Client ops = new Client(installation.running().opsUrl());
        assertThat(ops.get("/health/ready").status()).isEqualTo(200);
    }

    private static void isTampered(Answered answered) {
        assertThat(answered.out()).contains("EDITED in block ").endsWith("The trail was tampered with.\n");
        assertThat(answered.code()).isEqualTo(1);
    }

    private void writeAuditRow() throws InterruptedException {
        installation.partner().post("/v1/partner/patients", MadeUp.patient()).ok();
        eventually("all rows are sealed", () -> verify().out().contains(", 0 not sealed yet."));
    }

    private Answered verify() {
        return installation.command("audit", "verify");
    }

    private void tamper(String assignment) throws SQLException {
        int rows = sql("update platform.audit_row set " + assignment
                + " where audit_id = (select audit_id from platform.audit_row where kind = 'change'"
                + " and address in ('127.0.0.1', '192.0.2.66') order by address desc, xid, position limit 1)");
        assertThat(rows).isEqualTo(1);
    }

    private int sql(String statement) throws SQLException {
        Login login =
                EmbeddedPostgres.running(PostgresConfig.in(installation.data())).orElseThrow();
        try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                Statement open = connection.createStatement()) {
            return open.executeUpdate(statement);
        }
    }

    private void signsIn(String email, String password) throws InterruptedException {
        Client person = installation.clients().staff(email, password);
        assertThat(person.get("/web/user").text("/email")).isEqualTo(email);
    }

    private static String lastWord(Answered answered) {
        return answered.out().strip().replaceFirst(".* ", "");
    }
}

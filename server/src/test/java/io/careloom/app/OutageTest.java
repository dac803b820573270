package io.careloom.app;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.config.Settings;
import io.careloom.platform.database.Database;
import io.careloom.platform.postgres.EmbeddedPostgres;
import io.careloom.platform.postgres.PostgresConfig;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.sandbox.DemoFile;
import io.careloom.testing.Client;
import io.careloom.testing.Client.Reply;
import io.careloom.testing.MadeUp;
import io.careloom.testing.TestFolders;
import io.careloom.testing.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database stands still for a while under a serving server; {@code bench/kill-loop} makes that 20 seconds. */
class OutageTest {
    private static final int SECONDS = Integer.getInteger("careloom.outage.seconds", 5);
    /** Less than the 20 seconds a silent connection is given; it takes two, and what a busy machine adds. */
    private static final Duration PATIENCE = Duration.ofSeconds(18);

    private final Installation installation = Installation.shared();
    private final WebhookReceiver receiver = WebhookReceiver.taking();
    private final Path folder = TestFolders.create();
    private EmbeddedPostgres postgres;
    private CareloomServer server;
    private DemoClients clients;
    private DemoFile world;

    @BeforeEach
    void start() throws InterruptedException {
        installation.running();
        installation.tells(receiver);
        installation.stopped();
        world = installation.world();
        postgres = EmbeddedPostgres.start(PostgresConfig.in(installation.data()));
        CareloomConfig config = Settings.defaults("/careloom.yaml")
                .flag("data", folder)
                .flag("http.port", 0)
                .flag("http.ops_port", 0)
                .as(CareloomConfig.class);
        server = new CareloomServer(
                new Database.Address(postgres.jdbcUrl(), postgres.user(), postgres.password(), 16),
                MasterKey.inDirectory(installation.data().resolve("keys")),
                config,
                true,
                true);
        server.start();
        clients = new DemoClients("http://127.0.0.1:" + server.port());
    }

    @AfterEach
    void stop() {
        server.close();
        postgres.close();
        receiver.close();
        TestFolders.delete(folder);
    }

    @Test
    void serverRefusesFastMeanwhileAndGoesOnAfterwards() throws InterruptedException {
        Client partner = partner();
        String patientId = create(partner, "/v1/partner/patients", MadeUp.patient(), "/patient_id");
        String before = create(partner, "/v1/partner/cases", Examples.caseOf(patientId), "/case_id");

        postgres.hold();
        long held = System.nanoTime();
        allAreRefused(List.of(
                () -> partner.get("/v1/partner/patients/" + patientId),
                () -> partner.post("/v1/partner/patients", MadeUp.patient()),
                () -> partner.post("/v1/partner/cases", Examples.caseOf(patientId)),
                () -> clients.anybody().get("/v1/status/api"),
                () -> clients.anybody().post("/v1/partner/auth/token", credentials()),
                () -> clients.anybody().post("/web/user/passcodes", Map.of("email", "a@b.example", "password", "x")),
                () -> clients.anybody().token("unknown").get("/web/user")));
        assertThat(ops().get("/health/ready").status()).isEqualTo(503);
        assertThat(ops().get("/health/live").status()).isEqualTo(200);
        TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(SECONDS) - (System.nanoTime() - held));
        postgres.release();

        eventually("it is ready", () -> ops().get("/health/ready").status() == 200);
        long released = System.nanoTime();
        String after = create(partner, "/v1/partner/cases", Examples.caseOf(patientId), "/case_id");
        for (String caseId : List.of(before, after)) {
            for (String event : List.of("case_created", "case_assigned_to_clinician")) {
                eventually(event + " arrives", () -> isHeard(event, caseId));
            }
        }
        DemoFile.Login admin = world.users().admin();
        Client signedIn = clients.staff(admin.email(), admin.password()); // the code came by letter
        assertThat(signedIn.get("/web/user").status()).isEqualTo(200);
        System.out.println("after an outage of " + SECONDS + " s all worked again within "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - released) + " ms of being ready");
    }

    @Test
    void serverStopsInOrderWhileTheDatabaseIsDown() {
        create(partner(), "/v1/partner/patients", MadeUp.patient(), "/patient_id");
        postgres.hold();

        long asked = System.nanoTime();
        server.close();
        postgres.close();

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PATIENCE);
    }

    private Client partner() {
        return clients.credential(world.partners().getFirst().environments().sandbox());
    }

    private Client ops() {
        return new Client("http://127.0.0.1:" + server.opsPort());
    }

    private Map<String, Object> credentials() {
        DemoFile.DemoEnvironment live =
                world.partners().getFirst().environments().live();
        return Map.of(
                "grant_type", "client_credentials",
                "client_id", live.clientId(),
                "client_secret", live.clientSecret());
    }

    private static String create(Client partner, String path, Object body, String pointer) {
        Reply reply = partner.post(path, body);
        reply.ok();
        return reply.text(pointer);
    }

    private boolean isHeard(String event, String caseId) {
        return receiver.heard().stream()
                .anyMatch(heard -> heard.header("webhook-event").equals(event)
                        && heard.body().contains(caseId));
    }

    /** Asks all at once, three times over. */
    private static void allAreRefused(List<Supplier<Reply>> requests) {
        long asked = System.nanoTime();
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            requests.forEach(
                    request -> replies.add(CompletableFuture.supplyAsync(request, Thread::startVirtualThread)));
        }
        for (CompletableFuture<Reply> each : replies) {
            Reply reply = each.join();
            assertThat(reply.status()).as(reply.body()).isEqualTo(503);
            assertThat(reply.text("/code")).isEqualTo("database_unavailable");
            assertThat(reply.header("Retry-After")).isEqualTo("2");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PATIENCE);
    }
}

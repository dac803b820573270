package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.Client;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A keyed request is done once and answered as often as it is asked (design section 4, answers A1 and A2). */
class IdempotencyTest {
    private static final String THINGS = "/v1/partner/things";
    private HttpWorld world;

    @BeforeEach
    void start() {
        world = new HttpWorld();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static Client keyed(Client client, String key) {
        return client.with("Idempotency-Key", key);
    }

    @Test
    void repetitionIsAnsweredWithTheSameBytesAndNotDoneAgain() {
        Client client = keyed(world.partner(), "k1");
        Client.Reply first = client.post(THINGS, "{\"a\":1}");
        Client.Reply second = client.post(THINGS, "{\"a\":1}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Request-Id")).isNotEqualTo(first.header("Request-Id"));
        assertThat(world.created()).isEqualTo(1);
    }

    @Test
    void aliasOfTheSameOperationIsTheSameRequest() {
        Client.Reply first = keyed(world.partner(), "k1").post(THINGS, "{}");

        for (String path : List.of("/partner/things", "/v1/v1/partner/things/", THINGS + "/")) {
            assertThat(keyed(world.partner(), "k1").post(path, "{}").body()).isEqualTo(first.body());
        }
        assertThat(world.created()).isEqualTo(1);
    }

    @Test
    void bothSpellingsOfTheHeaderMeanTheSame() {
        Client.Reply first = keyed(world.partner(), "k1").post(THINGS, "{}");

        assertThat(world.partner()
                        .with("X-Idempotency-Key", "k1")
                        .post(THINGS, "{}")
                        .body())
                .isEqualTo(first.body());
        assertThat(world.created()).isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheKeyIs422() {
        keyed(world.partner(), "k1").post(THINGS, "{\"a\":1}");
        Client.Reply reply = keyed(world.partner(), "k1").post(THINGS, "{\"a\":2}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/code")).isEqualTo("idempotency_key_reused");
        assertThat(world.created()).isEqualTo(1);
    }

    @Test
    void anotherPathOfTheSameRowUnderTheKeyIs422() {
        keyed(world.partner(), "k1").delete(THINGS + "/" + ThingRoutes.KNOWN);

        assertThat(keyed(world.partner(), "k1")
                        .delete(THINGS + "/" + UUID.randomUUID())
                        .text("/code"))
                .isEqualTo("idempotency_key_reused");
        assertThat(world.created()).isEqualTo(1);
    }

    @Test
    void keyBelongsToOneCredentialAndOneRoute() {
        keyed(world.partner(), "k1").post(THINGS, "{}");
        keyed(world.livePartner(), "k1").post(THINGS, "{}");
        keyed(world.partner(), "k1").delete(THINGS + "/" + ThingRoutes.KNOWN);
        keyed(world.partner(), "k2").post(THINGS, "{}");

        assertThat(world.created()).isEqualTo(4);
    }

    @Test
    void deletionAndPartialUpdateAreKeyedToo() {
        String path = THINGS + "/" + ThingRoutes.KNOWN;
        keyed(world.partner(), "d").delete(path);
        assertThat(keyed(world.partner(), "d").delete(path).header("Idempotent-Replayed"))
                .isEqualTo("true");
        keyed(world.partner(), "p").patch(path, "{}");
        assertThat(keyed(world.partner(), "p").patch(path, "{}").header("Idempotent-Replayed"))
                .isEqualTo("true");

        assertThat(world.created()).isEqualTo(1);
    }

    @Test
    void refusalIsNeverKept() {
        Client client = keyed(world.partner(), "k1");
        Client.Reply refused = client.post(THINGS + "/refused", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("allowed_transitions").toString()).isEqualTo("[\"assigned\",\"cancelled\"]");
        assertThat(client.post(THINGS + "/refused", "{}").header("Idempotent-Replayed"))
                .isNull();
        assertThat(world.created()).isZero();
        assertThat(world.count("select count(*) from platform.idempotency_key")).isZero();
    }

    @Test
    void secretAnswerIsNeverKept() {
        keyed(world.partner(), "k1").post(THINGS + "/secret", "{}");
        keyed(world.partner(), "k1").post(THINGS + "/secret", "{}");

        assertThat(world.created()).isEqualTo(2);
        assertThat(world.count("select count(*) from platform.idempotency_key")).isZero();
    }

    @Test
    void keptAnswerIsUnreadableInTheDatabase() {
        Client.Reply reply = keyed(world.partner(), "k1").post(THINGS, "{}");

        byte[] kept = (byte[]) world.rows("select answer from platform.idempotency_key")
                .getFirst()
                .get("answer");
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("thing_id")
                .doesNotContain(reply.text("/thing_id"));
    }

    @Test
    void keptAnswerIsForgottenAfterADay() {
        keyed(world.partner(), "k1").post(THINGS, "{}");
        world.database
                .database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update platform.idempotency_key set recorded_at = now() - interval '24 hours 1 second'"));
        Client.Reply reply = keyed(world.partner(), "k1").post(THINGS, "{\"other\":1}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Idempotent-Replayed")).isNull();
        assertThat(world.created()).isEqualTo(2);
    }

    @Test
    void runningTwinIs409WithRetryAfter() throws Exception {
        CompletableFuture<Client.Reply> running =
                CompletableFuture.supplyAsync(() -> keyed(world.partner(), "k1").post(THINGS + "/slow", "{}"));
        assertThat(world.things.slowStarted.await(1, TimeUnit.MINUTES)).isTrue();

        Client.Reply twin = keyed(world.partner(), "k1").post(THINGS + "/slow", "{}");
        assertThat(twin.status()).isEqualTo(409);
        assertThat(twin.text("/code")).isEqualTo("request_in_progress");
        assertThat(twin.header("Retry-After")).isEqualTo("1");

        world.things.goOn.countDown();
        Client.Reply first = running.get(1, TimeUnit.MINUTES);
        assertThat(first.status()).isEqualTo(200);
        assertThat(keyed(world.partner(), "k1").post(THINGS + "/slow", "{}").body())
                .isEqualTo(first.body());
        assertThat(world.created()).isEqualTo(1);
    }

    @Test
    void manyTwinsAtOnceDoTheWorkOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Client.Reply>> twins = IntStream.range(0, 24)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> keyed(world.partner(), "k1").post(THINGS, "{}"), threads))
                    .toList();
            for (CompletableFuture<Client.Reply> twin : twins) {
                assertThat(twin.get(1, TimeUnit.MINUTES).status()).isIn(200, 409);
            }
        }
        assertThat(world.created()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void emptyKeyIsNoKey(String key) {
        keyed(world.partner(), key).post(THINGS, "{}");
        keyed(world.partner(), key).post(THINGS, "{}");

        assertThat(world.created()).isEqualTo(2);
    }

    @Test
    void overlongKeyIs422() {
        assertThat(keyed(world.partner(), "k".repeat(255)).post(THINGS, "{}").status())
                .isEqualTo(200);
        assertThat(keyed(world.partner(), "k".repeat(256)).post(THINGS, "{}").status())
                .isEqualTo(422);
    }

    @Test
    void withoutAKeyEveryRequestIsDone() {
        world.partner().post(THINGS, "{}");
        world.partner().post(THINGS, "{}");

        assertThat(world.created()).isEqualTo(2);
    }
}

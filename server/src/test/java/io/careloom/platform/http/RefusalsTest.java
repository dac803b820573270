package io.careloom.platform.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.careloom.testing.Client;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who is refused, with which status, and what a refusal tells whom (design section 4, answers C6). */
class RefusalsTest {
    private static final String BARE = "/v1/partner/bare";
    private static final String UNKNOWN = "/v1/partner/things/0b5e4a5e-8d0b-4b6b-9d43-000000000000";
    private HttpWorld world;

    @BeforeEach
    void start() {
        world = new HttpWorld(HttpWorld.configured(List.of(), false, new RateLimits.Limits(3, 5, 4)));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void missingAndBadTokensAre401() {
        assertThat(world.stranger().get(BARE).status()).isEqualTo(401);
        assertThat(world.stranger().get(BARE).header("WWW-Authenticate")).isEqualTo("Bearer");
        for (String header : List.of("Bearer", "Bearer  ", "Bearer wrong", "wrong", "Basic abc")) {
            Client.Reply reply = world.stranger().with("Authorization", header).get(BARE);
            assertThat(reply.status()).as(header).isEqualTo(401);
            assertThat(reply.text("/code")).isEqualTo("unauthenticated");
        }
    }

    @Test
    void tokenIsAcceptedWithAndWithoutTheWordBearer() {
        for (String start : List.of("Bearer ", "bearer ", "BEARER  ", "")) {
            assertThat(world.stranger()
                            .with("Authorization", start + HttpWorld.SANDBOX)
                            .get(BARE)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void missingPermissionIs403EvenWhenTheBodyIsBad() {
        Client.Reply reply = world.stranger().token(HttpWorld.POWERLESS).post("/v1/partner/things", "{");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("/message")).isEqualTo("Access forbidden.");
    }

    @Test
    void developerDetailIsShownToSandboxAndHiddenFromLive() {
        assertThat(world.partner().get(UNKNOWN).text("/error")).isEqualTo("there is no such thing in this tenant");
        Client.Reply live = world.livePartner().get(UNKNOWN);
        assertThat(live.status()).isEqualTo(404);
        assertThat(live.json().has("error")).isFalse();
        assertThat(world.stranger().get("/nothing").json().has("error")).isFalse();
    }

    @Test
    void developerDetailIsShownToEverybodyInADemo() {
        try (HttpWorld demo = new HttpWorld(HttpWorld.configured(List.of(), true, HttpWorld.GENEROUS))) {
            assertThat(demo.livePartner().get(UNKNOWN).text("/error")).isNotEmpty();
            assertThat(demo.stranger().get("/nothing").text("/error")).contains("NotFoundHttpException");
        }
    }

    @Test
    void absentKeysAreLeftOutOfAnError() {
        assertThat(world.livePartner().get(UNKNOWN).json().propertyNames())
                .containsExactly("message", "code", "request_id");
    }

    @Test
    void bugIs500WithoutAWordOfItInAnswerAndLog() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.careloom");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            Client.Reply reply = world.partner().get("/v1/partner/broken");

            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.json().propertyNames()).containsExactly("message", "request_id");
            assertThat(log.list).hasSize(1);
            ILoggingEvent event = log.list.getFirst();
            String logged = event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
            assertThat(logged)
                    .contains(reply.header("Request-Id"), "IllegalStateException", "ThingRoutes")
                    .doesNotContain("Alma Reed");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void clientThatLeavesInTheMiddleIsNoBug() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.careloom");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (Wire wire = world.wire()) {
            wire.send("POST /v1/partner/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + HttpWorld.SANDBOX
                    + "\r\nContent-Length: 1000\r\n\r\n{");
            wire.finish();
            assertThat(wire.hear().status()).isEqualTo(400);
            assertThat(log.list).isEmpty();
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void maintenanceIs418ForAllButStatus() throws InterruptedException {
        world.maintenance(true);
        awaitStatus(418);
        Client.Reply reply = world.partner().get(BARE);

        assertThat(reply.header("Retry-After")).isEqualTo("60");
        assertThat(reply.text("/code")).isEqualTo("maintenance");
        assertThat(world.stranger().post("/v1/partner/auth/token", "{}").status())
                .isEqualTo(418);
        assertThat(world.stranger().get("/v1/status/api").status()).isEqualTo(200);
        world.maintenance(false);
        awaitStatus(200);
    }

    private void awaitStatus(int status) throws InterruptedException {
        eventually("it answers " + status, () -> world.partner().get(BARE).status() == status);
    }

    @Test
    void tokensAreLimitedByClient() {
        for (int i = 0; i < 4; i++) {
            assertThat(token("a").status()).isEqualTo(200);
        }
        Client.Reply reply = token("a");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
        assertThat(reply.text("/code")).isEqualTo("too_many_requests");
        assertThat(token("b").status()).isEqualTo(200);
    }

    private Client.Reply token(String client) {
        return world.stranger().post("/v1/partner/auth/token", "{\"client_id\":\"" + client + "\"}");
    }

    @Test
    void loginsAreLimitedByAccountHoweverItIsWritten() {
        assertThat(login("{\"email\":\"alma@example.org\"}").status()).isEqualTo(200);
        assertThat(login("{\"email\":\"ALMA@example.org\",\"username\":\"x1\"}").status())
                .isEqualTo(200);
        assertThat(login("{\"email\":\" alma@example.org \",\"username\":\"x2\"}")
                        .status())
                .isEqualTo(200);
        assertThat(login("{\"email\":\"alma@example.org\",\"username\":\"x3\"}").status())
                .isEqualTo(429);
        assertThat(login("{\"username\":\"ben@example.org\"}").status()).isEqualTo(200);
    }

    @Test
    void loginsAreLimitedByAddress() {
        for (int i = 0; i < 5; i++) {
            assertThat(login("{\"email\":\"a" + i + "@example.org\"}").status()).isEqualTo(200);
        }
        assertThat(login("{\"email\":\"a6@example.org\"}").status()).isEqualTo(429);
    }

    private Client.Reply login(String body) {
        return world.stranger().post("/v1/clinician/auth/login", body);
    }

    @Test
    void databaseThatDoesNotAnswerIs503WithRetryAfter() {
        world.database.close();
        Client.Reply reply = world.partner().get(BARE);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("2");
        assertThat(reply.text("/code")).isEqualTo("database_unavailable");
    }
}

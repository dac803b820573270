package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.Client;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests find their row, and what every answer carries. */
class RoutingTest {
    private static final String UUID_FORM = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static HttpWorld world;

    @BeforeAll
    static void start() {
        world = new HttpWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Wire.Heard raw(String request) {
        try (Wire wire = world.wire()) {
            return wire.send(request).hear();
        }
    }

    private static Wire.Heard seen(String target) {
        return raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + HttpWorld.SANDBOX
                + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/partner/bare",
                "/v1/partner/bare/",
                "/partner/bare",
                "/partner/bare/",
                "/v1/v1/partner/bare",
                "//v1//partner/bare",
                "/v1/partner//bare//"
            })
    void aliasTrailingAndDoubleSlashLeadToTheSameRow(String path) {
        Wire.Heard heard = seen(path);

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body()).isEqualTo("[1,2,3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/partner", "/partner", "/partner/", "/v1/v1/partner"})
    void rootHasItsAliases(String path) {
        assertThat(seen(path).body()).isEqualTo("{\"root\":true}");
    }

    @Test
    void audiencesHaveTheirAliases() {
        assertThat(world.stranger().post("/clinician/auth/login", "{}").status())
                .isEqualTo(200);
        assertThat(world.stranger().post("/clinicians/auth/login", "{}").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/partners",
                "/v1/partner/nothing",
                "/v1/v1/v1/partner/bare",
                "/v2/partner/bare",
                "/v1/partner/../partner/bare",
                "/v1/partner%2Fbare",
                "/v1/partner/bare/x"
            })
    void unknownPathIs404InJson(String path) {
        Wire.Heard heard = seen(path);

        assertThat(heard.status()).isEqualTo(404);
        assertThat(heard.header("Content-Type")).isEqualTo("application/json");
        assertThat(heard.json().path("message").asString()).isEqualTo("Not found.");
        assertThat(heard.json().path("code").asString()).isEqualTo("no_such_route");
    }

    @Test
    void knownPathWithAnotherMethodIs405WithAllow() {
        Client.Reply reply = world.partner().put("/v1/partner/things", "{}");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "POST");
        assertThat(reply.text("/code")).isEqualTo("method_not_allowed");
        assertThat(raw("BREW /v1/partner/bare HTTP/1.1\r\nHost: x\r\n\r\n").status())
                .isEqualTo(405);
        assertThat(raw("OPTIONS /v1/partner/bare HTTP/1.1\r\nHost: x\r\n\r\n").header("Allow"))
                .isEqualTo("GET, HEAD");
    }

    @Test
    void headIsAnsweredLikeGetWithoutABody() {
        try (Wire wire = world.wire()) {
            String head = "HEAD /v1/status/api HTTP/1.1\r\nHost: localhost\r\n\r\n";
            Wire.Heard first = wire.send(head).hearHead();
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("Content-Length")).isEqualTo(Integer.toString("{\"status\":\"ok\"}".length()));
            // the next answer starts right behind the head, so nothing followed it
            assertThat(wire.send(head).hearHead().status()).isEqualTo(200);
        }
    }

    @Test
    void literalPathWinsOverAnId() {
        assertThat(world.partner().post("/v1/partner/things/secret", "{}").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "not-a-uuid",
                "0b5e4a5e-8d0b-4b6b-9d43-3f2f5a4f2a1",
                "1-1-1-1-1",
                "0b5e4a5e8d0b4b6b9d433f2f5a4f2a10",
                "%00",
                "0b5e4a5e-8d0b-4b6b-9d43-3f2f5a4f2a1%30%00",
                "%20",
                "..",
                "%2e%2e",
                "a%2Fb"
            })
    void idThatIsNoUuidIs404(String id) {
        Wire.Heard heard = seen("/v1/partner/things/" + id);

        assertThat(heard.status()).as(heard.body()).isEqualTo(404);
        assertThat(heard.header("Request-Id")).isNotEmpty();
    }

    @Test
    void idIsReadInUpperCaseToo() {
        assertThat(seen("/v1/partner/things/" + ThingRoutes.KNOWN.toString().toUpperCase(java.util.Locale.ROOT))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wordInThePathIsDecoded() {
        assertThat(seen("/v1/partner/seen/in%20progress%C3%A9%2Fx+y")
                        .json()
                        .path("word")
                        .asString())
                .isEqualTo("in progress\u00e9/x+y");
        assertThat(seen("/v1/partner/s%65en/x").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%00b", "%1b", "%7f", "%ed%a0%80", "%ff"})
    void wordThatCannotBeStoredIs404(String word) {
        assertThat(seen("/v1/partner/seen/" + word).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%4", "a%"})
    void brokenEscapeInThePathIsRefusedInJson(String word) {
        Wire.Heard heard = seen("/v1/partner/seen/" + word);

        assertThat(heard.status()).as(heard.body()).isIn(400, 404);
        assertThat(heard.json().path("request_id").asString()).isEqualTo(heard.header("Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"search=%zz", "search=%", "%zz=1", "search=%4"})
    void brokenEscapeInTheQueryIs400(String query) {
        Wire.Heard heard = seen("/v1/partner/seen/x?" + query);

        assertThat(heard.status()).as(heard.body()).isEqualTo(400);
        assertThat(heard.json().path("code").asString()).isEqualTo("unreadable");
        assertThat(heard.json().path("request_id").asString()).isEqualTo(heard.header("Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"search=a%00b", "search=%00", "tags[]=%00", "anything=x%01", "search=%7f"})
    void parameterThatCannotBeStoredIs422(String query) {
        assertThat(seen("/v1/partner/seen/x?" + query).status()).isEqualTo(422);
    }

    @Test
    void parametersAreUnderstoodInAllTheirSpellings() {
        Wire.Heard heard = seen(
                "/v1/partner/seen/x?search=%20a+b%26%20&tags[]=one&tags%5B%5D=two&tags[3]=three&tags=four&expired=1&with_relationships[]=state");

        assertThat(heard.json().path("search").asString()).isEqualTo("a b&");
        assertThat(heard.json().path("tags").toString()).contains("one", "two", "three", "four");
        assertThat(heard.json().path("expired").asBoolean()).isTrue();
        assertThat(heard.json().path("wants_state").asBoolean()).isTrue();
        assertThat(seen("/v1/partner/seen/x?expired=maybe").status()).isEqualTo(422);
        assertThat(seen("/v1/partner/seen/x?expired=").json().path("expired").asBoolean())
                .isFalse();
    }

    @Test
    void everyAnswerCarriesANewRequestIdThatTheHandlerKnewToo() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Client.Reply reply = world.partner().with("Request-Id", "mine").get("/v1/partner/seen/x");
            assertThat(reply.header("Request-Id")).matches(UUID_FORM).isEqualTo(reply.text("/request_id"));
            ids.add(reply.header("Request-Id"));
        }
        assertThat(ids).hasSize(3);
        assertThat(world.stranger().get("/nothing").header("Request-Id")).matches(UUID_FORM);
    }

    @Test
    void versionIsEchoedWhenSentAndOnlyThen() {
        assertThat(world.partner().with("Version", "2").get("/v1/partner/bare").header("Version"))
                .isEqualTo("2");
        assertThat(world.partner().with("Version", "2").get("/nothing").header("Version"))
                .isEqualTo("2");
        assertThat(world.partner().get("/v1/partner/bare").header("Version")).isNull();
        assertThat(world.partner()
                        .with("Version", "<script>")
                        .get("/v1/partner/bare")
                        .header("Version"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET /v1/status/api\r\n\r\n",
                "GET /v1/status/api HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /v1/status/api HTTP/1.1\r\nbroken header\r\n\r\n",
                "GET /v1/status/api HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "POST /v1/partner/echo HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "G@T /v1/status/api HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET  /v1/status/api HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void malformedRequestIsAnsweredInJson(String request) {
        Wire.Heard heard = raw(request);

        assertThat(heard.status()).as(heard.body()).isBetween(400, 499);
        assertThat(heard.header("Content-Type")).isEqualTo("application/json");
        assertThat(heard.json().path("message").asString()).isNotEmpty();
        assertThat(heard.json().path("request_id").asString()).isNotEmpty().isEqualTo(heard.header("Request-Id"));
    }

    @Test
    void otherVersionOfHttpIsToldWhichIsSpoken() {
        Wire.Heard heard = raw("GET /v1/status/api HTTP/1.0\r\nHost: x\r\n\r\n");

        assertThat(heard.status()).isEqualTo(505);
        assertThat(heard.json().path("message").asString()).contains("HTTP/1.1");
    }

    @Test
    void requestThatArrivesInPiecesIsRead() {
        try (Wire wire = world.wire()) {
            for (String piece : "GET /v1/stat|us/api HT|TP/1.1\r|\nHost: x\r\n\r|\n".split("\\|", -1)) {
                wire.send(piece);
                Thread.onSpinWait();
            }
            assertThat(wire.hear().status()).isEqualTo(200);
        }
    }

    @Test
    void endlessRequestLineAndHeadersAreRefused() {
        assertThat(raw("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")
                        .status())
                .isBetween(400, 499);
        assertThat(raw("GET /v1/status/api HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n")
                        .status())
                .isBetween(400, 499);
    }

    @Test
    void longQueryOfManyRelationsIsRead() {
        assertThat(seen("/v1/partner/seen/x?" + "with_relationships%5B%5D=state&".repeat(200))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void requestThatSaysItsLengthTwiceIsRefused() {
        Wire.Heard heard = raw("POST /v1/partner/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + HttpWorld.SANDBOX
                + "\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        assertThat(heard.status()).as(heard.body()).isEqualTo(400);
    }

    @Test
    void connectionServesOneRequestAfterAnother() {
        try (Wire wire = world.wire()) {
            assertThat(wire.post("/v1/partner/echo", "{".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(400);
            assertThat(wire.post(
                                    "/v1/partner/echo",
                                    "{\"first_name\":\"A\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(200);
            assertThat(wire.send("GET /v1/status/api HTTP/1.1\r\nHost: x\r\n\r\n")
                            .hear()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void bodyThatNobodyReadsDoesNotDisturbTheNextRequest() {
        String status = "GET /v1/status/api HTTP/1.1\r\nHost: x\r\n\r\n";
        String body = "Content-Length: 5000\r\n\r\n" + "x".repeat(5000);
        try (Wire wire = world.wire()) {
            assertThat(wire.send("POST /v1/partner/things HTTP/1.1\r\nHost: x\r\n" + body)
                            .hear()
                            .status())
                    .isEqualTo(401);
            assertThat(wire.send(status).hear().status()).isEqualTo(200);
            assertThat(wire.send("GET /v1/status/api HTTP/1.1\r\nHost: x\r\n" + body)
                            .hear()
                            .status())
                    .isEqualTo(200);
            assertThat(wire.send(status + status).hear().status()).isEqualTo(200);
            assertThat(wire.hear().status()).isEqualTo(200);
        }
    }

    @Test
    void clientThatAsksBeforeSendingIsToldToGoOn() {
        try (Wire wire = world.wire()) {
            wire.send("POST /v1/partner/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + HttpWorld.SANDBOX
                    + "\r\nExpect: 100-continue\r\nContent-Length: 21\r\n\r\n");
            assertThat(wire.hear().status()).isEqualTo(100);
            assertThat(wire.send("{\"first_name\":\"Alma\"}").hear().status()).isEqualTo(200);
        }
    }

    @Test
    void browsersMayCallFromConfiguredOriginsOnly() {
        String preflight =
                "OPTIONS /v1/partner/auth/token HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: POST\r\nOrigin: ";

        Wire.Heard known = raw(preflight + "https://app.example.org\r\n\r\n");
        assertThat(known.status()).isEqualTo(204);
        assertThat(known.header("Request-Id")).matches(UUID_FORM);
        assertThat(known.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
        assertThat(known.header("Access-Control-Allow-Headers")).contains("Authorization", "Content-Type");
        Wire.Heard unknown = raw(preflight + "https://evil.example.org\r\n\r\n");
        assertThat(unknown.status()).isEqualTo(405);
        assertThat(unknown.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(world.stranger()
                        .with("Origin", "https://app.example.org")
                        .get("/nothing")
                        .header("Access-Control-Allow-Origin"))
                .isEqualTo("https://app.example.org");
    }
}

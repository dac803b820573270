package io.careloom.platform.outbound;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.platform.outbound.GuardedClient.NoReply;
import io.careloom.platform.outbound.GuardedClient.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that behave, and peers that do not. */
class GuardedClientTest {
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static GuardedClient client;

    @BeforeAll
    static void open() {
        client = new GuardedClient(new AddressGuard(true));
    }

    @AfterAll
    static void close() {
        client.close();
    }

    private static Reply post(String url) throws NoReply {
        return client.postJson(url, Map.of("X-One", "two"), BODY, Duration.ofMinutes(1));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    /** Posts with a deadline of half a second; the peer goes on for much longer, and would end otherwise. */
    private static void assertEndsWithTheDeadline(String url, byte[] body) {
        long started = System.nanoTime();
        assertNoReply("timeout", () -> client.postJson(url, Map.of(), body, Duration.ofMillis(500)));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    private interface Attempt {
        Reply make() throws NoReply;
    }

    private static void assertNoReply(String reason, Attempt attempt) {
        assertThatThrownBy(attempt::make)
                .isInstanceOfSatisfying(
                        NoReply.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK,
                "HTTP/1.1 200\r\ncontent-length:2\r\n\r\nok",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\nTrailer: t\r\n\r\n"
            })
    void answerIsReadInEveryShapeAndTheConnectionKept(String answer) throws NoReply {
        try (RawServer server = RawServer.answering(answer)) {
            for (int i = 0; i < 3; i++) {
                Reply reply = post(server.url());
                assertThat(reply.status()).isEqualTo(200);
                assertThat(text(reply)).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more than was said"
            })
    void connectionThatMustNotBeUsedAgainIsClosed(String answer) throws NoReply {
        try (RawServer server = RawServer.answering(answer)) {
            for (int i = 0; i < 3; i++) {
                assertThat(text(post(server.url()))).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void answerWithoutALengthEndsWithItsConnection() throws NoReply {
        try (RawServer server = new RawServer(line -> {
            line.hears();
            line.says("HTTP/1.1 202 Accepted\r\n\r\ntaken");
        })) {
            Reply reply = post(server.url());
            assertThat(reply.status()).isEqualTo(202);
            assertThat(text(reply)).isEqualTo("taken");
        }
    }

    @Test
    void answerWithoutABodyNeedsNoLength() throws NoReply {
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(post(server.url()).status()).isEqualTo(204);
            assertThat(post(server.url()).body()).isEmpty();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void keptConnectionThatThePeerClosedIsReplaced() throws NoReply {
        try (RawServer server = new RawServer(line -> {
            line.hears();
            line.says(OK);
        })) {
            for (int i = 0; i < 5; i++) {
                assertThat(post(server.url()).status()).isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(5);
        }
    }

    @Test
    void keptConnectionThatThePeerResetIsReplaced() throws NoReply {
        try (RawServer server = new RawServer(line -> {
            line.hears();
            line.says(OK);
            if (line.hears()) {
                line.resets();
            }
        })) {
            assertThat(post(server.url()).status()).isEqualTo(200);
            assertThat(post(server.url()).status()).isEqualTo(200);
        }
    }

    @Test
    void redirectIsAnAnswerAndNotFollowed() throws NoReply {
        try (RawServer other = RawServer.answering(OK);
                RawServer server = RawServer.answering(
                        "HTTP/1.1 302 Found\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(post(server.url()).status()).isEqualTo(302);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void longAnswerIsKeptUpToSixteenKibibytes() throws NoReply {
        String long_ = "x".repeat(100_000);
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + long_)) {
            assertThat(post(server.url()).body()).hasSize(16_384);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\n", "\r\n"})
    void endlessBodyIsLeftAfterSixteenKibibytes(String rest) throws NoReply, InterruptedException {
        String piece = rest.startsWith("T") ? "400\r\n" + "x".repeat(1024) + "\r\n" : "x".repeat(1024);
        try (RawServer server = new RawServer(line -> {
            line.hears();
            line.says("HTTP/1.1 200 OK\r\n" + rest);
            while (true) {
                line.says(piece);
            }
        })) {
            assertThat(post(server.url()).body()).hasSize(16_384);
            eventually("the connection is given up", server::isAlone);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nX: y", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"})
    void peerThatDripsBytesEndsWithTheDeadline(String beginning) {
        try (RawServer server = new RawServer(line -> {
            line.hears();
            line.says(beginning);
            while (line.pauses(20)) {
                line.says("z");
            }
        })) {
            assertEndsWithTheDeadline(server.url(), BODY);
        }
    }

    @Test
    void peerThatSaysNothingEndsWithTheDeadline() {
        try (RawServer server = new RawServer(line -> line.pauses(60_000))) {
            assertEndsWithTheDeadline(server.url(), BODY);
        }
    }

    @Test
    void peerThatDoesNotReadEndsWithTheDeadline() {
        try (RawServer server = new RawServer(line -> line.pauses(60_000))) {
            assertEndsWithTheDeadline(server.url(), new byte[20_000_000]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.9\r\n",
                "\u0000\u0001\u0002\u00ff\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "<html>moved</html>\n\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nokay\r\n0\r\n\r\n"
            })
    void whatIsNoHttpIsAnUnreadableAnswer(String garbage) {
        try (RawServer server = RawServer.answering(garbage)) {
            assertNoReply("unreadable_answer", () -> post(server.url()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 ",
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            })
    void endlessLineIsAnUnreadableAnswer(String beginning) {
        try (RawServer server = new RawServer(line -> {
            line.hears();
            line.says(beginning);
            while (true) {
                line.says("a".repeat(1024));
            }
        })) {
            assertNoReply("unreadable_answer", () -> post(server.url()));
        }
    }

    @Test
    void endlessHeadersAreAnUnreadableAnswer() {
        try (RawServer server = new RawServer(line -> {
            line.hears();
            line.says("HTTP/1.1 200 OK\r\n");
            while (true) {
                line.says("X-More: yes\r\n");
            }
        })) {
            assertNoReply("unreadable_answer", () -> post(server.url()));
        }
    }

    @Test
    void closingWithoutAWordIsNoAnswer() {
        try (RawServer server = new RawServer(RawServer.Line::hears)) {
            assertNoReply("no_answer", () -> post(server.url()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok"})
    void resetIsALostConnection(String beginning) {
        try (RawServer server = new RawServer(line -> {
            line.hears();
            line.says(beginning);
            line.resets();
        })) {
            assertNoReply("connection_lost", () -> post(server.url()));
        }
    }

    @Test
    void answerThatBreaksOffIsALostConnection() {
        try (RawServer server = new RawServer(line -> {
            line.hears();
            line.says("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok");
        })) {
            assertNoReply("connection_lost", () -> post(server.url()));
        }
    }

    @Test
    void headerThatWouldBreakOutIsNotSent() {
        try (RawServer server = RawServer.answering(OK)) {
            assertNoReply(
                    "unusable_header",
                    () -> client.postJson(server.url(), Map.of("X", "a\r\nY: b"), BODY, Duration.ofMinutes(1)));
            assertThat(server.connections()).isZero();
        }
    }
}

package io.careloom.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.careloom.platform.outbound.GuardedClient.NoReply;
import io.careloom.platform.outbound.GuardedClient.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of every method, read by another's server, and those that must not arrive twice. */
class GuardedClientRequestTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final GuardedClient client = new GuardedClient(new AddressGuard(true));

    @AfterEach
    void close() {
        client.close();
    }

    private static Request request(String method, String url, boolean repeatable, int mostAnswer) {
        return new Request(
                method,
                url,
                Map.of("Subscription-Key", "made-up"),
                "application/x-www-form-urlencoded",
                "grant_type=password".getBytes(StandardCharsets.UTF_8),
                repeatable,
                mostAnswer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void aRequestArrivesAsItWasMade(String method) throws IOException, NoReply {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String echo = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Subscription-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, echo.length());
            exchange.getResponseBody().write(echo.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v2/things?name=a%20b";
            byte[] echo = client.send(request(method, url, true, 1_000), LONG).body();

            assertThat(new String(echo, StandardCharsets.UTF_8))
                    .isEqualTo(method + " /v2/things?name=a%20b application/x-www-form-urlencoded made-up"
                            + " grant_type=password");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void asMuchOfAnAnswerIsKeptAsIsWanted() throws NoReply {
        String body = "x".repeat(100_000);
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + body)) {
            assertThat(client.send(request("GET", server.url(), true, 200_000), LONG)
                            .body())
                    .hasSize(100_000);
            assertThat(client.send(request("GET", server.url(), true, 10), LONG).body())
                    .hasSize(10);
        }
    }

    @Test
    void whatMustNotArriveTwiceNeverGoesOverAKeptConnection() throws NoReply {
        AtomicInteger heard = new AtomicInteger();
        // hears a second request on a connection and hangs up: nobody can tell whether it was done
        try (RawServer server = new RawServer(line -> {
            if (line.hears()) {
                heard.incrementAndGet();
                line.says(OK);
                if (line.hears()) {
                    heard.incrementAndGet();
                }
            }
        })) {
            client.send(request("POST", server.url(), true, 100), LONG);
            client.send(request("POST", server.url(), false, 100), LONG);

            assertThat(heard).hasValue(2);
        }
    }

    @Test
    void whatMustNotArriveTwiceIsNotSentAgain() {
        AtomicInteger heard = new AtomicInteger();
        try (RawServer server = new RawServer(line -> {
            if (line.hears()) {
                heard.incrementAndGet();
            }
        })) {
            assertThatThrownBy(() -> client.send(request("POST", server.url(), false, 100), LONG))
                    .isInstanceOfSatisfying(
                            NoReply.class, e -> assertThat(e.reason()).isEqualTo("no_answer"));
        }
        assertThat(heard).hasValue(1);
    }
}

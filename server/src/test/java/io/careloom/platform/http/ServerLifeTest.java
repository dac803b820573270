package io.careloom.platform.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.testing.Client;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Start, stop, ports, health and metrics. */
class ServerLifeTest {
    private HttpWorld world;

    @BeforeEach
    void start() {
        world = new HttpWorld();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static Client ops(HttpWorld of) {
        return new Client("http://127.0.0.1:" + of.server.opsPort());
    }

    @Test
    void healthAndMetricsStandOnThePortOfTheirOwn() {
        assertThat(ops(world).get("/health/live").text("/status")).isEqualTo("ok");
        assertThat(ops(world).get("/health/ready").status()).isEqualTo(200);
        assertThat(world.stranger().get("/health/live").status()).isEqualTo(404);
        assertThat(world.stranger().get("/metrics").status()).isEqualTo(404);
        assertThat(ops(world).get("/v1/status/api").status()).isEqualTo(404);
    }

    @Test
    void metricsCountByCanonicalRouteWithoutValuesOfTheRequest() {
        world.partner().get("/partner/things/" + ThingRoutes.KNOWN + "/?search=alma");
        world.partner().get("/partner/secret-of-alma");
        String metrics = ops(world).get("/metrics").body();

        assertThat(metrics)
                .contains(
                        "careloom_requests_seconds_count{route=\"GET /v1/partner/things/{thing_id}\",status=\"2xx\"} 1")
                .contains("careloom_requests_seconds_count{route=\"none\",status=\"4xx\"} 1")
                .doesNotContain("alma")
                .doesNotContain(ThingRoutes.KNOWN.toString());
    }

    @Test
    void takenPortIsSaidClearly() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpConfig config = new HttpConfig(
                    "127.0.0.1", taken.getLocalPort(), 0, null, List.of(), List.of(), null, false, HttpWorld.GENEROUS);

            assertThatThrownBy(() -> new HttpWorld(config))
                    .isInstanceOf(HttpServer.PortTaken.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void takenOpsPortLeavesNoHalfStartedServer() throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpConfig config = new HttpConfig(
                    "127.0.0.1",
                    free,
                    taken.getLocalPort(),
                    null,
                    List.of(),
                    List.of(),
                    null,
                    false,
                    HttpWorld.GENEROUS);

            assertThatThrownBy(() -> new HttpWorld(config)).isInstanceOf(HttpServer.PortTaken.class);
            assertThatThrownBy(() -> new Socket("127.0.0.1", free).close()).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void stopLetsARunningRequestEndAndTakesNoNewOne() throws Exception {
        Client partner = world.partner();
        CompletableFuture<Client.Reply> running =
                CompletableFuture.supplyAsync(() -> partner.post("/v1/partner/things/slow", "{}"));
        assertThat(world.things.slowStarted.await(1, TimeUnit.MINUTES)).isTrue();
        int port = world.server.port();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(world.server::close);
        eventually("the server takes nobody any more", () -> refuses(port));
        world.things.goOn.countDown();

        assertThat(running.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        stopped.get(1, TimeUnit.MINUTES);
        assertThat(world.created()).isEqualTo(1);
    }

    private static boolean refuses(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return !socket.isConnected();
        } catch (SocketException refusedOrReset) { // reset when the port closes between knock and answer
            return true;
        }
    }

    @Test
    void idleConnectionsDoNotHoldUpTheStop() {
        try (Wire wire = world.wire()) {
            wire.send("GET /v1/status/api HTTP/1.1\r\nHost: x\r\n\r\n").hear();
            world.stranger().get("/v1/status/api");
            long started = System.nanoTime();
            world.server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .as("less than the grace that running requests have")
                    .isLessThan(Duration.ofSeconds(10));
        }
    }
}

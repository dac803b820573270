package io.careloom.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner's webhook server under the test's control; it takes everything and answers as told. */
public final class Receiver implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final LinkedBlockingQueue<Webhook> received = new LinkedBlockingQueue<>();
    private volatile Behaviour behaviour = exchange -> exchange.sendResponseHeaders(200, -1);

    /** How the receiver answers. */
    @FunctionalInterface
    public interface Behaviour {
        /** Answers the exchange; the body was read already. */
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A webhook that arrived. */
    public record Webhook(String body, com.sun.net.httpserver.Headers headers) {
        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** Its {@code event_type}. */
        public String event() {
            return json().path("event_type").asString("");
        }

        /** A header; empty when absent. */
        public String header(String name) {
            String value = headers.getFirst(name);
            return value == null ? "" : value;
        }
    }

    /** A receiver on a free loopback port. */
    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Webhook(body, exchange.getRequestHeaders()));
            behaviour.answer(exchange);
        }
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** Answers like this from now on. */
    public void answers(Behaviour how) {
        behaviour = how;
    }

    /** Takes the next webhook that fits and leaves the others; fails after 20 seconds. */
    public Webhook next(Predicate<Webhook> fits) throws InterruptedException {
        Webhook[] found = new Webhook[1];
        Eventually.eventually("a webhook that fits arrives", () -> {
            for (Webhook webhook : received) {
                if (fits.test(webhook)) {
                    found[0] = webhook;
                    return received.remove(webhook);
                }
            }
            return false;
        });
        return found[0];
    }

    /** How many have arrived and were not taken by {@link #next}. */
    public int arrived() {
        return received.size();
    }

    /** The next webhook about this case or patient. */
    public Webhook about(String id) throws InterruptedException {
        return next(webhook -> webhook.body().contains(id));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

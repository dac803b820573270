package io.careloom.orders;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A pharmacy on loopback that knows repetitions by their key, and answers as it is told to. */
public abstract class PharmacyStub implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** What was sent, oldest first. */
    public final List<JsonNode> bodies = new CopyOnWriteArrayList<>();

    private final Map<String, ObjectNode> byKey = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile int status;
    private volatile String answer = "{}";

    protected PharmacyStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A request, as the pharmacy checks it. */
    public record Asked(String method, String path, Headers headers, String body) {}

    /** Whether the request says who asks. */
    protected abstract boolean letsIn(Asked asked);

    /** What is wrong with the order at its address, in the pharmacy's form. */
    protected abstract String refusal();

    /** How the pharmacy says that an order was shipped. */
    protected abstract String shippedWord();

    /** How a shipment is followed, in the pharmacy's form. */
    protected abstract ObjectNode tracking();

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on everything is answered so. */
    public void answers(int wanted, String body) {
        status = wanted;
        answer = body;
    }

    /** All orders are on their way to their patients. */
    public void ships() {
        byKey.values().forEach(order -> {
            order.put("status", shippedWord());
            order.set("tracking", tracking());
        });
    }

    /** How many orders it has. */
    public int orders() {
        return byKey.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Asked asked = new Asked(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body);
        if (!letsIn(asked)) {
            reply(exchange, 401, "{}");
        } else if (status != 0) {
            reply(exchange, status, answer);
        } else if (body.contains("[refuse order]")) {
            reply(exchange, 422, refusal());
        } else {
            truth(exchange, asked);
        }
    }

    private void truth(HttpExchange exchange, Asked asked) throws IOException {
        if (asked.path().equals("/orders")) {
            bodies.add(JSON.readTree(asked.body()));
            String key = asked.headers().getFirst("Idempotency-Key");
            ObjectNode order = byKey.computeIfAbsent(
                    key,
                    _ -> JSON.createObjectNode()
                            .put("id", "P" + (byKey.size() + 1))
                            .put("status", "created"));
            reply(exchange, 200, order.toString());
            return;
        }
        ObjectNode order = byKey.values().stream()
                .filter(one -> asked.path().split("/")[2].equals(one.path("id").asString("")))
                .findFirst()
                .orElseThrow();
        if (asked.path().endsWith("/cancel")) {
            if (order.path("status").asString("").equals(shippedWord())) {
                reply(exchange, 409, "{}");
                return;
            }
            order.put("status", "cancelled");
        }
        reply(exchange, 200, order.toString());
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

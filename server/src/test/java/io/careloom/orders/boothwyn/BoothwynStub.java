package io.careloom.orders.boothwyn;

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
final class BoothwynStub implements AutoCloseable {
    static final String KEY = "made-up-key";

    private static final JsonMapper JSON = new JsonMapper();

    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final Map<String, ObjectNode> byKey = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile int status;
    private volatile String answer = "{}";

    BoothwynStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on everything is answered so; 0 for the truth. */
    void answers(int wanted, String body) {
        status = wanted;
        answer = body;
    }

    /** What became of the one order. */
    void becomes(String word, String tracking) {
        byKey.values().forEach(order -> {
            order.put("status", word);
            order.set("tracking", JSON.readTree(tracking));
        });
    }

    int orders() {
        return byKey.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readAllBytes();
        lines.add(line);
        if (body.length > 0) {
            bodies.add(JSON.readTree(body));
        }
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, "{}");
        } else if (status != 0) {
            reply(exchange, status, answer);
        } else {
            reply(exchange, 200, truth(line, exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        }
    }

    private String truth(String line, String key) {
        if (line.equals("POST /orders")) {
            return byKey.computeIfAbsent(key, _ -> order(byKey.size() + 1)).toString();
        }
        ObjectNode order = byKey.values().iterator().next();
        if (line.endsWith("/cancel")) {
            order.put("status", "cancelled");
        }
        return order.toString();
    }

    private static ObjectNode order(int number) {
        return JSON.createObjectNode().put("id", "BW" + number).put("status", "created");
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

package io.careloom.sandbox.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A partner's server in miniature: takes webhooks on a free loopback port and checks both signatures and the registered
 * authorization of each, by its own code, as a partner's program would.
 */
final class Receiver implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile Secrets secrets = new Secrets("", "");

    /** What the partner agreed with the network. */
    record Secrets(String webhookSecret, String authorization) {}

    /** One webhook and what was wrong with it; null when both signatures and the authorization were right. */
    record Received(String event, JsonNode body, @Nullable String fault) {}

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/webhooks", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
    }

    void expect(Secrets agreed) {
        secrets = agreed;
    }

    /** The next webhook; null when none comes in time. */
    @Nullable
    Received next(Duration wait) throws InterruptedException {
        return received.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String fault = fault(exchange, body);
            JsonNode json = JSON.readTree(body);
            received.add(new Received(json.path("event_type").asString(""), json, fault));
            exchange.sendResponseHeaders(fault == null ? 200 : 401, -1);
        }
    }

    private @Nullable String fault(HttpExchange exchange, byte[] body) {
        String id = header(exchange, "webhook-id");
        String timestamp = header(exchange, "webhook-timestamp");
        byte[] secret = secrets.webhookSecret().getBytes(StandardCharsets.UTF_8);
        if (!same(HexFormat.of().formatHex(hmac(secret, body)), header(exchange, "Signature"))) {
            return "Signature does not fit";
        }
        byte[] standardSecret = secrets.webhookSecret().startsWith("whsec_")
                ? Base64.getDecoder().decode(secrets.webhookSecret().substring("whsec_".length()))
                : secret;
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        String standard = "v1," + Base64.getEncoder().encodeToString(hmac(standardSecret, head, body));
        if (!same(standard, header(exchange, "webhook-signature"))) {
            return "webhook-signature does not fit";
        }
        return same(secrets.authorization(), header(exchange, "Authorization")) ? null : "Authorization is another";
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.careloom.platform.http;

import io.careloom.kernel.Problem;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The HTTP server: one catch-all route that hands every request to the dispatcher, and a second, loopback port with health
 * and metrics. Answers of the parser itself have the same JSON form as all others.
 */
public final class HttpServer implements AutoCloseable {
    /** Largest body of a JSON request, in bytes. */
    public static final int MOST_BODY_BYTES = 1 << 20;

    private static final String OPS = "ops";
    private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

    private final HttpConfig config;
    private final HttpParts parts;
    private final Dispatcher dispatcher;
    private final Cors cors;
    private final WebServer server;

    /** A server over a complete table; {@code ready} says whether the database answers. Not yet listening. */
    public HttpServer(HttpConfig config, HttpParts parts, RouteTable table, BooleanSupplier ready) {
        this.config = config;
        this.parts = parts;
        this.dispatcher = new Dispatcher(table, parts, config);
        this.cors = new Cors(config.corsOrigins());
        this.server = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .maxPayloadSize(MOST_BODY_BYTES)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofSeconds(10))
                .connectionConfig(connection -> connection.readTimeout(Duration.ofSeconds(30)))
                // clients write brackets in queries bare (with_relationships[]=…), which the parser's check refuses
                .addProtocol(Http1Config.builder().validatePrologue(false).build())
                .directHandlers(parserAnswers())
                .routing(HttpRouting.builder().any(this::handle))
                .putSocket(
                        OPS,
                        ops -> ops.address(InetAddress.getLoopbackAddress())
                                .port(config.opsPort())
                                .routing(HttpRouting.builder()
                                        .get("/health/live", (request, response) -> health(response, true))
                                        .get(
                                                "/health/ready",
                                                (request, response) -> health(response, ready.getAsBoolean()))
                                        .get("/metrics", (request, response) -> metrics(response))))
                .build();
    }

    /**
     * Starts to listen.
     *
     * @throws PortTaken when another program has the port
     */
    public void start() {
        try {
            server.start();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof java.net.BindException) {
                    throw new PortTaken(config.host() + ":" + config.port() + " (or the ops port " + config.opsPort()
                            + ") is taken by another program; choose another with --port");
                }
            }
            throw e;
        }
    }

    /** The port cannot be had; the message says which and what to do. */
    public static final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PortTaken(String message) {
            super(message, null, false, false);
        }
    }

    /** The port that the API listens on. */
    public int port() {
        return server.port();
    }

    /** The loopback port of health and metrics. */
    public int opsPort() {
        return server.port(OPS);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        String method = request.prologue().method().text();
        String origin = request.headers().first(HeaderNames.ORIGIN).orElse(null);
        cors.headers(origin).forEach((name, value) -> response.header(name, value));
        if (method.equals("OPTIONS") && cors.allows(origin)) {
            response.status(Status.NO_CONTENT_204).send();
            return;
        }
        send(response, dispatcher.answer(incoming(method, request)));
    }

    private Incoming incoming(String method, ServerRequest request) {
        UriQuery query = request.query();
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String name : query.names()) {
            parameters.put(name, query.all(name));
        }
        return new Incoming(
                method,
                request.path().rawPath(),
                query.rawValue(),
                parameters,
                name -> request.headers().first(HeaderNames.create(name)).orElse(null),
                address(request),
                () -> body(request));
    }

    /** The peer's address, or what a trusted proxy says of its own peer. */
    private String address(ServerRequest request) {
        String peer = request.remotePeer().address() instanceof InetSocketAddress socket
                ? socket.getAddress().getHostAddress()
                : "-";
        String forwarded =
                request.headers().first(HeaderNames.create("X-Forwarded-For")).orElse("");
        if (forwarded.isBlank() || !config.trustedProxies().contains(peer)) {
            return peer;
        }
        String[] chain = forwarded.split(",", -1);
        for (int i = chain.length - 1; i >= 0; i--) {
            String hop = chain[i].trim();
            if (!config.trustedProxies().contains(hop)) {
                return hop.matches("[0-9a-fA-F.:]{2,45}") ? hop : peer;
            }
        }
        return peer;
    }

    private static byte[] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream stream = request.content().inputStream()) {
            byte[] bytes = stream.readNBytes(MOST_BODY_BYTES + 1);
            if (bytes.length > MOST_BODY_BYTES) {
                throw Problem.of(Problem.Kind.TOO_LARGE, "too_large", "The request is larger than 1 MiB.");
            }
            return bytes;
        } catch (IOException | UncheckedIOException e) {
            throw Problem.of(Problem.Kind.UNREADABLE, "unreadable", "The request could not be read to its end.");
        }
    }

    private static void send(ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        response.headers().set(HeaderNames.CONTENT_TYPE, reply.contentType());
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-store");
        response.headers().set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        reply.headers().forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
        response.send(reply.body());
    }

    private static void health(ServerResponse response, boolean well) {
        response.status(well ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        response.headers().set(HeaderNames.CONTENT_TYPE, Reply.JSON);
        response.send(("{\"status\":\"" + (well ? "ok" : "unavailable") + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private void metrics(ServerResponse response) {
        response.headers().set(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        response.send(parts.metrics().scrape().getBytes(StandardCharsets.UTF_8));
    }

    /** What the parser refuses before there is a request. */
    private DirectHandlers parserAnswers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, (request, event, status, headers, message) -> parserAnswer(status, headers));
        }
        return handlers.build();
    }

    private DirectHandler.TransportResponse parserAnswer(Status status, ServerResponseHeaders headers) {
        String requestId = UUID.randomUUID().toString();
        String code = status.code() == 413 ? "too_large" : status.code() < 500 ? "unreadable" : "internal";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "message",
                status.code() == 413 ? "The request is larger than 1 MiB." : "The request could not be understood.");
        body.put("code", code);
        body.put("request_id", requestId);
        headers.set(HeaderNames.CONTENT_TYPE, Reply.JSON);
        headers.set(HeaderNames.create("Request-Id"), requestId);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .entity(parts.json().bytes(body))
                .keepAlive(false)
                .build();
    }

    /** Stops accepting, lets running requests end, at most ten seconds. */
    @Override
    public void close() {
        LOG.log(System.Logger.Level.DEBUG, "stopping to listen");
        server.stop();
    }
}

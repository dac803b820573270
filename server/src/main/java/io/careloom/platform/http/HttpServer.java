package io.careloom.platform.http;

import io.careloom.kernel.Problem;
import io.careloom.platform.Ids;
import io.careloom.platform.http.edge.Certificate;
import io.careloom.platform.http.edge.Cors;
import io.careloom.platform.http.edge.Proxies;
import io.careloom.platform.http.edge.Unintelligible;
import io.careloom.platform.http.upload.Arriving;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server: one catch-all route that hands every request to the dispatcher, and a second, loopback port with health
 * and metrics. Answers of the parser itself have the same JSON form as all others.
 */
public final class HttpServer implements AutoCloseable {
    /** Largest body of a JSON request, in bytes. */
    public static final int MOST_BODY_BYTES = 1 << 20;

    /** Largest body of a form with a file, in bytes: a video of 140 MiB and the texts around it. */
    public static final long MOST_FORM_BYTES = 141L << 20;

    static final String TOO_LARGE = "The request is larger than 1 MiB.";

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final String OPS = "ops";
    private static final List<String> TLS = List.of("TLSv1.3", "TLSv1.2");
    private static final int MOST_PROLOGUE_BYTES = 16 * 1024;
    private static final HeaderName REQUEST_ID = HeaderNames.create("Request-Id");
    private static final HeaderName NO_SNIFFING = HeaderNames.create("X-Content-Type-Options");
    private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

    private final HttpConfig config;
    private final HttpParts parts;
    private final Dispatcher dispatcher;
    private final Cors cors;
    private final Proxies proxies;
    private final WebServer server;

    /** A server over a complete table; {@code ready} says whether the database answers. Not yet listening. */
    public HttpServer(HttpConfig config, HttpParts parts, RouteTable table, BooleanSupplier ready) {
        this.config = config;
        this.proxies = new Proxies(config.trustedProxies());
        this.parts = parts;
        this.dispatcher = new Dispatcher(table, parts, config);
        this.cors = new Cors(config.corsOrigins());
        EarlyAnswers early = new EarlyAnswers(parts.json());
        WebServerConfig.Builder listening = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .maxPayloadSize(MOST_FORM_BYTES)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofSeconds(10))
                .connectionConfig(connection -> connection.readTimeout(SILENCE))
                // head and body of a long answer are two writes; unasked, the second waits 40 ms for the client's
                // delayed ACK
                .connectionOptions(socket -> socket.tcpNoDelay(true).readTimeout(SILENCE))
                // clients write brackets in queries bare (with_relationships[]=…), which the parser's check refuses
                .addProtocol(Http1Config.builder()
                        .validatePrologue(false)
                        .maxPrologueLength(MOST_PROLOGUE_BYTES)
                        .build())
                .addConnectionSelector(new Unintelligible(early::message))
                .directHandlers(early.handlers())
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
                                        .get("/metrics", (request, response) -> metrics(response))));
        Certificate certificate = config.certificate();
        if (certificate != null) {
            listening.tls(Tls.builder()
                    .sslContext(certificate.context())
                    .enabledProtocols(TLS)
                    .build());
        }
        this.server = listening.build();
    }

    /**
     * Starts to listen.
     *
     * @throws PortTaken when another program has the port
     */
    public void start() {
        // the server library logs a failure to listen and goes on, so it must be asked before and after
        checkFree(config.host(), config.port(), "--port");
        checkFree("127.0.0.1", config.opsPort(), "http.ops_port");
        server.start();
        if (!server.isRunning()) {
            throw new PortTaken("cannot listen on " + config.host() + ":" + config.port() + " and 127.0.0.1:"
                    + config.opsPort() + "; choose other ports with --port and http.ops_port");
        }
    }

    private static void checkFree(String host, int port, String setting) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new PortTaken("cannot listen on " + host + ":" + port
                    + " (is another program using it?); choose another with " + setting);
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

    /** The address of the API on this machine. */
    public String url() {
        return config.scheme() + "://127.0.0.1:" + port();
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
            response.headers().set(REQUEST_ID, Ids.random().toString());
            response.status(Status.NO_CONTENT_204).send();
            return;
        }
        send(response, dispatcher.answer(incoming(method, request)), method.equals("HEAD"));
    }

    private Incoming incoming(String method, ServerRequest request) {
        return new Incoming(
                method,
                request.path().rawPath(),
                request.query().rawValue(),
                name -> request.headers().first(HeaderNames.create(name)).orElse(null),
                proxies.client(
                        peer(request),
                        request.headers().first(HeaderNames.X_FORWARDED_FOR).orElse("")),
                new RequestBody(request));
    }

    private static String peer(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress socket
                ? socket.getAddress().getHostAddress()
                : "-";
    }

    private static final class RequestBody implements Incoming.BodySource {
        private final ServerRequest request;
        private byte @Nullable [] whole;

        RequestBody(ServerRequest request) {
            this.request = request;
        }

        @Override
        public byte[] read() {
            byte[] bytes = whole;
            if (bytes == null) {
                bytes = body(request, length());
                whole = bytes;
            }
            return bytes;
        }

        @Override
        public InputStream stream() {
            return request.content().hasEntity()
                    ? new Arriving(request.content().inputStream(), HttpServer::refused)
                    : InputStream.nullInputStream();
        }

        @Override
        public long length() {
            return request.headers().contentLength().orElse(-1);
        }
    }

    private static byte[] body(ServerRequest request, long announced) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        if (announced > MOST_BODY_BYTES) {
            throw tooLarge();
        }
        byte[] bytes;
        try (InputStream stream = request.content().inputStream()) {
            bytes = stream.readNBytes(MOST_BODY_BYTES + 1);
        } catch (IOException | RuntimeException e) {
            throw refused(e);
        }
        if (bytes.length > MOST_BODY_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static Problem refused(Exception e) {
        return e instanceof RequestException refusal
                        && refusal.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
                ? tooLarge()
                : unreadable(); // the client sent something else than it announced, or left
    }

    private static Problem tooLarge() {
        return Problem.of(Problem.Kind.TOO_LARGE, "too_large", TOO_LARGE);
    }

    private static Problem unreadable() {
        return Problem.of(Problem.Kind.UNREADABLE, "unreadable", "The request could not be read to its end.");
    }

    private static void send(ServerResponse response, Reply reply, boolean headOnly) {
        response.status(Status.create(reply.status()));
        response.headers().set(HeaderNames.CONTENT_TYPE, reply.contentType());
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-store");
        response.headers().set(NO_SNIFFING, "nosniff");
        reply.headers().forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
        Answer.Content content = reply.content();
        if (headOnly) {
            long size = content == null ? reply.body().length : content.size();
            response.headers().set(HeaderNames.CONTENT_LENGTH, Long.toString(size));
            response.send();
        } else if (content != null) {
            stream(response, content);
        } else {
            response.send(reply.body());
        }
    }

    /** Content that fails halfway ends the connection, so that nobody takes the part for the whole. */
    private static void stream(ServerResponse response, Answer.Content content) {
        response.headers().set(HeaderNames.CONTENT_LENGTH, Long.toString(content.size()));
        try (OutputStream out = response.outputStream()) {
            content.writer().write(out, 0, content.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Stops accepting, lets running requests end, at most ten seconds. */
    @Override
    public void close() {
        LOG.log(System.Logger.Level.DEBUG, "stopping to listen");
        server.stop();
    }
}

package io.careloom.platform.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.platform.Ids;
import io.careloom.platform.Trace;
import io.careloom.platform.audit.AuditedRead;
import io.careloom.platform.audit.ReadAudit;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Steps;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.upload.Form;
import io.careloom.platform.http.upload.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: row, caller, permission, limits, one transaction around the handler and the rendered answer, audit
 * of what is shown, and only then the answer. Everything that goes wrong on the way becomes an error answer here.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Set<String> KEYED_METHODS = Set.of("POST", "PATCH", "DELETE");
    private static final String STATUS_PATH = "/v1/status/";

    private final RouteTable table;
    private final HttpParts parts;
    private final BodyReader reader;
    private final ErrorAnswers errors;
    private final Idempotency idempotency;
    private final RateLimits limits;
    private final Rendering rendering;
    private final RequestMetrics metrics;

    Dispatcher(RouteTable table, HttpParts parts, HttpConfig config) {
        this.table = table;
        this.parts = parts;
        this.reader = new BodyReader(parts.json());
        this.errors = new ErrorAnswers(config.demo());
        this.idempotency = new Idempotency(parts.vault());
        this.limits = new RateLimits(config.limits(), System::nanoTime);
        this.rendering = new Rendering(parts.json(), config);
        this.metrics = new RequestMetrics(parts.metrics());
    }

    /** What is known of a request so far, for the error answer and the metrics. */
    private static final class Progress {
        private final String requestId = Ids.random().toString();
        private @Nullable Route route;
        private Caller caller = Caller.nobody();
    }

    Reply answer(Incoming incoming) {
        long started = System.nanoTime();
        Progress progress = new Progress();
        Reply reply;
        try {
            reply = work(incoming, progress);
        } catch (Problem problem) {
            reply = refusal(problem, progress, incoming);
        } catch (RuntimeException | Error e) {
            LOG.error("request {} failed", progress.requestId, Trace.of(e));
            reply = errorReply(500, errors.unexpected(progress.requestId));
        }
        metrics.count(progress.route, reply.status(), System.nanoTime() - started);
        String version = incoming.header("Version");
        reply = reply.with("Request-Id", progress.requestId);
        return version == null || !version.matches("[A-Za-z0-9._-]{1,32}") ? reply : reply.with("Version", version);
    }

    private Reply work(Incoming incoming, Progress progress) {
        RouteTable.Match.Found found = find(incoming);
        Route route = found.route();
        progress.route = route;
        if (parts.maintenance().isOn() && !route.path().startsWith(STATUS_PATH)) {
            throw Problem.of(Problem.Kind.MAINTENANCE, "maintenance", "Down for maintenance, back soon.")
                    .retryAfter(60);
        }
        progress.caller = caller(incoming, route);
        Permission permission = route.permission();
        if (permission != null) {
            progress.caller.require(permission);
        }
        try (RequestCall.Content content = content(incoming, route, progress.caller)) {
            if (route.rate() != RateClass.UNLIMITED) {
                limits.check(route.rate(), incoming.address(), BodyReader.accounts(content.body()));
            }
            RequestCall call = new RequestCall(
                    progress.caller,
                    new RequestCall.Parts(
                            route,
                            found.variables(),
                            Pairs.read(incoming.rawQuery()),
                            incoming.headers(),
                            incoming.address()),
                    reader,
                    content);
            Origin origin = new Origin(progress.requestId, route.id(), incoming.address());
            Reply reply = run(call, route, new Request(incoming, origin, content.bytes()));
            if (route.audit() == AuditClass.READ) {
                parts.readAudit().commit(shown(call, origin));
            }
            return reply;
        }
    }

    private RequestCall.Content content(Incoming incoming, Route route, Caller caller) {
        Intake intake = route.intake();
        if (intake != null) {
            Incoming.BodySource body = incoming.bodySource();
            Form form = new Form(incoming.header("Content-Type"), body.length(), body.stream());
            Intake.Received received = intake.take(caller, form);
            return new RequestCall.Content(reader.tree(new byte[0], false), form.digest(), received);
        }
        byte[] bytes = route.method().equals("GET")
                ? new byte[0]
                : incoming.bodySource().read();
        return new RequestCall.Content(reader.tree(bytes, isForm(incoming, bytes)), bytes, null);
    }

    private record Request(Incoming incoming, Origin origin, byte[] bytes) {}

    private RouteTable.Match.Found find(Incoming incoming) {
        return switch (table.match(incoming.meantMethod(), incoming.path())) {
            case RouteTable.Match.Found found -> found;
            case RouteTable.Match.Nothing _ ->
                throw Problem.of(Problem.Kind.NOT_FOUND, "no_such_route", "Not found.")
                        .detail("NotFoundHttpException: there is no such route");
            case RouteTable.Match.OtherMethods others ->
                throw Problem.of(
                                Problem.Kind.METHOD_NOT_ALLOWED,
                                "method_not_allowed",
                                "This method is not allowed here.")
                        .with("allowed_methods", allowed(others.allowed()));
        };
    }

    private static List<String> allowed(Set<String> methods) {
        SortedSet<String> allowed = new TreeSet<>(methods);
        if (methods.contains("GET")) {
            allowed.add("HEAD");
        }
        return List.copyOf(allowed);
    }

    /** A token decides where there is one, so that programs which send both work whatever they sign with. */
    private Caller caller(Incoming incoming, Route route) {
        if (route.opened()) {
            return Caller.nobody();
        }
        String token = incoming.header("Authorization");
        String signature = incoming.header("Signature");
        Permission right = route.permission();
        return route.signable() && right != null && signature != null && isMissing(token) && !isMissing(signature)
                ? parts.authenticator().signer(incoming.bodySource().read(), signature.strip(), right)
                : authenticate(token);
    }

    private static boolean isMissing(@Nullable String header) {
        return header == null || header.isBlank();
    }

    private Caller authenticate(@Nullable String header) {
        if (header == null || isMissing(header)) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "An access token is needed.");
        }
        String text = header.trim();
        // one known client sends the bare token
        return parts.authenticator()
                .authenticate(
                        text.regionMatches(true, 0, "Bearer ", 0, 7)
                                ? text.substring(7).trim()
                                : text);
    }

    private static boolean isForm(Incoming incoming, byte[] bytes) {
        String type = incoming.header("Content-Type");
        if (type == null || bytes.length == 0) {
            return false;
        }
        String media = type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (media.equals("application/x-www-form-urlencoded")) {
            return true;
        }
        if (!media.isEmpty() && !media.equals("application/json") && !media.endsWith("+json")) {
            throw Problem.of(Problem.Kind.UNSUPPORTED_TYPE, "unsupported_type", "Send the request as JSON.");
        }
        return false;
    }

    private Reply run(RequestCall call, Route route, Request request) {
        Transactions transactions = parts.transactions();
        Handler.InSteps stepped = route.stepped();
        if (stepped != null) {
            Steps steps = new Steps(transactions, request.origin());
            return rendering.render(stepped.handle(steps, call), call, request.incoming());
        }
        if (!route.write()) {
            return transactions.read(request.origin(), tx -> handled(tx, call, route, request));
        }
        return transactions.write(request.origin(), tx -> {
            Optional<Idempotency.Keyed> keyed = keyed(call, route, request);
            if (keyed.isEmpty()) {
                return handled(tx, call, route, request);
            }
            Optional<byte[]> kept = idempotency.kept(tx, keyed.get());
            if (kept.isPresent()) {
                return Reply.json(200, kept.get()).with("Idempotent-Replayed", "true");
            }
            Reply reply = handled(tx, call, route, request);
            idempotency.keep(tx, keyed.get(), reply.body());
            return reply;
        });
    }

    private Reply handled(Tx tx, RequestCall call, Route route, Request request) {
        Handler handler = route.handler();
        if (handler == null) {
            throw new IllegalStateException(route.id() + " has no handler");
        }
        return rendering.render(handler.handle(tx, call), call, request.incoming());
    }

    private static Optional<Idempotency.Keyed> keyed(RequestCall call, Route route, Request request) {
        if (route.secret() || route.opened() || !KEYED_METHODS.contains(route.method())) {
            return Optional.empty();
        }
        Incoming incoming = request.incoming();
        return Stream.of("Idempotency-Key", "X-Idempotency-Key")
                .map(incoming::header)
                .filter(key -> key != null && !key.isBlank())
                .findFirst()
                .map(key -> Idempotency.Keyed.of(call, key, incoming.rawQuery(), request.bytes()));
    }

    private static List<AuditedRead> shown(RequestCall call, Origin origin) {
        List<AuditedRead> rows = new ArrayList<>();
        call.shown().forEach(subject -> rows.add(new AuditedRead(call.caller(), origin, subject, false)));
        if (rows.isEmpty()) {
            rows.add(new AuditedRead(call.caller(), origin, null, false));
        }
        return rows;
    }

    private Reply refusal(Problem problem, Progress progress, Incoming incoming) {
        Route route = progress.route;
        boolean looked = problem.kind() == Problem.Kind.FORBIDDEN || problem.kind() == Problem.Kind.NOT_FOUND;
        if (looked && route != null && route.audit() != AuditClass.NONE && !progress.caller.isNobody()) {
            recordRefused(progress, route, incoming);
        }
        Reply reply = errorReply(
                ErrorAnswers.status(problem.kind()), errors.body(problem, progress.caller, progress.requestId));
        if (problem.retryAfterSeconds() > 0) {
            reply = reply.with("Retry-After", Integer.toString(problem.retryAfterSeconds()));
        }
        if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
            reply = reply.with("WWW-Authenticate", "Bearer");
        }
        if (problem.extras().get("allowed_methods") instanceof List<?> methods) {
            reply = reply.with(
                    "Allow",
                    String.join(", ", methods.stream().map(String::valueOf).toList()));
        }
        return reply;
    }

    private void recordRefused(Progress progress, Route route, Incoming incoming) {
        Origin origin = new Origin(progress.requestId, route.id(), incoming.address());
        ReadAudit audit = parts.readAudit();
        try {
            audit.commit(List.of(new AuditedRead(progress.caller, origin, null, true)));
        } catch (Problem e) {
            // nothing was shown, so the refusal may leave even when it could not be recorded
            LOG.warn("a refused attempt could not be recorded: {}", e.code());
        }
    }

    private Reply errorReply(int status, Object body) {
        return Reply.json(status, parts.json().bytes(body));
    }
}

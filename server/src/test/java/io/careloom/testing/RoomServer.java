package io.careloom.testing;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.platform.audit.ReadAudit;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.http.Authenticator;
import io.careloom.platform.http.HttpConfig;
import io.careloom.platform.http.HttpParts;
import io.careloom.platform.http.HttpServer;
import io.careloom.platform.http.Json;
import io.careloom.platform.http.Maintenance;
import io.careloom.platform.http.RateLimits;
import io.careloom.platform.http.RouteTable;
import io.careloom.platform.http.Routes;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Vault;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Some rows of the table over real HTTP. */
public final class RoomServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ReadAudit audit;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** A server of these rows on a migrated database, for callers whose token names the one permission they have. */
    public RoomServer(TestDatabase database, List<Routes> rows) {
        this(database, rows, RoomServer::caller, new Vault(database.database().transactions(), MasterKey.fresh()));
    }

    /** A server of these rows for callers of one's own; the vault is the one that the rows' doors use. */
    public RoomServer(TestDatabase database, List<Routes> rows, Authenticator authenticator, Vault vault) {
        Transactions transactions = database.database().transactions();
        audit = new ReadAudit(database.address(2), new TenantClocks(transactions));
        audit.start();
        HttpParts parts = new HttpParts(
                transactions,
                authenticator,
                vault,
                audit,
                new Maintenance(transactions),
                new Json(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        HttpConfig config = new HttpConfig(
                "127.0.0.1", 0, 0, null, List.of(), List.of(), null, false, new RateLimits.Limits(1_000, 1_000, 1_000));
        server = new HttpServer(config, parts, new RouteTable(rows), () -> true);
        server.start();
    }

    private static Caller caller(String token) {
        try {
            Set<Permission> permissions = Set.of(Permission.valueOf(token));
            return new Caller(
                    UUID.randomUUID(),
                    Role.ADMIN,
                    permissions,
                    Scope.NONE,
                    Set.of(Environment.values()),
                    null,
                    null,
                    null);
        } catch (IllegalArgumentException e) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Unauthenticated.");
        }
    }

    /** An answer: its status and its body. */
    public record Heard(int status, JsonNode body) {}

    /** Asks with this permission. */
    public Heard get(Permission permission, String pathAndQuery) {
        return send("GET", pathAndQuery, permission.name(), null);
    }

    /** Any request, with a body of JSON if there is one. */
    public Heard send(String method, String pathAndQuery, String token, @Nullable String json) {
        return send(method, pathAndQuery, Map.of("Authorization", "Bearer " + token), json);
    }

    /** The same with headers of one's own. */
    public Heard send(String method, String pathAndQuery, Map<String, String> headers, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + pathAndQuery))
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Heard(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A file: the answer's bytes and headers. */
    public HttpResponse<byte[]> file(String method, String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        audit.close();
    }
}

package io.careloom.webhooks.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.Tenant;
import io.careloom.platform.audit.ReadAudit;
import io.careloom.platform.http.HttpConfig;
import io.careloom.platform.http.HttpParts;
import io.careloom.platform.http.HttpServer;
import io.careloom.platform.http.Json;
import io.careloom.platform.http.Maintenance;
import io.careloom.platform.http.RateLimits;
import io.careloom.platform.http.RouteTable;
import io.careloom.testing.TestDatabase;
import io.careloom.webhooks.DeliveryWorker;
import io.careloom.webhooks.WebhookWorld;
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
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations of this room over real HTTP, for people with tokens of one partner's sandbox. */
final class WebhookServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final ReadAudit audit;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    WebhookServer(TestDatabase database, WebhookWorld world, DeliveryWorker node) {
        audit = new ReadAudit(database.address(2), world.clocks);
        audit.start();
        Json json = new Json();
        HttpParts parts = new HttpParts(
                world.transactions,
                this::caller,
                world.vault,
                audit,
                new Maintenance(world.transactions),
                json,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        HttpConfig config = new HttpConfig(
                "127.0.0.1", 0, 0, null, List.of(), List.of(), null, false, new RateLimits.Limits(1_000, 1_000, 1_000));
        RouteTable table = new RouteTable(List.of(new WebhookWebRoutes(world.door(node), json)));
        server = new HttpServer(config, parts, table, () -> true);
        server.start();
    }

    private Caller caller(String token) {
        Caller caller = callers.get(token);
        if (caller == null) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Unauthenticated.");
        }
        return caller;
    }

    /** A token of a panel user with these permissions. */
    String token(Tenant tenant, Set<Permission> permissions) {
        String token = UUID.randomUUID().toString();
        Scope scope = new Scope(Set.of(tenant.tenantId()), Set.of(tenant.partnerId()));
        callers.put(
                token,
                new Caller(
                        UUID.randomUUID(),
                        Role.PANEL_USER,
                        permissions,
                        scope,
                        Set.of(Environment.SANDBOX),
                        null,
                        tenant.partnerId(),
                        null));
        return token;
    }

    /** An answer. */
    record Heard(int status, String text) {
        JsonNode body() {
            return JSON.readTree(text);
        }
    }

    Heard get(String pathAndQuery, String token) {
        return send(request(pathAndQuery, token).GET());
    }

    Heard post(String path, String token, String json) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String pathAndQuery, String token) {
        String address = "http://127.0.0.1:" + server.port()
                + pathAndQuery.replace("[", "%5B").replace("]", "%5D");
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
    }

    private Heard send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Heard(response.statusCode(), response.body());
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

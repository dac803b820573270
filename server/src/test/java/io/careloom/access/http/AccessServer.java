package io.careloom.access.http;

import io.careloom.access.AccessWorld;
import io.careloom.partners.http.EnvironmentRoutes;
import io.careloom.partners.http.PartnerEnvironmentWebRoutes;
import io.careloom.partners.http.PartnerPartnerRoutes;
import io.careloom.partners.http.PartnerWebRoutes;
import io.careloom.platform.audit.ReadAudit;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.http.HttpConfig;
import io.careloom.platform.http.HttpParts;
import io.careloom.platform.http.HttpServer;
import io.careloom.platform.http.Json;
import io.careloom.platform.http.Maintenance;
import io.careloom.platform.http.RateLimits;
import io.careloom.platform.http.RouteTable;
import io.careloom.testing.TestDatabase;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations of partners and access over real HTTP. */
final class AccessServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    final AccessWorld world;
    private final ReadAudit audit;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    AccessServer(TestDatabase database) {
        world = new AccessWorld(database.database());
        audit = new ReadAudit(database.address(2), new TenantClocks(world.transactions));
        audit.start();
        RouteTable table = new RouteTable(List.of(
                new TokenPartnerRoutes(world.credentials),
                new CredentialWebRoutes(world.credentials),
                new PartnerOpeningWebRoutes(world.access),
                new SignInWebRoutes(world.signIns, world.access),
                new SignInClinicianRoutes(world.signIns),
                new PartnerPartnerRoutes(world.partners),
                new PartnerWebRoutes(world.partners),
                new PartnerEnvironmentWebRoutes(world.environments),
                new EnvironmentRoutes()));
        HttpParts parts = new HttpParts(
                world.transactions,
                world.access::authenticate,
                world.vault,
                audit,
                new Maintenance(world.transactions),
                new Json(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        RateLimits.Limits limits = new RateLimits.Limits(1_000, 1_000, 1_000);
        server = new HttpServer(
                new HttpConfig("127.0.0.1", 0, 0, null, List.of(), List.of(), null, false, limits),
                parts,
                table,
                () -> true);
        server.start();
    }

    /** An answer: its status and its body. */
    record Heard(int status, JsonNode body) {
        String text(String key) {
            return body.path(key).asString("");
        }
    }

    Heard get(String path, @Nullable String token) {
        return send(request(path, token).GET());
    }

    Heard post(String path, @Nullable String token, String json) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Heard postForm(String path, String form) {
        return send(request(path, null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Heard patch(String path, @Nullable String token, String json) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    Heard delete(String path, @Nullable String token) {
        return send(request(path, token).DELETE());
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Heard send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Heard(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        audit.close();
        world.close();
    }
}

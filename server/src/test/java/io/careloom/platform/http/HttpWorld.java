package io.careloom.platform.http;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.platform.audit.ReadAudit;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import io.careloom.testing.Client;
import io.careloom.testing.TestDatabase;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server on a database of its own with the small table of {@link ThingRoutes}, and callers for it. */
final class HttpWorld implements AutoCloseable {
    /** A sandbox credential of the first partner. */
    static final String SANDBOX = "token-of-sandbox";

    /** The live credential of the same partner. */
    static final String LIVE = "token-of-live";

    /** A caller with no permission at all. */
    static final String POWERLESS = "token-of-nobody";

    /** What the service account signs with. */
    static final String SIGNING = "made-up-secret-of-the-operator-1";

    static final UUID SIGNER = new UUID(9, 4);

    static final RateLimits.Limits GENEROUS = new RateLimits.Limits(1_000, 1_000, 1_000);

    final TestDatabase database = TestDatabase.fresh();
    final Transactions transactions = database.database().transactions();
    final ThingRoutes things = new ThingRoutes();
    final HttpServer server;
    private final ReadAudit audit;

    HttpWorld() {
        this(configured(List.of(), false, GENEROUS));
    }

    HttpWorld(HttpConfig config) {
        audit = new ReadAudit(database.address(2), new TenantClocks(transactions));
        audit.start();
        HttpParts parts = new HttpParts(
                transactions,
                new Callers(),
                new Vault(transactions, MasterKey.fresh()),
                audit,
                new Maintenance(transactions),
                new Json(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        server = new HttpServer(config, parts, new RouteTable(List.of(things)), () -> true);
        try {
            server.start();
        } catch (HttpServer.PortTaken e) {
            audit.close();
            database.close();
            throw e;
        }
    }

    static HttpConfig configured(List<String> trustedProxies, boolean demo, RateLimits.Limits limits) {
        return new HttpConfig(
                "127.0.0.1", 0, 0, null, trustedProxies, List.of("https://app.example.org"), null, demo, limits);
    }

    private static final class Callers implements Authenticator {
        @Override
        public Caller authenticate(String token) {
            return caller(token);
        }

        @Override
        public Caller signer(byte[] body, String signature, Permission right) {
            Secrets.requireSigned(SIGNING, body, signature);
            return new Caller(
                    SIGNER,
                    Role.SERVICE_ACCOUNT,
                    Set.of(right),
                    Scope.tenant(new UUID(7, 1)),
                    Set.of(Environment.SANDBOX),
                    null,
                    null,
                    null);
        }
    }

    private static Caller caller(String token) {
        return switch (token) {
            case SANDBOX -> credential(1, Environment.SANDBOX, EnumSet.allOf(Permission.class));
            case LIVE -> credential(2, Environment.LIVE, EnumSet.allOf(Permission.class));
            case POWERLESS -> credential(3, Environment.LIVE, Set.of());
            default ->
                throw Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "The access token is not valid.");
        };
    }

    private static Caller credential(int number, Environment environment, Set<Permission> permissions) {
        UUID tenant = new UUID(7, number);
        return new Caller(
                new UUID(9, number),
                Role.PARTNER_CREDENTIAL,
                permissions,
                Scope.tenant(tenant),
                Set.of(environment),
                tenant,
                new UUID(8, 1),
                null);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** A caller without a token. */
    Client stranger() {
        return new Client(url());
    }

    /** A caller with the sandbox credential. */
    Client partner() {
        return stranger().token(SANDBOX);
    }

    /** A caller with the live credential. */
    Client livePartner() {
        return stranger().token(LIVE);
    }

    /** One connection without any library in between. */
    Wire wire() {
        return new Wire(server.port());
    }

    /** How many things were created and committed. */
    long created() {
        return count("select count(*) from platform.setting where name like 'thing %'");
    }

    long count(String sql) {
        return database.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    List<Map<String, @Nullable Object>> rows(String sql) {
        return database.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapToMap().list());
    }

    void maintenance(boolean on) {
        database.database()
                .jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        insert into platform.setting (name, value) values ('maintenance', :value)
                        on conflict (name) do update set value = excluded.value
                        """)
                        .bind("value", Boolean.toString(on))
                        .execute());
    }

    @Override
    public void close() {
        server.close();
        audit.close();
        database.close();
    }
}

package io.careloom.app;

import io.careloom.access.integration.ServiceAccount;
import io.careloom.orders.OrderWorker;
import io.careloom.patients.exports.ExportWorker;
import io.careloom.platform.audit.AuditSealer;
import io.careloom.platform.audit.KeptCheckpoint;
import io.careloom.platform.audit.ReadAudit;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Durability;
import io.careloom.platform.database.Migrations;
import io.careloom.platform.database.Origin;
import io.careloom.platform.events.Subscriptions;
import io.careloom.platform.http.HttpConfig;
import io.careloom.platform.http.HttpParts;
import io.careloom.platform.http.HttpServer;
import io.careloom.platform.http.Maintenance;
import io.careloom.platform.http.RateLimits;
import io.careloom.platform.http.RouteTable;
import io.careloom.platform.http.Routes;
import io.careloom.platform.jobs.Jobs;
import io.careloom.platform.jobs.MonthlyTables;
import io.careloom.platform.jobs.MonthlyTables.Kept;
import io.careloom.platform.openapi.DocumentationRoutes;
import io.careloom.platform.openapi.OpenApi;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.platform.outbound.LetterGateway;
import io.careloom.platform.outbound.LetterWorker;
import io.careloom.platform.outbound.SmtpGateway;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.prescribing.PrescriptionSender;
import io.careloom.sandbox.Outbox;
import io.careloom.sandbox.http.OutboxRoutes;
import io.careloom.webhooks.DeliveryWorker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The running server: database pool, rooms, workers, HTTP. Stops in the reverse order of its start. */
public final class CareloomServer implements AutoCloseable {
    private final Database database;
    private final Wiring wiring;
    private final RouteTable table;
    private final HttpServer http;
    private final Subscriptions subscriptions;
    private final LetterWorker letters;
    private final MonthlyTables months;
    private final Jobs jobs;
    private final AuditSealer sealer;
    private final Outbox outbox;
    private final boolean demo;
    private final boolean alone;

    /** A server that is not yet started; {@code alone} when no other node can use the database. */
    CareloomServer(Database.Address address, MasterKey master, CareloomConfig config, boolean demo, boolean alone) {
        this.demo = demo;
        this.alone = alone;
        database = Database.open(address);
        wiring = new Wiring(database, address, master, config, demo);
        outbox = new Outbox(wiring.clocks);
        List<Routes> rooms = new ArrayList<>(wiring.routes());
        if (demo) {
            rooms.add(new OutboxRoutes(outbox));
        }
        rooms.add(new DocumentationRoutes(this::document));
        table = new RouteTable(rooms);
        subscriptions = new Subscriptions(wiring.transactions, address, wiring.events, wiring.subscribers());
        letters = new LetterWorker(wiring.transactions, wiring.post, gateway(config));
        sealer = new AuditSealer(wiring.transactions, wiring.vault, KeptCheckpoint.below(config.dataDirectory()));
        months = months(config.retention());
        jobs = new Jobs(database, jobs(config.retention().audit()));
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Maintenance maintenance = new Maintenance(wiring.transactions);
        HttpParts parts = new HttpParts(
                wiring.transactions,
                new Callers(
                        wiring.access,
                        new ServiceAccount(
                                wiring.transactions,
                                wiring.partners,
                                config.integration().signing())),
                wiring.vault,
                wiring.readAudit,
                maintenance,
                wiring.json,
                metrics);
        http = new HttpServer(httpConfig(config, demo), parts, table, wiring.transactions::databaseAnswers);
    }

    private LetterGateway gateway(CareloomConfig config) {
        CareloomConfig.Mail mail = config.mail();
        String host = mail.host();
        if (demo) {
            return outbox;
        }
        if (host == null) {
            return letter -> {
                throw new LetterGateway.Undeliverable("no mail server is configured (mail.host)");
            };
        }
        return new SmtpGateway(
                new SmtpGateway.SmtpConfig(host, mail.port(), mail.user(), mail.password(), mail.from(), mail.tls()));
    }

    private static HttpConfig httpConfig(CareloomConfig config, boolean demo) {
        CareloomConfig.Http http = config.http();
        CareloomConfig.Limits limits = config.limits();
        return new HttpConfig(
                http.host(),
                http.port(),
                http.opsPort(),
                http.publicUrl(),
                http.trustedProxies(),
                http.corsOrigins(),
                http.tls().certificate(),
                demo,
                new RateLimits.Limits(limits.loginPerEmail(), limits.loginPerAddress(), limits.tokenPerClient()));
    }

    private String document() {
        return OpenApi.document(table);
    }

    private static MonthlyTables months(CareloomConfig.Retention months) {
        return new MonthlyTables(List.of(
                new Kept("platform.event_log", months.eventLog()),
                new Kept("platform.idempotency_key", months.idempotencyKeys()),
                new Kept("webhooks.delivery", months.sentWebhooks()),
                new Kept("platform.audit_row", 0))); // the sealer drops these, and notes it
    }

    private List<Jobs.Job> jobs(int auditMonths) {
        return List.of(
                Jobs.recurring("unassigned cases", Duration.ofMinutes(1), wiring.cases::assignWaiting),
                Jobs.recurring("subscription renewals", Duration.ofSeconds(15), wiring.delivery.subscriptions::renew),
                Jobs.recurring("stray content", Duration.ofHours(12), wiring.files::sweep),
                Jobs.recurring("expired tokens", Duration.ofHours(1), wiring.access::dropExpired),
                Jobs.recurring("expired archives", Duration.ofHours(1), wiring.dataExports::dropExpired),
                Jobs.recurring("months ahead", Duration.ofHours(12), months::ensure),
                Jobs.recurring("months past", Duration.ofDays(1), tx -> {
                    sealer.drop(tx, auditMonths);
                    months.drop(tx);
                }));
    }

    private void requireDurable() {
        List<String> off = wiring.transactions.read(Origin.worker("start"), Durability::switchedOff);
        if (!demo && !off.isEmpty()) {
            throw new Main.Refusal("this database would lose acknowledged writes in a crash: switch on "
                    + String.join(", ", off) + ", or start with --demo");
        }
    }

    /** Brings the schema up to date and starts workers, then HTTP: ready when this returns. */
    public void start() {
        Migrations.requireServer(database.dataSource());
        requireDurable();
        Migrations.migrate(database.dataSource());
        wiring.vault.check();
        wiring.transactions.write(Origin.worker("start"), tx -> {
            months.ensure(tx); // a server that slept for months must not fill the default partitions
            if (alone) {
                wiring.deliveries.takeOver(tx);
            }
            return true;
        });
        wiring.readAudit.start();
        letters.start();
        wiring.deliveries.start();
        wiring.prescribing.sender.start();
        wiring.delivery.worker.start();
        wiring.archives.start();
        subscriptions.start();
        sealer.start();
        jobs.start();
        http.start();
        wiring.links.listening(http.port());
    }

    /** The port of the API. */
    public int port() {
        return http.port();
    }

    /** The address of the API on this machine. */
    String url() {
        return http.url();
    }

    /** The loopback port of health and metrics. */
    public int opsPort() {
        return http.opsPort();
    }

    /** All rows of the API. */
    public RouteTable table() {
        return table;
    }

    Wiring wiring() {
        return wiring;
    }

    @Override
    public void close() {
        try (Database _ = database;
                GuardedClient _ = wiring.outbound;
                ReadAudit _ = wiring.readAudit;
                DeliveryWorker _ = wiring.deliveries;
                PrescriptionSender _ = wiring.prescribing.sender;
                OrderWorker _ = wiring.delivery.worker;
                ExportWorker _ = wiring.archives;
                LetterWorker _ = letters;
                Subscriptions _ = subscriptions;
                AuditSealer _ = sealer;
                Jobs _ = jobs;
                HttpServer _ = http) {
            // closed from the last to the first, each also when another could not
        }
    }
}

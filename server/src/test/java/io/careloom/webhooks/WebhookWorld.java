package io.careloom.webhooks;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.geography.Geography;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.ChangeEnvironment;
import io.careloom.partners.CreatePartner;
import io.careloom.partners.PartnerEnvironments;
import io.careloom.partners.Partners;
import io.careloom.partners.RegisterEnvironment;
import io.careloom.partners.Tenant;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.TenantClocks;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.Subscriptions;
import io.careloom.platform.outbound.AddressGuard;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.platform.sealing.MasterKey;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Partners with endpoints, an event log, and nodes that deliver; closes what it opened. */
public final class WebhookWorld implements AutoCloseable {
    public static final Caller SYSTEM = Caller.system(Place.INSTALLATION);
    public static final String SECRET = "plain-and-secret";
    public static final String AUTHORIZATION = "Bearer of-the-partner";

    private static final Origin ORIGIN = Origin.worker("test");

    public final Transactions transactions;
    public final TenantClocks clocks;
    public final Vault vault;
    public final AuditTrail audit;
    public final Partners partners;
    public final PartnerEnvironments environments;
    public final EventLog log;
    private final Database.Address address;
    private final Duration deadline;
    private final GuardedClient client = new GuardedClient(new AddressGuard(true));
    private final List<Runnable> running = new ArrayList<>();

    public WebhookWorld(Database database, Database.Address address) {
        this(database, address, Duration.ofSeconds(15));
    }

    public WebhookWorld(Database database, Database.Address address, Duration deadline) {
        this.address = address;
        this.deadline = deadline;
        transactions = database.transactions();
        clocks = new TenantClocks(database.aside());
        vault = new Vault(database.aside(), MasterKey.fresh());
        audit = new AuditTrail(vault, clocks);
        log = new EventLog(clocks);
        partners = new Partners(new Geography(), vault, audit, log, (_, _, _, _) -> {});
        environments = new PartnerEnvironments(partners, vault, audit);
    }

    /** A server's worker, started. */
    DeliveryWorker worker() {
        DeliveryWorker worker =
                new DeliveryWorker(transactions, partners, clocks, new Sender(client, clocks, deadline));
        worker.start();
        running.addFirst(worker::close);
        return worker;
    }

    /** The fan-out that hands to this worker, started. */
    void fanOut(DeliveryWorker worker) {
        Subscriptions subscriptions =
                new Subscriptions(transactions, address, log, List.of(new FanOut(partners, worker)));
        subscriptions.start();
        running.addFirst(subscriptions::close);
    }

    /** A whole node. */
    public DeliveryWorker node() {
        DeliveryWorker worker = worker();
        fanOut(worker);
        return worker;
    }

    public Tenant tenant(String partnerName) {
        UUID partnerId = write(tx -> partners.create(tx, SYSTEM, CreatePartner.named(partnerName)))
                .id();
        return write(tx -> partners.tenantOf(tx, partnerId, Environment.SANDBOX));
    }

    /** A partner whose sandbox is registered with this address. */
    public Tenant registered(String partnerName, String url, String retryProfile) {
        Tenant tenant = tenant(partnerName);
        write(tx -> environments.register(
                tx,
                panel(tenant),
                tenant.partnerId(),
                new RegisterEnvironment(url, SECRET, AUTHORIZATION, Environment.SANDBOX.id(), "php", retryProfile)));
        return tenant;
    }

    public Tenant registered(String partnerName, String url) {
        return registered(partnerName, url, "4x15m");
    }

    void move(Tenant tenant, String url, String secret) {
        ChangeEnvironment change = new ChangeEnvironment(
                Change.set(url),
                Change.set(secret),
                Change.absent(),
                Change.absent(),
                Change.absent(),
                Change.absent());
        write(tx -> environments.change(tx, panel(tenant), tenant.partnerId(), Environment.SANDBOX.id(), change));
    }

    public void unregister(Tenant tenant) {
        write(tx -> {
            environments.remove(tx, panel(tenant), tenant.partnerId(), Environment.SANDBOX.id());
            return true;
        });
    }

    /** Somebody with all rights over the partner's sandbox. */
    public static Caller panel(Tenant tenant) {
        return new Caller(
                UUID.randomUUID(),
                Role.PANEL_USER,
                Set.of(Permission.values()),
                new Scope(Set.of(tenant.tenantId()), Set.of(tenant.partnerId())),
                Set.of(Environment.SANDBOX),
                null,
                tenant.partnerId(),
                null);
    }

    public void append(DomainEvent event) {
        write(tx -> log.append(tx, event));
    }

    void travel(Tenant tenant, Duration by) {
        write(tx -> {
            clocks.advance(tx, tenant.tenantId(), by);
            return true;
        });
    }

    public <T> T write(Function<Tx, T> work) {
        return transactions.write(ORIGIN, work);
    }

    /** The log of sent webhooks, oldest first. */
    public List<SentWebhook> sent(Tenant tenant) {
        SentWebhooks.Filter all = new SentWebhooks.Filter(null, Set.of(), null, null);
        PageQuery query = new PageQuery(1, 100, null, true, null, PageQuery.Trashed.WITHOUT);
        return transactions
                .read(ORIGIN, tx -> door(unstarted()).list(tx, panel(tenant), tenant.partnerId(), all, query))
                .items();
    }

    /** The first message of this tenant, once it has this status and this many attempts. */
    public SentWebhook sent(Tenant tenant, String status, int attempts) throws InterruptedException {
        eventually(status + " after " + attempts, () -> {
            List<SentWebhook> all = sent(tenant);
            return !all.isEmpty()
                    && all.getFirst().status().equals(status)
                    && all.getFirst().attempts().size() == attempts;
        });
        return sent(tenant).getFirst();
    }

    public SentWebhooks door(DeliveryWorker worker) {
        return new SentWebhooks(partners, audit, clocks, worker);
    }

    private DeliveryWorker unstarted() {
        return new DeliveryWorker(transactions, partners, clocks, new Sender(client, clocks));
    }

    /** Stops the nodes, the last one first. */
    public void stop() {
        running.forEach(Runnable::run);
        running.clear();
    }

    @Override
    public void close() {
        stop();
        client.close();
    }
}

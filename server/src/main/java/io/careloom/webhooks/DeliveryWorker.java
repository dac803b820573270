package io.careloom.webhooks;

import io.careloom.partners.Partners;
import io.careloom.partners.Tenant;
import io.careloom.partners.WebhookSettings;
import io.careloom.platform.Ids;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.jobs.Loop;
import io.careloom.platform.jobs.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends due messages. One loop claims them in batches, each is sent by a task of its own, a second loop records the
 * outcomes of many in one commit. A receiver that is slow fills only its own tenant's places.
 */
public final class DeliveryWorker implements AutoCloseable {
    private static final Origin ORIGIN = Origin.worker("webhook deliveries");
    private static final int MOST_IN_FLIGHT = 512;
    private static final int MOST_PER_TENANT = 64;
    private static final int BATCH = 128;

    private final Transactions transactions;
    private final Partners partners;
    private final Clocks clocks;
    private final Sender sender;
    private final Tasks tasks = new Tasks("webhook");
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<UUID, AtomicInteger> inFlightByTenant = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Loop claims = new Loop("webhook-claims", Duration.ofSeconds(1), this::claim);
    private final Loop records = new Loop("webhook-outcomes", Duration.ofSeconds(1), this::record);

    /** A worker for one node; not yet started. */
    public DeliveryWorker(Transactions transactions, Partners partners, Clocks clocks, Sender sender) {
        this.transactions = transactions;
        this.partners = partners;
        this.clocks = clocks;
        this.sender = sender;
    }

    /** Starts both loops. */
    public void start() {
        claims.start();
        records.start();
    }

    /** Wakes the worker; meant for after a commit that enqueued something. */
    public Runnable bell() {
        return claims.bell();
    }

    private boolean claim() {
        int free = MOST_IN_FLIGHT - inFlight.get();
        if (free <= 0) {
            return false;
        }
        Claimed claimed = transactions.write(ORIGIN, tx -> claim(tx, Math.min(free, BATCH)));
        claimed.deliveries()
                .forEach(delivery ->
                        begin(delivery, claimed.endpoints().getOrDefault(delivery.tenantId(), Optional.empty())));
        return !claimed.deliveries().isEmpty();
    }

    private record Claimed(List<Delivery> deliveries, Map<UUID, Optional<WebhookSettings>> endpoints) {}

    private Claimed claim(Tx tx, int limit) {
        DeliveryStore store = new DeliveryStore(tx);
        UUID lease = Ids.random();
        UUID[] full = inFlightByTenant.entrySet().stream()
                .filter(entry -> entry.getValue().get() >= MOST_PER_TENANT)
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
        List<Delivery> due = new ArrayList<>(store.claimFirst(lease, limit, full));
        if (due.size() < limit) {
            Map<UUID, Instant> nows = new HashMap<>();
            for (Tenant tenant : partners.tenants(tx)) {
                nows.put(tenant.tenantId(), clocks.now(tenant.tenantId()));
            }
            if (!nows.isEmpty()) {
                due.addAll(store.claimRetries(lease, limit - due.size(), full, nows));
            }
        }
        Map<UUID, Optional<WebhookSettings>> endpoints = new HashMap<>();
        due.forEach(delivery ->
                endpoints.computeIfAbsent(delivery.tenantId(), tenant -> partners.webhookSettings(tx, tenant)));
        return new Claimed(due, endpoints);
    }

    private void begin(Delivery delivery, Optional<WebhookSettings> endpoint) {
        AtomicInteger ofTenant = inFlightByTenant.computeIfAbsent(delivery.tenantId(), _ -> new AtomicInteger());
        inFlight.incrementAndGet();
        ofTenant.incrementAndGet();
        tasks.run(() -> {
            try {
                outcomes.add(sender.send(delivery, endpoint));
            } finally {
                inFlight.decrementAndGet();
                ofTenant.decrementAndGet();
                records.bell().run();
            }
        });
    }

    private boolean record() {
        List<Outcome> finished = new ArrayList<>();
        outcomes.drainTo(finished, BATCH);
        if (finished.isEmpty()) {
            return false;
        }
        try {
            transactions.write(ORIGIN, tx -> {
                new DeliveryStore(tx)
                        .record(finished.stream().map(this::recorded).toList());
                return true;
            });
        } catch (RuntimeException e) {
            // kept for the next round; should the lease end before, the message is sent again, which is allowed
            outcomes.addAll(finished);
            throw e;
        }
        claims.bell().run();
        return true;
    }

    private DeliveryStore.Recorded recorded(Outcome outcome) {
        Instant now = clocks.now(outcome.delivery().tenantId());
        if (outcome.succeeded()) {
            return new DeliveryStore.Recorded(outcome, now, "sent", null);
        }
        return RetryProfile.named(outcome.delivery().retryProfile())
                .pauseAfter(outcome.number())
                .map(pause -> new DeliveryStore.Recorded(outcome, now, "failed", now.plus(pause)))
                .orElseGet(() -> new DeliveryStore.Recorded(outcome, now, "dead", null));
    }

    /** Stops claiming, lets running attempts end, records them. */
    @Override
    public void close() {
        claims.close();
        tasks.close();
        records.close();
        if (!outcomes.isEmpty()) {
            record();
        }
    }
}

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
import io.careloom.webhooks.Lanes.Errand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages. What this node stores it mostly leases in the same statement and sends right after the commit; one loop
 * claims what else is due, one the retries, one records the outcomes of many attempts in one commit.
 */
public final class DeliveryWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Origin ORIGIN = Origin.worker("webhook deliveries");
    private static final int MOST_RECORDED = 500;

    private final Transactions transactions;
    private final Partners partners;
    private final Clocks clocks;
    private final Sender sender;
    private final Lanes lanes = new Lanes();
    private final Tasks tasks = new Tasks("webhook");
    private final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Loop firsts = new Loop("webhook-firsts", Duration.ofSeconds(1), this::claimFirst);
    private final Loop retries = new Loop("webhook-retries", Duration.ofSeconds(1), this::claimRetries);
    private final Loop leases = new Loop("webhook-leases", Duration.ofSeconds(5), this::endLeases);
    private final Loop records = new Loop("webhook-outcomes", Duration.ofSeconds(1), this::record);
    private volatile boolean running;

    /** There may be messages that nobody has leased. */
    private volatile boolean unleased = true;

    /** A worker for one node; not yet started. */
    public DeliveryWorker(Transactions transactions, Partners partners, Clocks clocks, Sender sender) {
        this.transactions = transactions;
        this.partners = partners;
        this.clocks = clocks;
        this.sender = sender;
    }

    /**
     * What a killed node had leased is sent at once, not when its leases end. Only for the one node of a database, before
     * its start.
     */
    public void takeOver(Tx tx) {
        new DeliveryStore(tx)
                .releaseAll(partners.tenants(tx).stream().map(Tenant::tenantId).toList());
    }

    /** Starts to send. */
    public void start() {
        running = true;
        firsts.start();
        retries.start();
        leases.start();
        records.start();
    }

    /** Stores messages; after the commit this node sends those whose turn it is, and whoever has room the others. */
    void enqueue(Tx tx, List<Queued> messages) {
        Map<UUID, Queued> byId = messages.stream().collect(Collectors.toMap(Queued::deliveryId, Function.identity()));
        UUID lease = Ids.random();
        List<Delivery> leased = new DeliveryStore(tx)
                .insert(messages, lease, running ? heads(messages) : Set.of()).stream()
                        .filter(DeliveryStore.Stored::leased)
                        .flatMap(stored -> Optional.ofNullable(byId.get(stored.deliveryId()))
                                .map(message -> message.leased(stored.recordedAt(), lease))
                                .stream())
                        .toList();
        List<Errand> errands = errands(tx, leased);
        if (leased.size() < messages.size()) {
            tx.afterCommit(this::lookAgain);
        }
        tx.afterCommit(() -> errands.forEach(this::begin));
    }

    /** The first message of each subject, as far as there is room. */
    private Set<UUID> heads(List<Queued> messages) {
        Map<UUID, Integer> room =
                lanes.room(messages.stream().map(Queued::tenantId).collect(Collectors.toSet()), clocks.now());
        Set<UUID> subjects = new HashSet<>();
        Set<UUID> heads = new HashSet<>();
        for (Queued message : messages) {
            if (subjects.add(message.subjectId()) && room.merge(message.tenantId(), -1, Integer::sum) >= 0) {
                heads.add(message.deliveryId());
            }
        }
        return heads;
    }

    private void lookAgain() {
        unleased = true;
        firsts.bell().run();
    }

    private boolean claimFirst() {
        List<UUID> tenants = transactions.read(ORIGIN, tx -> new ClaimStore(tx).tenantsWithQueued());
        unleased = !tenants.isEmpty();
        return claim(tenants, (store, room) -> store.claimFirst(Ids.random(), room));
    }

    private boolean claimRetries() {
        List<UUID> tenants = transactions.read(ORIGIN, tx -> new ClaimStore(tx).tenantsWithFailed());
        return claim(tenants, (store, room) -> store.claimRetries(Ids.random(), room, clocks::now));
    }

    /** What a dead node had leased comes back, whoever's it was. */
    private boolean endLeases() {
        List<UUID> tenants = transactions.write(ORIGIN, tx -> new ClaimStore(tx).endLeases());
        if (!tenants.isEmpty()) {
            lookAgain();
        }
        return false;
    }

    private interface Claim {
        List<Delivery> from(ClaimStore store, Map<UUID, Integer> room);
    }

    private boolean claim(List<UUID> tenants, Claim claim) {
        Map<UUID, Integer> room = lanes.room(tenants, clocks.now());
        room.values().removeIf(free -> free == 0);
        if (room.isEmpty()) {
            return false;
        }
        List<Errand> errands = transactions.write(ORIGIN, tx -> errands(tx, claim.from(new ClaimStore(tx), room)));
        errands.forEach(this::begin);
        return !errands.isEmpty();
    }

    private List<Errand> errands(Tx tx, List<Delivery> deliveries) {
        Instant now = clocks.now();
        Map<UUID, Optional<WebhookSettings>> endpoints = new HashMap<>();
        return deliveries.stream()
                .map(delivery -> new Errand(
                        delivery,
                        endpoints.computeIfAbsent(delivery.tenantId(), tenant -> partners.webhookSettings(tx, tenant)),
                        now))
                .toList();
    }

    private void begin(Errand errand) {
        if (lanes.enter(errand, clocks.now())) {
            tasks.run(() -> run(errand));
        }
    }

    /** Runs an errand, and the lane's next one on the same thread. */
    private void run(Errand first) {
        Errand errand = first;
        while (errand != null) {
            Outcome outcome = outcome(errand);
            outcomes.add(outcome);
            records.bell().run();
            List<Errand> next = lanes.leave(outcome, clocks.now());
            next.stream().skip(1).forEach(further -> tasks.run(() -> run(further)));
            errand = next.isEmpty() ? null : next.getFirst();
        }
    }

    private Outcome outcome(Errand errand) {
        Delivery delivery = errand.delivery();
        try {
            return sender.send(delivery, errand.endpoint());
        } catch (RuntimeException e) {
            // a fault of ours: it must end in a recorded attempt, else the message would be sent for ever
            LOG.error("an attempt failed by {}", e.getClass().getName());
            return new Outcome(delivery, null, clocks.now(delivery.tenantId()), null, 0, "internal");
        }
    }

    private boolean record() {
        List<Outcome> finished = new ArrayList<>();
        outcomes.drainTo(finished, MOST_RECORDED);
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
        if (unleased) {
            firsts.bell().run();
        }
        return true;
    }

    private DeliveryStore.Recorded recorded(Outcome outcome) {
        Instant now = clocks.now(outcome.delivery().tenantId());
        if (outcome.succeeded()) {
            return new DeliveryStore.Recorded(outcome, "sent", now, null);
        }
        return RetryProfile.named(outcome.delivery().retryProfile())
                .pauseAfter(outcome.number())
                .map(pause -> new DeliveryStore.Recorded(outcome, "failed", now, now.plus(pause)))
                .orElseGet(() -> new DeliveryStore.Recorded(outcome, "dead", now, null));
    }

    /** Stops claiming, lets running attempts end, records them, gives back what was not begun. */
    @Override
    public void close() {
        running = false;
        firsts.close();
        retries.close();
        leases.close();
        List<Delivery> unused = lanes.close();
        tasks.close();
        records.close();
        try {
            while (record()) {
                continue;
            }
            if (!unused.isEmpty()) {
                transactions.write(ORIGIN, tx -> {
                    new DeliveryStore(tx).release(unused);
                    return true;
                });
            }
        } catch (RuntimeException e) {
            // their leases end, and they are sent again
            LOG.warn("the last attempts are not recorded: {}", e.getClass().getSimpleName());
        }
    }
}

package io.careloom.orders.subscriptions;

import io.careloom.cases.CasesWorld;
import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.orders.subscriptions.Subscriptions.Key;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The chapter on top of the rooms that it asks, with its subscribers running. */
public final class SubscriptionWorld implements AutoCloseable {
    public final CasesWorld rooms = new CasesWorld();
    public final Subscriptions subscriptions;
    private final io.careloom.platform.events.Subscriptions running;

    public SubscriptionWorld() {
        EventLog events = new EventLog(rooms.clocks);
        subscriptions = door(events);
        running = followers(events, subscriptions);
        running.start();
    }

    private Subscriptions door(EventLog events) {
        return new Subscriptions(
                new Subscriptions.Neighbours(rooms.patients, rooms.cases, rooms.catalog.offerings()),
                new Subscriptions.Ground(events, new AuditTrail(rooms.people.vault, rooms.clocks), rooms.clocks));
    }

    private io.careloom.platform.events.Subscriptions followers(EventLog events, Subscriptions door) {
        return new io.careloom.platform.events.Subscriptions(
                rooms.people.transactions, rooms.database.address(2), events, door.subscribers());
    }

    /** The same rooms in another node: a door of its own, whose subscribers the caller starts and closes. */
    Node node() {
        EventLog events = new EventLog(rooms.clocks);
        Subscriptions door = door(events);
        return new Node(door, followers(events, door));
    }

    record Node(Subscriptions door, io.careloom.platform.events.Subscriptions followers) {}

    public <T> T write(Function<Tx, T> work) {
        return rooms.write(work);
    }

    /** A partner of its own, so that its clock is nobody else's. */
    public Caller partner(String name) {
        return rooms.credential(rooms.people.partner(name), Environment.SANDBOX);
    }

    void advance(Caller partner, Duration by) {
        write(tx -> {
            rooms.clocks.advance(tx, partner.tenant(), by);
            return true;
        });
    }

    Instant now(Caller partner) {
        return rooms.clocks.now(partner.tenant());
    }

    /** What a partner might say; from now on, for a year. */
    SubscriptionTerms terms(Caller partner, int renewPeriod, int encounterPeriod) {
        return bringing(partner, renewPeriod, encounterPeriod);
    }

    /** The same with these offerings. */
    SubscriptionTerms bringing(Caller partner, int renewPeriod, int encounterPeriod, UUID... offerings) {
        Instant now = now(partner);
        return new SubscriptionTerms(
                "Hair care",
                "A bottle each month.",
                renewPeriod,
                encounterPeriod,
                null,
                null,
                null,
                Arrays.stream(offerings)
                        .map(id -> new SubscriptionTerms.Product("Bottle", null, null, id))
                        .toList(),
                List.of(),
                now,
                now.plus(Duration.ofDays(365)));
    }

    /** An offering of the partner. */
    UUID offering(Caller partner) {
        UUID partnerId = partner.scope().partners().iterator().next();
        ProductTerms bottle = ProductTerms.NONE.with(Map.of("name", "Bottle", "quantity", "1"));
        return write(tx -> OfferingSamples.put(tx, partnerId, ProductType.DOSESPOT_SUPPLY, bottle)
                .id());
    }

    Subscription create(Caller partner, SubscriptionTerms terms) {
        UUID patientId = rooms.patient(partner);
        return write(tx ->
                subscriptions.create(tx, partner, new CreateSubscription(patientId, terms, SubscriptionStatus.ACTIVE)));
    }

    Subscription find(Caller partner, UUID subscriptionId) {
        return rooms.read(tx -> subscriptions.find(tx, partner, new Key(subscriptionId, null)));
    }

    void renew() {
        write(tx -> {
            subscriptions.renew(tx);
            return true;
        });
    }

    /** Cases of the patient, oldest first. */
    List<UUID> cases(UUID patientId) {
        return rooms.read(tx -> tx.handle()
                .createQuery(
                        "select case_id from cases.patient_case where patient_id = :id order by created_at, version")
                .bind("id", patientId)
                .mapTo(UUID.class)
                .list());
    }

    /** How often it came round, and how many of these times wait for their case. */
    List<Long> renewals(UUID subscriptionId) {
        return rooms.read(tx -> List.of(
                count(tx, "subscription_id = :id", subscriptionId),
                count(tx, "subscription_id = :id and settled_at is null", subscriptionId)));
    }

    private static long count(Tx tx, String condition, UUID id) {
        return tx.handle()
                .createQuery("select count(1) from orders.renewal where " + condition)
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void close() {
        running.close();
        rooms.close();
    }
}

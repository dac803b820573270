package io.careloom.orders.subscriptions;

import io.careloom.cases.Cases;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.kernel.Caller;
import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.orders.subscriptions.SubscriptionStatus.Mover;
import io.careloom.orders.subscriptions.SubscriptionTerms.Product;
import io.careloom.patients.Patient;
import io.careloom.patients.Patients;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.Subscriber;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door to subscriptions. Fact, audit row and event commit with the transaction handed in; one out of the caller's
 * reach is 404, a move that its status does not allow a conflict with {@code allowed_transitions}.
 */
public final class Subscriptions {
    private static final int BATCH = 200;
    private static final PageQuery ALL = new PageQuery(1, 1_000_000, null, true, null, PageQuery.Trashed.WITHOUT);

    private final SubscriptionStore store = new SubscriptionStore();
    private final RenewalStore renewals = new RenewalStore();
    private final Neighbours rooms;
    private final Ground ground;

    /** The rooms this chapter asks. */
    public record Neighbours(Patients patients, Cases cases, Offerings offerings) {}

    /** What this chapter stands on. */
    public record Ground(EventLog events, AuditTrail audit, Clocks clocks) {}

    /**
     * One subscription, as a path names it.
     *
     * @param patientId whose it must be; null for anybody's
     */
    public record Key(UUID subscriptionId, @Nullable UUID patientId) {}

    /** The chapter, complete. */
    public Subscriptions(Neighbours rooms, Ground ground) {
        this.rooms = rooms;
        this.ground = ground;
    }

    /** What follows from events: follow-up cases after renewals, patients who leave. */
    public List<Subscriber> subscribers() {
        return List.of(new FollowUpStarter(store, renewals, rooms, ground.clocks()), new LeavingPatients(this));
    }

    /** One page, newest first unless asked otherwise; sorts by {@code created_at}, {@code updated_at}, {@code expires_at}. */
    public Page<Subscription> list(Tx tx, Caller caller, PageQuery query) {
        caller.require(Permission.SUBSCRIPTION_READ);
        Scope scope = caller.scope();
        return store.page(tx, scope, scope.isWhole() ? null : open(tx, scope), query);
    }

    /** Patients with a subscription whose records are open to people of care. */
    private Set<UUID> open(Tx tx, Scope scope) {
        return rooms.patients().all(tx, scope, store.patients(tx, scope)).keySet();
    }

    /** Those of one patient. */
    public Page<Subscription> ofPatient(Tx tx, Caller caller, UUID patientId, PageQuery query) {
        caller.require(Permission.SUBSCRIPTION_READ);
        return store.page(
                tx, caller.scope(), Set.of(patient(tx, caller, patientId).patientId()), query);
    }

    /** Everything a patient is subscribed to, for its archive. */
    public List<Subscription> allOf(Tx tx, UUID tenantId, UUID patientId) {
        return store.page(tx, Scope.tenant(tenantId), Set.of(patientId), ALL).items();
    }

    /** One subscription. */
    public Subscription find(Tx tx, Caller caller, Key key) {
        caller.require(Permission.SUBSCRIPTION_READ);
        return reached(tx, caller, store.find(tx, caller.scope(), key.subscriptionId(), key.patientId()));
    }

    /**
     * Subscribes a patient; renewals that lie before now are not made up for.
     *
     * @throws Problem INVALID for a product whose offering the patient's partner does not offer
     */
    public Subscription create(Tx tx, Caller caller, CreateSubscription command) {
        caller.require(Permission.SUBSCRIPTION_MANAGE);
        Patient patient = rooms.patients().hold(tx, caller.scope(), command.patientId());
        requireOrder(command.terms());
        requireOffered(tx, patient.partnerId(), command.terms().products(), Set.of());
        UUID tenantId = rooms.patients().tenantOf(tx, patient);
        Subscription made = Subscription.open(
                Ids.random(),
                new Subscription.Owner(tenantId, patient.partnerId(), patient.patientId()),
                command.terms(),
                command.status(),
                ground.clocks().now(tenantId));
        store.insert(tx, made);
        tell(tx, caller, "subscription.created", null, made);
        return made;
    }

    /**
     * Changes terms or status; nothing is written and told when everything stays as it is. An offering that it brings already
     * may be kept, though it is no longer offered.
     */
    public Subscription change(Tx tx, Caller caller, Key key, ChangeSubscription command) {
        Subscription before = lock(tx, caller, key);
        SubscriptionTerms terms = Fields.with(before.terms(), command.terms());
        SubscriptionStatus status = Objects.requireNonNullElse(command.status(), before.status());
        requireOrder(terms);
        requireOffered(tx, before.partnerId(), terms.products(), before.terms().offeringIds());
        Instant now = now(before);
        Subscription after = terms.equals(before.terms()) ? before : before.with(terms, now);
        if (status != before.status()) {
            after = after.to(status, Mover.PEOPLE, now);
        }
        if (after.equals(before)) {
            return before;
        }
        Subscription changed = Fields.with(after, Map.of("version", before.version() + 1));
        store.refill(tx, changed);
        return write(tx, caller, "subscription.changed", before, changed);
    }

    /** Cancels or pauses. */
    public Subscription move(Tx tx, Caller caller, Key key, SubscriptionStatus to) {
        Subscription before = lock(tx, caller, key);
        return write(tx, caller, "subscription." + to.word(), before, before.to(to, Mover.PEOPLE, now(before)));
    }

    /** Takes a subscription out of all lists; it renews no more. */
    public void delete(Tx tx, Caller caller, Key key) {
        Subscription before = lock(tx, caller, key);
        write(tx, caller, "subscription.deleted", before, before.deleted(now(before)));
    }

    /** The patient left: whatever is open is cancelled, and no list shows any of it. */
    void left(Tx tx, UUID tenantId, UUID patientId) {
        cancelAll(tx, tenantId, patientId);
        store.hide(tx, tenantId, patientId, true);
    }

    /** The patient came back: lists show again what it had. */
    void cameBack(Tx tx, UUID tenantId, UUID patientId) {
        store.hide(tx, tenantId, patientId, false);
    }

    private void cancelAll(Tx tx, UUID tenantId, UUID patientId) {
        for (Subscription one : allOf(tx, tenantId, patientId)) {
            store.lock(tx, Scope.tenant(tenantId), one.subscriptionId(), patientId)
                    .filter(before -> before.status().open(Mover.SERVER).contains(SubscriptionStatus.CANCELLED))
                    .ifPresent(before -> write(
                            tx,
                            Caller.system(tenantId),
                            "subscription.cancelled",
                            before,
                            before.to(SubscriptionStatus.CANCELLED, Mover.SERVER, now(before))));
        }
    }

    /** Does what is due by the tenants' clocks; run it often. Several nodes share the work. */
    public void renew(Tx tx) {
        List<Subscription> due;
        do {
            Map<UUID, Instant> times = store.tenantsWithWork(tx).stream()
                    .collect(Collectors.toMap(Function.identity(), ground.clocks()::now));
            due = store.lockDue(tx, times, BATCH);
            due.forEach(one -> catchUp(tx, one, times.getOrDefault(one.tenantId(), one.updatedAt())));
        } while (due.size() == BATCH);
    }

    private void catchUp(Tx tx, Subscription due, Instant now) {
        Caller server = Caller.system(due.tenantId());
        Subscription one = due;
        while (one.isDue(now)) {
            one = one.isOver(now)
                    ? write(
                            tx,
                            server,
                            "subscription.expired",
                            one,
                            one.to(SubscriptionStatus.EXPIRED, Mover.SERVER, now))
                    : renewed(tx, server, one, now);
        }
    }

    private Subscription renewed(Tx tx, Caller server, Subscription before, Instant now) {
        Instant dueAt = before.nextRenewalAt();
        Subscription after = before.renewed();
        renewals.insert(tx, after, dueAt, new RenewalCalendar(before.terms()).opensCase(dueAt), now);
        store.update(tx, after);
        record(tx, server, "subscription.renewed", before, after);
        ground.events().append(tx, new SubscriptionRenewed(after.tenantId(), after.subscriptionId(), after.version()));
        return after;
    }

    private Subscription lock(Tx tx, Caller caller, Key key) {
        caller.require(Permission.SUBSCRIPTION_MANAGE);
        return reached(tx, caller, store.lock(tx, caller.scope(), key.subscriptionId(), key.patientId()));
    }

    /** One of a patient whose record is not open to the caller is 404 too. */
    private Subscription reached(Tx tx, Caller caller, Optional<Subscription> found) {
        Subscription subscription = found.orElseThrow(Problem::notFound);
        patient(tx, caller, subscription.patientId());
        return subscription;
    }

    private Patient patient(Tx tx, Caller caller, UUID patientId) {
        return rooms.patients().find(tx, caller.scope(), patientId);
    }

    private Instant now(Subscription of) {
        return ground.clocks().now(of.tenantId());
    }

    private static void requireOrder(SubscriptionTerms terms) {
        if (!terms.expiresAt().isAfter(terms.subscriptionCreatedAt())) {
            throw Problem.invalid("expires_at", "The expires_at must be later than the subscription_created_at.");
        }
    }

    private void requireOffered(Tx tx, UUID partnerId, List<Product> products, Set<UUID> known) {
        Set<UUID> asked = products.stream()
                .flatMap(product -> Stream.ofNullable(product.offeringId()))
                .filter(id -> !known.contains(id))
                .collect(Collectors.toSet());
        Set<UUID> offered = rooms.offerings().offered(tx, partnerId, asked).keySet();
        Map<String, List<String>> faults = new LinkedHashMap<>();
        for (int i = 0; i < products.size(); i++) {
            UUID id = products.get(i).offeringId();
            if (id != null && asked.contains(id) && !offered.contains(id)) {
                faults.put(
                        "products.%d.offering_id".formatted(i),
                        List.of("This offering is unknown, or not offered now."));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private Subscription write(Tx tx, Caller caller, String action, Subscription before, Subscription after) {
        store.update(tx, after);
        tell(tx, caller, action, before, after);
        return after;
    }

    private void tell(Tx tx, Caller caller, String action, @Nullable Subscription before, Subscription after) {
        record(tx, caller, action, before, after);
        DomainEvent told = new SubscriptionChanged(after.tenantId(), after.subscriptionId(), after.version());
        ground.events().append(tx, told);
    }

    private void record(Tx tx, Caller caller, String action, @Nullable Subscription before, Subscription after) {
        Map<String, @Nullable Object> old = before == null ? new LinkedHashMap<>() : told(before);
        Map<String, @Nullable Object> changed = told(after);
        changed.entrySet().removeIf(entry -> Objects.equals(entry.getValue(), old.get(entry.getKey())));
        old.keySet().retainAll(changed.keySet());
        ground.audit()
                .changed(
                        tx,
                        caller,
                        new AuditedChange(
                                action, after.tenantId(), "subscription", after.subscriptionId(), old, changed));
    }

    private static Map<String, @Nullable Object> told(Subscription subscription) {
        SubscriptionTerms terms = subscription.terms();
        Map<String, @Nullable Object> told = Fields.of(terms);
        told.put("billing", terms.billing() == null ? null : Fields.of(terms.billing()));
        told.put("products", terms.products().stream().map(Fields::of).toList());
        told.put("metadata", terms.metadata().stream().map(Fields::of).toList());
        told.put("status", subscription.status().word());
        told.put("patient_id", subscription.patientId());
        told.put("next_renewal_at", subscription.nextRenewalAt());
        told.put("cancelled_at", subscription.cancelledAt());
        told.put("deleted_at", subscription.deletedAt());
        return told;
    }
}

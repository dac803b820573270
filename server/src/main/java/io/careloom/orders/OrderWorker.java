package io.careloom.orders;

import io.careloom.cases.offerings.CaseOffering;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Scope;
import io.careloom.orders.FulfilmentGateway.Refused;
import io.careloom.orders.FulfilmentGateway.Unreachable;
import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.OrderStatus.Mover;
import io.careloom.patients.Patient;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.jobs.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries orders to pharmacies: claims what is due with a lease, asks the pharmacy outside of any transaction, records the
 * outcome if the lease still holds. A node that dies in between leaves a lease that ends; the pharmacy is asked again under
 * the same key.
 */
public final class OrderWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderWorker.class);
    private static final Origin ORIGIN = Origin.worker("orders");
    private static final int BATCH = 20;
    private static final int LEASE_SECONDS = 120;

    /** Until a pharmacy that could not be asked is asked again, by the tenant's clock. */
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Orders orders;
    private final Fulfilment fulfilment;
    private final Loop loop = new Loop("orders", Duration.ofSeconds(1), this::step);

    /** What is asked of a pharmacy. */
    private record Errand(
            Order order,
            UUID lease,
            @Nullable FulfilmentGateway gateway,
            @Nullable Shipment shipment) {}

    /** How an errand ended: with a report, or with a word why there was none. */
    private record Outcome(
            @Nullable OrderReport report, @Nullable String unreachable) {}

    /** A worker of one node; not yet started. */
    public OrderWorker(Transactions transactions, Orders orders, Fulfilment fulfilment) {
        this.transactions = transactions;
        this.orders = orders;
        this.fulfilment = fulfilment;
    }

    /** Starts to carry. */
    public void start() {
        loop.start();
    }

    /** Does what is due now; true when there may be more. */
    boolean step() {
        List<Errand> errands = transactions.write(ORIGIN, this::claim);
        errands.forEach(this::run);
        return !errands.isEmpty();
    }

    private List<Errand> claim(Tx tx) {
        OrderStore store = orders.store();
        Map<UUID, Instant> times = store.tenantsWithWork(tx).stream()
                .collect(Collectors.toMap(Function.identity(), orders.ground().clocks()::now));
        List<Errand> errands = new ArrayList<>();
        for (Order due : times.isEmpty() ? List.<Order>of() : store.lockDue(tx, times, BATCH)) {
            Order order = due.status().isUnsent()
                    ? orders.trail()
                            .changed(
                                    tx,
                                    system(due),
                                    due,
                                    due.submit(Mover.TIMER, orders.trail().now(due)))
                    : due;
            UUID lease = Ids.random();
            store.lease(tx, order, lease, LEASE_SECONDS);
            errands.add(errand(tx, order, lease));
        }
        return errands;
    }

    private Errand errand(Tx tx, Order order, UUID lease) {
        Optional<FulfilmentGateway> gateway = fulfilment.of(
                orders.rooms().partners().tenant(tx, order.owner().tenantId()).environment(),
                order.content().gateway());
        return new Errand(order, lease, gateway.orElse(null), shipment(tx, order));
    }

    private void run(Errand errand) {
        Outcome outcome = ask(errand);
        transactions.write(ORIGIN, tx -> {
            orders.store()
                    .returned(tx, errand.order(), errand.lease())
                    .ifPresent(now -> keep(tx, errand, now, outcome));
            return true;
        });
    }

    private Outcome ask(Errand errand) {
        Order order = errand.order();
        FulfilmentGateway gateway = errand.gateway();
        Shipment shipment = errand.shipment();
        if (gateway == null || shipment == null) {
            String why = gateway == null ? "The pharmacy is not connected." : "The patient left.";
            return new Outcome(new OrderReport(Stage.FAILED, null, why, null, null), null);
        }
        Instant now = orders.trail().now(order);
        try {
            return new Outcome(
                    switch (order.status()) {
                        case READY -> gateway.create(shipment);
                        case CANCELLING -> callOff(gateway, shipment, now);
                        default -> gateway.look(shipment, now);
                    },
                    null);
        } catch (Refused e) {
            return new Outcome(new OrderReport(Stage.FAILED, null, e.details(), e.metadata(), null), null);
        } catch (Unreachable e) {
            LOG.warn("an order waits for its pharmacy: {}", e.reason());
            return new Outcome(null, e.reason());
        }
    }

    /** What may have arrived without our hearing of it is asked for its name under its key first. */
    private static OrderReport callOff(FulfilmentGateway gateway, Shipment shipment, Instant now) throws Unreachable {
        if (shipment.pharmacyOrderId() != null) {
            return gateway.cancel(shipment, now);
        }
        try {
            return gateway.cancel(shipment.named(gateway.create(shipment).pharmacyOrderId()), now);
        } catch (Refused e) {
            return OrderReport.of(Stage.CANCELLED, null);
        }
    }

    private void keep(Tx tx, Errand errand, Order order, Outcome outcome) {
        if (order.attempt() != errand.order().attempt()) {
            return; // it was submitted again meanwhile
        }
        Instant now = orders.trail().now(order);
        OrderReport report = outcome.report();
        Order after = report == null ? order : order.heard(report, now);
        orders.trail().changed(tx, system(order), order, after.due(nextLook(errand, after, report, now)));
    }

    /** When the worker comes back: soon to what it could not ask, now and then to what is under way, never to what is over. */
    private static @Nullable Instant nextLook(Errand errand, Order order, @Nullable OrderReport report, Instant now) {
        FulfilmentGateway gateway = errand.gateway();
        return switch (order.status()) {
            case NEW, SCHEDULED -> order.dueAt();
            case READY -> now.plus(RETRY);
            case CREATED, RECEIVED -> gateway == null ? null : now.plus(gateway.lookEvery());
            case CANCELLING -> {
                if (report != null && report.stage().status() == OrderStatus.FAILED) {
                    yield null; // the pharmacy has nothing, or nothing any more
                }
                yield errand.order().status() == OrderStatus.CANCELLING ? now.plus(RETRY) : now;
            }
            case FULFILLED, FAILED -> null;
        };
    }

    private static Caller system(Order order) {
        return Caller.system(order.owner().tenantId());
    }

    /** Null when the patient is not there any more. */
    private @Nullable Shipment shipment(Tx tx, Order order) {
        Scope scope = Scope.tenant(order.owner().tenantId());
        UUID patientId = order.owner().patientId();
        Patient patient =
                orders.rooms().patients().all(tx, scope, List.of(patientId)).get(patientId);
        if (patient == null) {
            return null;
        }
        UUID caseId = order.owner().caseId();
        List<Shipment.Item> items =
                orders
                        .rooms()
                        .cases()
                        .offerings()
                        .of(tx, scope, List.of(caseId))
                        .getOrDefault(caseId, List.of())
                        .stream()
                        .filter(line -> order.content().lineIds().contains(line.id()))
                        .map(OrderWorker::item)
                        .toList();
        return new Shipment(
                order.content().externalId() + "-" + order.attempt(),
                order.content().externalId(),
                order.content().number(),
                order.date(),
                order.isPriority(),
                order.content().pharmacyId(),
                order.receipt().id(),
                order.receipt().at(),
                recipient(patient),
                items);
    }

    private static Shipment.Recipient recipient(Patient patient) {
        Patient.Address home = patient.address();
        return new Shipment.Recipient(
                patient.patientId(),
                patient.firstName(),
                patient.lastName(),
                patient.dateOfBirth(),
                patient.phoneNumber(),
                patient.email(),
                home.address(),
                home.address2(),
                home.cityName(),
                home.state().abbreviation(),
                home.zipCode());
    }

    private static Shipment.Item item(CaseOffering line) {
        ProductTerms terms = line.product().terms();
        return new Shipment.Item(
                line.id(),
                terms.sku(),
                terms.ndc(),
                terms.name(),
                terms.quantity(),
                terms.daysSupply(),
                terms.directions(),
                terms.pharmacyNotes());
    }

    @Override
    public void close() {
        loop.close();
    }
}

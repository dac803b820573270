package io.careloom.orders;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.Cases;
import io.careloom.cases.CasesWorld;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.NewLine;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Scope;
import io.careloom.orders.Order.Gateway;
import io.careloom.platform.Fields;
import io.careloom.platform.audit.AuditHistory;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The room on top of those that it asks, with its subscribers running and a pharmacy of the test's own. */
final class OrderWorld implements AutoCloseable {
    static final Duration HOLD = Duration.ofSeconds(30);

    final CasesWorld rooms = new CasesWorld();
    final Orders orders;
    final OrderWorker worker;
    private final UUID clinicianId = rooms.clinician();
    private final Subscriptions running;

    OrderWorld(FulfilmentGateway pharmacy) {
        EventLog events = new EventLog(rooms.clocks);
        orders = new Orders(
                new Orders.Neighbours(rooms.people.partners, rooms.patients, rooms.cases, rooms.catalog.offerings()),
                new Orders.Ground(
                        events,
                        new AuditTrail(rooms.people.vault, rooms.clocks),
                        new AuditHistory(rooms.people.vault, (_, _) -> Map.of()),
                        rooms.clocks,
                        HOLD));
        rooms.orders = orders::shown;
        worker = worker(pharmacy);
        running = new Subscriptions(rooms.people.transactions, rooms.database.address(2), events, orders.subscribers());
        running.start();
    }

    /** One that is not started: the test lets it step. In live, pharmacies are connected but for Boothwyn. */
    OrderWorker worker(FulfilmentGateway pharmacy) {
        return new OrderWorker(
                rooms.people.transactions, orders, new Fulfilment(pharmacy, Map.of(Gateway.PHARMACY_API, pharmacy)));
    }

    <T> T write(Function<Tx, T> work) {
        return rooms.write(work);
    }

    <T> T read(Function<Tx, T> work) {
        return rooms.read(work);
    }

    /** A partner of its own, so that its clock is nobody else's; there it is noon, so that no midnight comes in between. */
    Caller partner(String name, Environment environment) {
        Caller partner = rooms.credential(rooms.people.partner(name), environment);
        Instant now = rooms.clocks.now(partner.tenant());
        Instant noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36));
        advance(partner, Duration.between(now, noon));
        return partner;
    }

    void advance(Caller partner, Duration by) {
        write(tx -> {
            rooms.clocks.advance(tx, partner.tenant(), by);
            return true;
        });
    }

    Caller clinician() {
        return rooms.clinicianCaller(clinicianId);
    }

    static NewLine line(ProductType type, Map<String, Object> terms) {
        return new NewLine(null, type, Map.of(), ProductTerms.NONE.with(terms));
    }

    /** Honeybee's three fills of 90 days. */
    static NewLine threeFills() {
        return line(ProductType.PHARMACY_API_PRODUCT, fills(2));
    }

    static Map<String, Object> fills(int refills) {
        return new HashMap<>(Map.of(
                "name", "Aygestin",
                "ndc", "68462030450",
                "quantity", "30",
                "refills", refills,
                "days_supply", 90,
                "pharmacy_id", 31,
                "pharmacy_name", "Quayside Pharmacy"));
    }

    /** A case in processing with these lines, all on their way. */
    UUID processing(Caller partner, NewLine... wanted) {
        UUID caseId = rooms.submit(partner, plain -> plain).caseId();
        rooms.becomes(caseId, "assigned");
        for (NewLine line : wanted) {
            write(tx -> rooms.cases.offerings().add(tx, clinician(), caseId, line));
        }
        write(tx -> rooms.cases.moveByClinician(tx, clinician(), caseId, CaseStatus.PROCESSING, null));
        return caseId;
    }

    List<CaseOffering> lines(Caller partner, UUID caseId) {
        return read(tx ->
                rooms.cases.offerings().of(tx, partner.scope(), List.of(caseId)).getOrDefault(caseId, List.of()));
    }

    /** What a pharmacy's word that the prescription arrived does to the line. */
    void taken(Caller partner, UUID caseId, UUID lineId) {
        Caller server = Caller.system(partner.tenant());
        Cases cases = rooms.cases;
        write(tx -> {
            cases.offerings().submit(tx, server, caseId, List.of(lineId), Map.of());
            return cases.offerings().complete(tx, server, caseId, lineId, null);
        });
    }

    /** The orders of a completed case with these lines, as soon as they are made. */
    List<Order> ordered(Caller partner, NewLine... wanted) throws InterruptedException {
        UUID caseId = processing(partner, wanted);
        lines(partner, caseId).forEach(line -> taken(partner, caseId, line.id()));
        eventually("orders are made", () -> !ofCase(partner, caseId).isEmpty());
        return ofCase(partner, caseId);
    }

    List<Order> ofCase(Caller partner, UUID caseId) {
        return read(tx -> orders.store().ofCases(tx, partner.scope(), List.of(caseId)));
    }

    Order again(Order order) {
        return read(tx -> orders.store()
                .find(tx, Scope.tenant(order.owner().tenantId()), order.owner().caseId(), order.orderId())
                .orElseThrow());
    }

    /** The same order, put into another status by force. */
    Order put(Order order, OrderStatus status) {
        Map<String, Object> changes = new HashMap<>(Map.of("status", status));
        if (!status.isUnsent()) {
            changes.put("attempt", 1);
        }
        Order forced = Fields.with(order, changes).due(null);
        write(tx -> {
            orders.store().update(tx, forced);
            return true;
        });
        return again(order);
    }

    static Orders.Key key(Order order) {
        return new Orders.Key(order.owner().caseId(), order.orderId());
    }

    /** Names and fields of what partners were told of the order, in turn. */
    List<String> told(Order order) {
        return read(tx -> tx.handle()
                .createQuery("""
                        select event_type || ' ' || sequence || ' ' || fields from platform.event_log
                        where subject_id = :id and event_type is not null order by position
                        """)
                .bind("id", order.orderId())
                .mapTo(String.class)
                .list());
    }

    @Override
    public void close() {
        running.close();
        rooms.close();
    }
}

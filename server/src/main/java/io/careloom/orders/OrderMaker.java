package io.careloom.orders;

import io.careloom.cases.CaseEvent.CaseCancelled;
import io.careloom.cases.CaseEvent.CaseCompleted;
import io.careloom.cases.Cases;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.cases.offerings.LineStatus;
import io.careloom.cases.offerings.OfferingSubmitted;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.platform.Ids;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Orders what pharmacies have to send for the lines of a case once their prescriptions were taken; each line and turn is
 * ordered once.
 */
final class OrderMaker implements Subscriber {
    private static final String SUBMITTED = OfferingSubmitted.class.getSimpleName();
    private static final String NOT_APPLICABLE = "not-applicable";

    private final Partners partners;
    private final Cases cases;
    private final OrderStore store;
    private final OrderTrail trail;
    private final Clocks clocks;
    private final Duration hold;

    /** @param ground its hold is how long a new order waits for second thoughts */
    OrderMaker(Orders.Neighbours rooms, OrderStore store, OrderTrail trail, Orders.Ground ground) {
        this.partners = rooms.partners();
        this.cases = rooms.cases();
        this.store = store;
        this.trail = trail;
        this.clocks = ground.clocks();
        this.hold = ground.hold();
    }

    @Override
    public String name() {
        return "orders.maker";
    }

    @Override
    public Set<String> names() {
        // a case that ends takes along what no further line will trigger
        return Set.of(SUBMITTED, CaseCompleted.class.getSimpleName(), CaseCancelled.class.getSimpleName());
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        UUID tenantId = event.tenantId();
        UUID caseId = event.subjectId();
        CaseLine of = cases.lists()
                .byIds(tx, Caller.system(tenantId), List.of(caseId))
                .get(caseId);
        if (of == null || of.patient() == null) {
            return; // the patient left
        }
        Order.Owner owner =
                new Order.Owner(tenantId, of.partnerId(), caseId, of.patient().patientId(), of.caseType());
        Environment environment = partners.tenant(tx, tenantId).environment();
        List<CaseOffering> lines = cases.offerings()
                .of(tx, Scope.tenant(tenantId), List.of(caseId))
                .getOrDefault(caseId, List.of());
        Set<UUID> ordered = store.orderedLines(tx, tenantId, caseId);
        for (OrderPlan plan : OrderPlan.of(lines, ordered, event.name().equals(SUBMITTED))) {
            if (Fulfilment.isOrdered(environment, plan.pharmacy().gateway())) {
                order(tx, owner, plan);
            } else {
                plan.lines().forEach(line -> nothingToOrder(tx, owner, line));
            }
        }
        lines.stream()
                .filter(line -> !line.product().type().isPrescribed() && line.status() == LineStatus.COMPLETED)
                .forEach(line -> nothingToOrder(tx, owner, line));
    }

    private void nothingToOrder(Tx tx, Order.Owner owner, CaseOffering line) {
        if (line.ordered().status() == null) {
            Ordered said = new Ordered(NOT_APPLICABLE, null, null, clocks.now(owner.tenantId()));
            cases.offerings().ordered(tx, Caller.system(owner.tenantId()), owner.caseId(), line.id(), said);
        }
    }

    private void order(Tx tx, Order.Owner owner, OrderPlan plan) {
        Instant now = clocks.now(owner.tenantId());
        List<UUID> names =
                IntStream.range(0, plan.total()).mapToObj(_ -> Ids.random()).toList();
        for (int turn = 1; turn <= plan.total(); turn++) {
            OrderPlan.Pharmacy pharmacy = plan.pharmacy();
            Order.Content content = new Order.Content(
                    names.get(turn - 1),
                    Ids.ulid(now),
                    pharmacy.gateway(),
                    pharmacy.id(),
                    pharmacy.name(),
                    names.getFirst(),
                    turn,
                    plan.total(),
                    plan.linesOf(turn));
            trail.opened(tx, opened(owner, content, plan.dateOf(turn, LocalDate.ofInstant(now, ZoneOffset.UTC)), now));
        }
    }

    private Order opened(Order.Owner owner, Order.Content content, LocalDate date, Instant now) {
        Instant day = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        boolean waits = day.isAfter(now);
        return new Order(
                Ids.random(),
                owner,
                content,
                waits ? OrderStatus.SCHEDULED : OrderStatus.NEW,
                date,
                Order.Said.NOTHING,
                Order.Payment.NONE,
                Order.Receipt.NONE,
                null,
                false,
                null,
                0,
                1,
                waits ? day : now.plus(hold),
                now,
                now);
    }
}

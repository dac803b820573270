package io.careloom.orders;

import io.careloom.cases.Cases;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.charts.CaseOrders;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.orders.Order.Payment;
import io.careloom.orders.OrderStatus.Mover;
import io.careloom.partners.Partners;
import io.careloom.patients.Patients;
import io.careloom.platform.audit.AuditHistory;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.Subscriber;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The door to orders. Fact, audit row, event and the lines it fills commit with the transaction handed in; a case out of the
 * caller's reach and an order of another case are 404, a move that the status does not allow is a conflict with
 * {@code allowed_transitions}.
 */
public final class Orders {
    private static final PageQuery ALL = new PageQuery(1, 1_000_000, null, true, null, PageQuery.Trashed.WITHOUT);

    private final OrderStore store = new OrderStore();
    private final Neighbours rooms;
    private final Ground ground;
    private final OrderTrail trail;
    private final PatientOrders bought;

    /** The rooms on this room's card that orders ask. */
    public record Neighbours(Partners partners, Patients patients, Cases cases, Offerings offerings) {}

    /**
     * What this room stands on.
     *
     * @param hold how long a new order waits before it goes to the pharmacy, by the tenant's clock
     */
    public record Ground(EventLog events, AuditTrail audit, AuditHistory history, Clocks clocks, Duration hold) {}

    /** An order, as a path names it. */
    public record Key(UUID caseId, UUID orderId) {}

    /** The room, complete. */
    public Orders(Neighbours rooms, Ground ground) {
        this.rooms = rooms;
        this.ground = ground;
        this.trail = new OrderTrail(store, rooms.cases(), ground);
        this.bought = new PatientOrders(rooms, ground);
    }

    /** What patients bought in the shops of their partners. */
    public PatientOrders bought() {
        return bought;
    }

    /** What follows from events: orders for lines that were taken, patients who leave. */
    public List<Subscriber> subscribers() {
        return List.of(new OrderMaker(rooms, store, trail, ground), new PatientFollower(store));
    }

    OrderStore store() {
        return store;
    }

    OrderTrail trail() {
        return trail;
    }

    Neighbours rooms() {
        return rooms;
    }

    Ground ground() {
        return ground;
    }

    /** The orders of a case, sequence by sequence. */
    public List<OrderView> ofCase(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.ORDER_READ);
        requireCase(tx, caller, caseId);
        return views(tx, caller, store.ofCases(tx, caller.scope(), List.of(caseId)));
    }

    /** The orders of these cases as lists of cases show them, which have read the cases. */
    public Map<UUID, List<CaseOrders.Line>> shown(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return store.shown(tx, scope, caseIds);
    }

    /** Orders of all cases that the caller sees, newest first; sorts by {@code created_at}, {@code updated_at}, {@code date}. */
    public Page<OrderView> list(Tx tx, Caller caller, OrderFilter filter, List<UUID> clinicians, PageQuery query) {
        caller.require(Permission.ORDER_READ);
        Set<UUID> shown = rooms.cases().lists().shown(tx, caller, clinicians);
        return views(tx, caller, store.page(tx, caller.scope(), filter.within(shown), query));
    }

    /** The orders of one patient; 404 out of reach. */
    public Page<OrderView> ofPatient(Tx tx, Caller caller, UUID patientId, PageQuery query) {
        rooms.patients().find(tx, caller.scope(), patientId);
        return list(tx, caller, OrderFilter.ofPatient(patientId), List.of(), query);
    }

    /** Everything that was ordered for a patient, for its archive. */
    public List<Order> allOf(Tx tx, UUID tenantId, UUID patientId) {
        return store.page(tx, Scope.tenant(tenantId), OrderFilter.ofPatient(patientId), ALL)
                .items();
    }

    /** What was changed in an order, newest first. */
    public List<OrderHistory.Line> events(Tx tx, Caller caller, Key key, PageQuery query) {
        caller.require(Permission.ORDER_READ);
        requireCase(tx, caller, key.caseId());
        Order order =
                store.find(tx, caller.scope(), key.caseId(), key.orderId()).orElseThrow(Problem::notFound);
        return new OrderHistory(ground.history()).lines(tx, order, query);
    }

    /** Sends an order to the pharmacy now, whatever its day; of several at once one wins. */
    public OrderView submit(Tx tx, Caller caller, Key key) {
        return changed(tx, caller, key, order -> order.submit(Mover.PEOPLE, trail.now(order)));
    }

    /** Calls an order off; one that the pharmacy has is called off there by the worker. */
    public OrderView cancel(Tx tx, Caller caller, Key key) {
        return changed(tx, caller, key, order -> order.cancel(Mover.PEOPLE, trail.now(order)));
    }

    /** Changes day or payment; the present values change nothing. */
    public OrderView change(Tx tx, Caller caller, Key key, ChangeOrder command) {
        return changed(tx, caller, key, order -> {
            LocalDate day = Objects.requireNonNullElse(command.date().or(order.date()), order.date());
            Payment paid = new Payment(
                    command.paymentStatus().or(order.payment().status()),
                    command.paymentDate().or(order.payment().date()));
            return order.change(day, paid, trail.now(order));
        });
    }

    /**
     * Sends what a case still has to send first: of each sequence the first order that is new, waiting or failed.
     *
     * @param isPriority before the orders of others
     * @throws Problem CONFLICT when nothing is left to be sent
     */
    public List<OrderView> submitAll(Tx tx, Caller caller, UUID caseId, boolean isPriority, String reason) {
        caller.require(Permission.ORDER_MANAGE);
        requireCase(tx, caller, caseId);
        Map<UUID, Order> first = new LinkedHashMap<>();
        // Locked before the choice: the worker may be about to send one of them.
        store.lockOfCase(tx, caller.scope(), caseId).stream()
                .filter(order -> order.status().open(Mover.PEOPLE).contains(OrderStatus.READY))
                .forEach(order -> first.putIfAbsent(order.content().sequenceId(), order));
        if (first.isEmpty()) {
            throw Problem.conflict("nothing_to_submit", "No order of this case can be sent now.")
                    .with("allowed_transitions", List.of());
        }
        List<OrderView> sent = new ArrayList<>();
        for (Order order : first.values()) {
            Key key = new Key(caseId, order.orderId());
            sent.add(changed(
                    tx,
                    caller,
                    key,
                    locked -> locked.submit(Mover.PEOPLE, trail.now(locked))
                            .hurried(isPriority, reason, trail.now(locked))));
        }
        return sent;
    }

    /**
     * A pharmacy says where an order stands; what it said before, or what came too late, changes nothing.
     *
     * @param externalId our name for the order
     * @return false when it knows an order that we do not, or that we never sent
     */
    public boolean hear(Tx tx, UUID externalId, OrderReport report) {
        Order order = store.lockExternal(tx, externalId).orElse(null);
        if (order == null || order.status().isUnsent() || order.isStale(report)) {
            return false;
        }
        trail.changed(tx, Caller.system(order.owner().tenantId()), order, order.heard(report, trail.now(order)));
        return true;
    }

    private OrderView changed(Tx tx, Caller caller, Key key, UnaryOperator<Order> change) {
        caller.require(Permission.ORDER_MANAGE);
        requireCase(tx, caller, key.caseId());
        Order before =
                store.lock(tx, caller.scope(), key.caseId(), key.orderId()).orElseThrow(Problem::notFound);
        trail.changed(tx, caller, before, change.apply(before));
        return ofCase(tx, caller, key.caseId()).stream()
                .filter(view -> view.order().orderId().equals(key.orderId()))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private void requireCase(Tx tx, Caller caller, UUID caseId) {
        rooms.cases().find(tx, caller, caseId);
    }

    private Page<OrderView> views(Tx tx, Caller caller, Page<Order> page) {
        return new Page<>(views(tx, caller, page.items()), page.total(), page.query());
    }

    private List<OrderView> views(Tx tx, Caller caller, List<Order> orders) {
        Set<UUID> caseIds = orders.stream().map(order -> order.owner().caseId()).collect(Collectors.toSet());
        Map<UUID, CaseLine> cases = rooms.cases().lists().byIds(tx, caller, caseIds);
        Map<UUID, OrderView.Line> lines = lines(tx, caller.scope(), caseIds);
        return orders.stream()
                .filter(order -> cases.containsKey(order.owner().caseId()))
                .map(order -> new OrderView(
                        order,
                        Objects.requireNonNull(cases.get(order.owner().caseId())),
                        order.content().lineIds().stream()
                                .flatMap(id -> Stream.ofNullable(lines.get(id)))
                                .toList()))
                .toList();
    }

    private Map<UUID, OrderView.Line> lines(Tx tx, Scope scope, Collection<UUID> caseIds) {
        List<CaseOffering> lines = rooms.cases().offerings().of(tx, scope, caseIds).values().stream()
                .flatMap(List::stream)
                .toList();
        List<UUID> made = lines.stream()
                .flatMap(line -> Stream.ofNullable(line.offeringId()))
                .distinct()
                .toList();
        Map<UUID, List<CaseDisease>> diseases =
                rooms.cases().offerings().diseases().of(tx, lines);
        Map<UUID, Offering> offerings = rooms.offerings().all(tx, made);
        Set<UUID> recommending = rooms.offerings().links().recommending(tx, offerings.keySet());
        return lines.stream()
                .map(line -> new OrderView.Line(
                        line,
                        diseases.getOrDefault(line.id(), List.of()),
                        line.offeringId() == null ? null : offerings.get(line.offeringId()),
                        line.offeringId() != null && recommending.contains(line.offeringId())))
                .collect(Collectors.toMap(line -> line.line().id(), Function.identity()));
    }
}

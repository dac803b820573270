package io.careloom.orders;

import io.careloom.cases.Cases;
import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.kernel.Caller;
import io.careloom.orders.OrderEvent.OrderChanged;
import io.careloom.orders.OrderEvent.OrderStatusChanged;
import io.careloom.orders.OrderEvent.OrderTrackingNumberChanged;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.platform.Fields;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written whenever an order changes: the row, the audit row, what partners are told, and the lines it fills. */
final class OrderTrail {
    private final OrderStore store;
    private final Cases cases;
    private final EventLog events;
    private final AuditTrail audit;
    private final Clocks clocks;

    OrderTrail(OrderStore store, Cases cases, Orders.Ground ground) {
        this.store = store;
        this.cases = cases;
        this.events = ground.events();
        this.audit = ground.audit();
        this.clocks = ground.clocks();
    }

    Instant now(Order of) {
        return clocks.now(of.owner().tenantId());
    }

    /** A new order; partners hear of it when it goes on. */
    void opened(Tx tx, Order order) {
        UUID tenantId = order.owner().tenantId();
        store.insert(tx, order);
        record(tx, Caller.system(tenantId), null, order);
        events.append(tx, new OrderChanged(tenantId, order.orderId(), order.version()));
        mark(tx, order);
    }

    /** The order after a change; the same again changes nothing. */
    Order changed(Tx tx, Caller caller, Order before, Order after) {
        if (after.equals(before)) {
            return before;
        }
        if (Objects.equals(values(before), values(after))) {
            store.update(tx, after); // only the worker's own times
            return after;
        }
        boolean moved = before.status() != after.status();
        boolean tracked = !Objects.equals(number(before), number(after));
        long told = (moved ? 1 : 0) + (tracked ? 1 : 0);
        Order kept = Fields.with(after, Map.of("version", before.version() + Math.max(told, 1)));
        store.update(tx, kept);
        record(tx, caller, before, kept);
        tell(tx, kept, moved, tracked);
        mark(tx, kept);
        return kept;
    }

    private void tell(Tx tx, Order order, boolean moved, boolean tracked) {
        UUID tenantId = order.owner().tenantId();
        UUID caseId = order.owner().caseId();
        String word = order.status().word();
        if (moved) {
            long turn = tracked ? order.version() - 1 : order.version();
            events.append(tx, new OrderStatusChanged(tenantId, order.orderId(), turn, caseId, word, order.details()));
        }
        if (tracked) {
            events.append(
                    tx,
                    new OrderTrackingNumberChanged(
                            tenantId, order.orderId(), order.version(), caseId, word, order.details()));
        }
        if (!moved && !tracked) {
            events.append(tx, new OrderChanged(tenantId, order.orderId(), order.version()));
        }
    }

    /** The lines show the fill that is on its way, or was last; not those that wait for their day. */
    private void mark(Tx tx, Order order) {
        boolean waits =
                order.status() == OrderStatus.SCHEDULED && order.content().sequenceNumber() > 1;
        if (waits) {
            return;
        }
        UUID tenantId = order.owner().tenantId();
        Ordered ordered = new Ordered(order.status().word(), order.date(), order.details(), order.updatedAt());
        for (UUID lineId : order.content().lineIds()) {
            cases.offerings().ordered(tx, Caller.system(tenantId), order.owner().caseId(), lineId, ordered);
        }
    }

    private static @Nullable String number(Order order) {
        Tracking tracking = order.tracking();
        return tracking == null ? null : tracking.number();
    }

    private void record(Tx tx, Caller caller, @Nullable Order before, Order after) {
        Map<String, @Nullable Object> old = before == null ? new LinkedHashMap<>() : values(before);
        Map<String, @Nullable Object> changed = values(after);
        changed.entrySet().removeIf(entry -> Objects.equals(entry.getValue(), old.get(entry.getKey())));
        old.keySet().retainAll(changed.keySet());
        audit.changed(
                tx,
                caller,
                new AuditedChange(
                        before == null ? "order.created" : "order.changed",
                        after.owner().tenantId(),
                        "case_order",
                        after.orderId(),
                        old,
                        changed));
    }

    /** What may change, and is told to whoever reads the events of an order. */
    private static Map<String, @Nullable Object> values(Order order) {
        Tracking tracking = order.tracking();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("case_id", order.owner().caseId());
        values.put("external_id", order.content().externalId());
        values.put("pharmacy_id", order.content().pharmacyId());
        values.put("number", order.content().number());
        values.put("status", order.status().word());
        values.put("date", order.date().toString());
        values.put("details", order.details());
        values.put("status_metadata", order.said().metadata());
        values.put("payment_status", order.payment().status());
        values.put("payment_date", Objects.toString(order.payment().date(), null));
        values.put("acknowledged_id", order.receipt().id());
        values.put("tracking_number", number(order));
        values.put("tracking_link", tracking == null ? null : tracking.link());
        values.put("tracking_company", tracking == null ? null : tracking.company());
        values.put("is_priority", order.isPriority());
        values.put("reason", order.reason());
        values.put("attempt", order.attempt());
        return values;
    }
}

package io.careloom.orders;

import io.careloom.orders.OrderReport.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** A pharmacy that remembers what it was asked, knows repetitions by their key, and fails when it is told to. */
final class Pharmacy implements FulfilmentGateway {
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final Map<String, String> orders = new ConcurrentHashMap<>();
    final AtomicReference<OrderReport> stands = new AtomicReference<>();
    final AtomicReference<Runnable> afterwards = new AtomicReference<>(() -> {});
    volatile boolean away;
    /** What it does reaches it, and its answer is lost on the way. */
    volatile boolean unheard;

    volatile String refusal;

    @Override
    public OrderReport create(Shipment shipment) throws Refused, Unreachable {
        asked.add("create " + shipment.key());
        answer();
        if (refusal != null) {
            throw new Refused(refusal, "{\"code\":42227}");
        }
        orders.putIfAbsent(shipment.key(), "PH" + (orders.size() + 1));
        afterwards.getAndSet(() -> {}).run();
        if (unheard) {
            throw new Unreachable("timeout");
        }
        return OrderReport.of(Stage.CREATED, orders.get(shipment.key()));
    }

    @Override
    public OrderReport look(Shipment shipment, Instant now) throws Unreachable {
        asked.add("look " + shipment.pharmacyOrderId());
        answer();
        OrderReport report = stands.get();
        return report == null ? OrderReport.of(Stage.CREATED, shipment.pharmacyOrderId()) : report;
    }

    @Override
    public Duration lookEvery() {
        return Duration.ofSeconds(10);
    }

    @Override
    public OrderReport cancel(Shipment shipment, Instant now) throws Unreachable {
        asked.add("cancel " + shipment.pharmacyOrderId());
        answer();
        return OrderReport.of(Stage.CANCELLED, shipment.pharmacyOrderId());
    }

    private void answer() throws Unreachable {
        if (away) {
            throw new Unreachable("timeout");
        }
    }
}

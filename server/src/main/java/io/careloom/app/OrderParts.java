package io.careloom.app;

import io.careloom.orders.Fulfilment;
import io.careloom.orders.FulfilmentGateway;
import io.careloom.orders.Order;
import io.careloom.orders.OrderWorker;
import io.careloom.orders.Orders;
import io.careloom.orders.PharmacyCallbacks;
import io.careloom.orders.boothwyn.BoothwynAccount;
import io.careloom.orders.boothwyn.BoothwynGateway;
import io.careloom.orders.http.OrderClinicianRoutes;
import io.careloom.orders.http.OrderRoutes;
import io.careloom.orders.http.PatientOrderRoutes;
import io.careloom.orders.http.PharmacyCallbackRoutes;
import io.careloom.orders.http.SubscriptionClinicianRoutes;
import io.careloom.orders.http.SubscriptionPartnerRoutes;
import io.careloom.orders.pharmacyapi.PharmacyApiAccount;
import io.careloom.orders.pharmacyapi.PharmacyApiGateway;
import io.careloom.orders.subscriptions.Subscriptions;
import io.careloom.platform.audit.AuditHistory;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.events.EventLog;
import io.careloom.platform.events.Subscriber;
import io.careloom.platform.http.Routes;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.platform.sealing.Vault;
import io.careloom.sandbox.SimulatedFulfilment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The room of orders: its doors, its worker, its rows. */
final class OrderParts {
    final Subscriptions subscriptions;
    final Orders orders;
    final OrderWorker worker;
    private final PharmacyCallbacks callbacks;

    /** What the room stands on. */
    record Ground(
            EventLog events,
            AuditTrail audit,
            AuditHistory history,
            Clocks clocks,
            Vault vault,
            Transactions transactions,
            GuardedClient outbound) {}

    OrderParts(Orders.Neighbours rooms, Ground ground, CareloomConfig.OrdersAt at) {
        subscriptions = new Subscriptions(
                new Subscriptions.Neighbours(rooms.patients(), rooms.cases(), rooms.offerings()),
                new Subscriptions.Ground(ground.events(), ground.audit(), ground.clocks()));
        orders = new Orders(
                rooms,
                new Orders.Ground(
                        ground.events(),
                        ground.audit(),
                        ground.history(),
                        ground.clocks(),
                        Duration.ofSeconds(at.holdSeconds())));
        worker = new OrderWorker(ground.transactions(), orders, fulfilment(at, ground));
        callbacks = new PharmacyCallbacks(orders, ground.vault(), at.signing());
    }

    private static Fulfilment fulfilment(CareloomConfig.OrdersAt at, Ground ground) {
        Map<Order.Gateway, FulfilmentGateway> live = new EnumMap<>(Order.Gateway.class);
        BoothwynAccount boothwyn = at.boothwyn();
        if (boothwyn != null) {
            live.put(Order.Gateway.BOOTHWYN, new BoothwynGateway(ground.outbound(), boothwyn));
        }
        PharmacyApiAccount pharmacyApi = at.pharmacyApi();
        if (pharmacyApi != null) {
            live.put(
                    Order.Gateway.PHARMACY_API,
                    new PharmacyApiGateway(ground.outbound(), pharmacyApi, ground.clocks()));
        }
        return new Fulfilment(new SimulatedFulfilment(Duration.ofSeconds(at.simulatorSeconds())), live);
    }

    List<Routes> routes() {
        return List.of(
                OrderRoutes.forPartners(orders),
                OrderRoutes.forClinicians(orders),
                new OrderClinicianRoutes(orders),
                new PatientOrderRoutes(orders.bought()),
                new PharmacyCallbackRoutes(callbacks),
                new SubscriptionPartnerRoutes(subscriptions),
                new SubscriptionClinicianRoutes(subscriptions));
    }

    List<Subscriber> subscribers() {
        return Stream.concat(subscriptions.subscribers().stream(), orders.subscribers().stream())
                .toList();
    }
}

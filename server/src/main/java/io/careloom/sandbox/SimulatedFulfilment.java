package io.careloom.sandbox;

import io.careloom.orders.FulfilmentGateway;
import io.careloom.orders.OrderReport;
import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.orders.Shipment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The pharmacy of the sandbox: takes every order, works on it after half of its time and ships it after all of it, by the
 * tenant's clock. Words in the {@code pharmacy_notes} of a product change that: {@link #REFUSE} refuses the order,
 * {@link #UNREACHABLE} never answers, {@link #KEEP} never ships.
 */
public final class SimulatedFulfilment implements FulfilmentGateway {
    /** The address does not exist. */
    public static final String REFUSE = "[refuse order]";

    /** No answer to anything. */
    public static final String UNREACHABLE = "[no answer]";

    /** Worked on for ever. */
    public static final String KEEP = "[never ships]";

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String COMPANY = "Simulated Parcel";
    private static final String REFUSAL = "Invalid Address Zip; Address zip does not exist in the state provided";
    private static final String REFUSAL_DETAIL = "{\"errors\":[{\"code\":42227,\"message\":\"Invalid Address Zip\","
            + "\"error_detail\":[{\"field\":\"address.zip\",\"message\":\"does not exist in the state provided\"}]}]}";

    private final Duration shipping;

    /** @param shipping from the order to its tracking number */
    public SimulatedFulfilment(Duration shipping) {
        this.shipping = shipping;
    }

    @Override
    public OrderReport create(Shipment shipment) throws Refused, Unreachable {
        requireAnswer(shipment);
        if (says(shipment, REFUSE)) {
            throw new Refused(REFUSAL, REFUSAL_DETAIL);
        }
        return new OrderReport(Stage.CREATED, id(shipment), null, "{\"simulated\":true}", null);
    }

    @Override
    public OrderReport look(Shipment shipment, Instant now) throws Unreachable {
        requireAnswer(shipment);
        Instant taken = shipment.takenAt();
        if (taken == null || now.isBefore(taken.plus(shipping.dividedBy(2)))) {
            return OrderReport.of(Stage.CREATED, id(shipment));
        }
        Instant shipped = taken.plus(shipping);
        if (says(shipment, KEEP) || now.isBefore(shipped)) {
            return OrderReport.of(Stage.RECEIVED, id(shipment));
        }
        String number = "SIM" + shipment.number().substring(shipment.number().length() - 10);
        Tracking tracking = new Tracking(number, "https://track.example/" + number, COMPANY, shipped);
        return new OrderReport(Stage.FULFILLED, id(shipment), null, null, tracking);
    }

    @Override
    public Duration lookEvery() {
        return LOOK;
    }

    @Override
    public OrderReport cancel(Shipment shipment, Instant now) throws Unreachable {
        OrderReport stands = look(shipment, now);
        return stands.stage() == Stage.FULFILLED ? stands : OrderReport.of(Stage.CANCELLED, id(shipment));
    }

    private static void requireAnswer(Shipment shipment) throws Unreachable {
        if (says(shipment, UNREACHABLE)) {
            throw new Unreachable("timeout");
        }
    }

    private static boolean says(Shipment shipment, String word) {
        List<Shipment.Item> items = shipment.items();
        return items.stream()
                .anyMatch(item ->
                        item.pharmacyNotes() != null && item.pharmacyNotes().contains(word));
    }

    private static String id(Shipment shipment) {
        return "SIM-" + shipment.key();
    }
}

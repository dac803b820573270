package io.careloom.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a pharmacy says of an order.
 *
 * @param stage where the order stands there
 * @param pharmacyOrderId the pharmacy's name for it
 * @param details for people, such as why it failed; null for none
 * @param metadata the pharmacy's own words, for programs; null for none
 * @param tracking null before it is shipped
 */
public record OrderReport(
        Stage stage,
        @Nullable String pharmacyOrderId,
        @Nullable String details,
        @Nullable String metadata,
        @Nullable Tracking tracking) {
    /** Stages at a pharmacy, in their order; what fails may still be shipped. */
    public enum Stage {
        CREATED(OrderStatus.CREATED),
        RECEIVED(OrderStatus.RECEIVED),
        FAILED(OrderStatus.FAILED),
        /** The pharmacy called it off, asked or not. */
        CANCELLED(OrderStatus.FAILED),
        FULFILLED(OrderStatus.FULFILLED);

        private final OrderStatus status;

        Stage(OrderStatus status) {
            this.status = status;
        }

        OrderStatus status() {
            return status;
        }
    }

    /**
     * How a shipment is followed.
     *
     * @param at when the pharmacy said so; of two the later one counts
     */
    public record Tracking(
            String number, @Nullable String link, @Nullable String company, Instant at) {}

    /** Nothing but a stage. */
    public static OrderReport of(Stage stage, @Nullable String pharmacyOrderId) {
        return new OrderReport(stage, pharmacyOrderId, null, null, null);
    }

    @Override
    public String toString() {
        return "OrderReport[" + stage + "]";
    }
}

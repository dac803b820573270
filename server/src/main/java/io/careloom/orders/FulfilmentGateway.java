package io.careloom.orders;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pharmacy, or what stands in for one. Called outside of transactions; each call may be repeated, also after it was
 * answered, and has to have been done once.
 */
public interface FulfilmentGateway {
    /** Orders; a shipment that the pharmacy has by this key already is not sent twice. */
    OrderReport create(Shipment shipment) throws Refused, Unreachable;

    /** Where an order stands that was created and has a name there; the pharmacies that call us back need not be asked. */
    OrderReport look(Shipment shipment, Instant now) throws Unreachable;

    /** How long an order that the pharmacy has is left alone before it is looked at. */
    Duration lookEvery();

    /** Calls an order off that was created and has a name there; answers where it stands, which is shipped when it is too late. */
    OrderReport cancel(Shipment shipment, Instant now) throws Unreachable;

    /** The pharmacy says no, and would say it again. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final @Nullable String metadata;

        /** With what people read, and the pharmacy's own words. */
        public Refused(String details, @Nullable String metadata) {
            super(details, null, false, false);
            this.metadata = metadata;
        }

        /** For people. */
        public String details() {
            return String.valueOf(getMessage());
        }

        /** The pharmacy's own words, or null. */
        public @Nullable String metadata() {
            return metadata;
        }
    }

    /** No answer that can be used: it is asked again. */
    final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        /** With a word such as {@code timeout}. */
        public Unreachable(String reason) {
            super(reason, null, false, false);
        }

        /** Why, as a stable word. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}

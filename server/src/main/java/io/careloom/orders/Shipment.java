package io.careloom.orders;

import io.careloom.orders.FulfilmentGateway.Unreachable;
import io.careloom.platform.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as a pharmacy needs it.
 *
 * @param key the same for each repetition of one attempt
 * @param pharmacyOrderId the pharmacy's name for it; null before it took it
 * @param takenAt when it took it, by the tenant's clock; null likewise
 */
public record Shipment(
        String key,
        UUID externalId,
        String number,
        LocalDate date,
        boolean isPriority,
        @Nullable String pharmacyId,
        @Nullable String pharmacyOrderId,
        @Nullable Instant takenAt,
        Recipient recipient,
        List<Item> items) {
    public Shipment {
        items = List.copyOf(items);
    }

    /** The pharmacy's name for it; nothing can be asked of an order that it has not named. */
    public String named() throws Unreachable {
        if (pharmacyOrderId == null) {
            throw new Unreachable("unnamed_order");
        }
        return pharmacyOrderId;
    }

    /** The same, as the pharmacy calls it. */
    Shipment named(@Nullable String name) {
        Map<String, @Nullable Object> change = new HashMap<>();
        change.put("pharmacy_order_id", name);
        return Fields.with(this, change);
    }

    /** To whom it goes. */
    public record Recipient(
            UUID patientId,
            String firstName,
            String lastName,
            LocalDate dateOfBirth,
            String phoneNumber,
            String email,
            String address,
            @Nullable String address2,
            String city,
            String state,
            String zipCode) {
        @Override
        public String toString() {
            return "Recipient[" + patientId + "]";
        }
    }

    /**
     * What is in it.
     *
     * @param prescriptionId the line of the case
     * @param quantity in dispense units, as text
     */
    public record Item(
            UUID prescriptionId,
            @Nullable String sku,
            @Nullable String ndc,
            @Nullable String name,
            @Nullable String quantity,
            @Nullable Integer daysSupply,
            @Nullable String directions,
            @Nullable String pharmacyNotes) {
        @Override
        public String toString() {
            return "Item[" + prescriptionId + "]";
        }
    }
}

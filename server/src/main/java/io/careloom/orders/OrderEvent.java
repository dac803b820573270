package io.careloom.orders;

import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.PartnerFacing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an order, as partners are told (H-05, H-06): the case twice, then where its order stands. */
sealed interface OrderEvent extends PartnerFacing {
    UUID caseId();

    String status();

    @Nullable
    String details();

    @Override
    default String modelType() {
        return "App\\Models\\CaseOrder";
    }

    @Override
    default Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("encounter_id", caseId().toString());
        fields.put("case_id", caseId().toString());
        fields.put("order_status", status());
        fields.put("order_details", details());
        return fields;
    }

    /** The order is in another status. */
    record OrderStatusChanged(
            UUID tenantId,
            UUID subjectId,
            long sequence,
            UUID caseId,
            String status,
            @Nullable String details) implements OrderEvent {
        @Override
        public String eventType() {
            return "order_status_changed";
        }
    }

    /** The shipment is followed by another number, or at last by one. */
    record OrderTrackingNumberChanged(
            UUID tenantId,
            UUID subjectId,
            long sequence,
            UUID caseId,
            String status,
            @Nullable String details) implements OrderEvent {
        @Override
        public String eventType() {
            return "order_tracking_number_changed";
        }
    }

    /** An order is new, or differs in what partners are not told. */
    record OrderChanged(UUID tenantId, UUID subjectId, long sequence) implements DomainEvent {
        @Override
        public Map<String, Object> fields() {
            return Map.of("order_id", subjectId.toString());
        }
    }
}

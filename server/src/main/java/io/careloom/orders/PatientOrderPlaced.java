package io.careloom.orders;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** A partner told what a patient bought. Partners are not told back. */
record PatientOrderPlaced(UUID tenantId, UUID subjectId) implements DomainEvent {
    @Override
    public long sequence() {
        return 1;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("order_id", subjectId.toString());
    }
}

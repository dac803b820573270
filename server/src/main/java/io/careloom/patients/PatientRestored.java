package io.careloom.patients;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** A patient who had left is back. The wire has no word for it. */
public record PatientRestored(UUID tenantId, UUID subjectId, long sequence) implements DomainEvent {
    @Override
    public Map<String, Object> fields() {
        return Map.of("patient_id", subjectId.toString());
    }
}

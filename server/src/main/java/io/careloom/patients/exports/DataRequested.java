package io.careloom.patients.exports;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody wants everything that is held on a patient to be sent to the patient.
 *
 * @param subjectId the export
 */
record DataRequested(UUID tenantId, UUID subjectId) implements DomainEvent {
    @Override
    public long sequence() {
        return 1;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of();
    }
}

package io.careloom.clinicians;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** A clinician, one of its licences or one of its practice areas is new, different or gone. Partners are not told. */
record ClinicianChanged(UUID subjectId, long sequence) implements DomainEvent {
    @Override
    public UUID tenantId() {
        return INSTALLATION;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("clinician_id", subjectId.toString());
    }
}

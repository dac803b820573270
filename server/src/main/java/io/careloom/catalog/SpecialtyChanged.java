package io.careloom.catalog;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** A specialty is new, different or gone, or a partner has taken it up or left it. Partners are not told. */
record SpecialtyChanged(UUID subjectId, long sequence) implements DomainEvent {
    @Override
    public UUID tenantId() {
        return INSTALLATION;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("specialty_id", subjectId.toString());
    }
}

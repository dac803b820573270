package io.careloom.catalog.offerings;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** An offering is new, different or gone, or other clinicians may have it. Partners are not told. */
record OfferingChanged(UUID subjectId, long sequence) implements DomainEvent {
    @Override
    public UUID tenantId() {
        return INSTALLATION;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("offering_id", subjectId.toString());
    }
}

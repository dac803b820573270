package io.careloom.cases.offerings;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** A line was called off by hand; partners are not told, whoever carries it out has to stop. */
public record OfferingCancelled(UUID tenantId, UUID caseId, long sequence, UUID lineId) implements DomainEvent {
    @Override
    public UUID subjectId() {
        return caseId;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("case_offering_id", lineId.toString());
    }
}

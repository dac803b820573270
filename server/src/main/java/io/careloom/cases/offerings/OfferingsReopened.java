package io.careloom.cases.offerings;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** Pending lines came to a case that is in processing already, and are to be sent; partners are not told. */
public record OfferingsReopened(UUID tenantId, UUID caseId, long sequence) implements DomainEvent {
    @Override
    public UUID subjectId() {
        return caseId;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("case_id", caseId.toString());
    }
}

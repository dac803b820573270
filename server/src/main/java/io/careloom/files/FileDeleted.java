package io.careloom.files;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** A file of a tenant is gone for good; whoever holds it lets it go. */
public record FileDeleted(UUID tenantId, UUID fileId) implements DomainEvent {
    @Override
    public UUID subjectId() {
        return fileId;
    }

    @Override
    public long sequence() {
        return 1;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("file_id", fileId.toString());
    }
}

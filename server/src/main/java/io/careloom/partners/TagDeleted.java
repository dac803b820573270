package io.careloom.partners;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/**
 * A tag is gone: it comes off wherever it is attached. Partners are not told.
 *
 * @param subjectId the tag
 */
public record TagDeleted(UUID subjectId) implements DomainEvent {
    @Override
    public UUID tenantId() {
        return INSTALLATION;
    }

    @Override
    public long sequence() {
        return 1;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("tag_id", subjectId.toString());
    }
}

package io.careloom.architecture.miniature.shop;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** Planted: an event that is no record and not in the past tense. */
final class ShopOpening implements DomainEvent {
    @Override
    public UUID tenantId() {
        return new UUID(0, 0);
    }

    @Override
    public UUID subjectId() {
        return new UUID(0, 0);
    }

    @Override
    public long sequence() {
        return 1;
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of();
    }
}

package io.careloom.orders.subscriptions;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** A subscription is new, different or gone. Partners are not told. */
record SubscriptionChanged(UUID tenantId, UUID subjectId, long sequence) implements DomainEvent {
    @Override
    public Map<String, Object> fields() {
        return Map.of("subscription_id", subjectId.toString());
    }
}

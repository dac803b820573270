package io.careloom.orders.subscriptions;

import io.careloom.kernel.DomainEvent;
import java.util.Map;
import java.util.UUID;

/** A subscription came round; what is to be done for it stands in the renewal. Partners are told of the case only. */
record SubscriptionRenewed(UUID tenantId, UUID subjectId, long sequence) implements DomainEvent {
    @Override
    public Map<String, Object> fields() {
        return Map.of("subscription_id", subjectId.toString());
    }
}

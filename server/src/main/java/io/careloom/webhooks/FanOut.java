package io.careloom.webhooks;

import io.careloom.partners.Partners;
import io.careloom.partners.WebhookSettings;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Turns each partner-facing event into one stored message for the tenant's registered endpoint. */
public final class FanOut implements Subscriber {
    private final Partners partners;
    private final DeliveryWorker worker;

    /** A fan-out that hands its messages to the worker. */
    public FanOut(Partners partners, DeliveryWorker worker) {
        this.partners = partners;
        this.worker = worker;
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public Set<String> names() {
        return Set.of();
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        onAll(tx, List.of(event));
    }

    @Override
    public void onAll(Tx tx, List<RecordedEvent> events) {
        Map<UUID, Optional<WebhookSettings>> endpoints = new HashMap<>();
        List<Queued> messages = new ArrayList<>();
        for (RecordedEvent event : events) {
            String eventType = event.eventType();
            if (eventType != null) {
                endpoints
                        .computeIfAbsent(event.tenantId(), tenant -> partners.webhookSettings(tx, tenant))
                        .ifPresent(endpoint -> messages.add(message(event, eventType, endpoint)));
            }
        }
        if (!messages.isEmpty()) {
            new DeliveryStore(tx).commitLazily();
            worker.enqueue(tx, messages);
        }
    }

    private static Queued message(RecordedEvent event, String eventType, WebhookSettings endpoint) {
        return new Queued(
                Ids.random(),
                event.tenantId(),
                event.id(),
                eventType,
                event.modelType(),
                event.subjectId(),
                event.subjectId(),
                endpoint.url(),
                Body.of(event.occurredAt(), eventType, event.fields(), endpoint.jsonStyle()),
                "automatic",
                endpoint.retryProfile(),
                event.occurredAt());
    }
}

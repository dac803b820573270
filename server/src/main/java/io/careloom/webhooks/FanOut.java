package io.careloom.webhooks;

import io.careloom.partners.Partners;
import io.careloom.partners.WebhookSettings;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Optional;
import java.util.Set;

/** Turns each partner-facing event into one stored message for the tenant's registered endpoint. */
public final class FanOut implements Subscriber {
    private final Partners partners;
    private final DeliveryWorker worker;

    /** A fan-out that wakes the worker after its commit. */
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
        String eventType = event.eventType();
        if (eventType == null) {
            return;
        }
        Optional<WebhookSettings> endpoint = partners.webhookSettings(tx, event.tenantId());
        if (endpoint.isEmpty()) {
            return;
        }
        WebhookSettings settings = endpoint.get();
        String body = Body.of(event.occurredAt(), eventType, event.fields(), !"compact".equals(settings.jsonStyle()));
        new DeliveryStore(tx)
                .insert(new DeliveryStore.Queued(
                        Ids.random(),
                        event.tenantId(),
                        event.id(),
                        eventType,
                        event.modelType(),
                        event.subjectId(),
                        event.subjectId(),
                        settings.url(),
                        body,
                        "automatic",
                        settings.retryProfile(),
                        event.occurredAt()));
        tx.afterCommit(worker.bell());
    }
}

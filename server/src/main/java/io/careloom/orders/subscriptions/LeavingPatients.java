package io.careloom.orders.subscriptions;

import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Set;

/** Cancels what a patient who left is subscribed to; coming back does not open it again. */
final class LeavingPatients implements Subscriber {
    private final Subscriptions subscriptions;

    LeavingPatients(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public String name() {
        return "orders.leaving";
    }

    @Override
    public Set<String> names() {
        return Set.of("PatientDeleted");
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        subscriptions.cancelAll(tx, event.tenantId(), event.subjectId());
    }
}

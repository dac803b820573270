package io.careloom.orders.subscriptions;

import io.careloom.patients.PatientDeleted;
import io.careloom.patients.PatientRestored;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Set;

/** Cancels and hides what a patient who left is subscribed to; coming back shows it again, and does not open it again. */
final class LeavingPatients implements Subscriber {
    private static final String LEFT = PatientDeleted.class.getSimpleName();

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
        return Set.of(LEFT, PatientRestored.class.getSimpleName());
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        if (event.name().equals(LEFT)) {
            subscriptions.left(tx, event.tenantId(), event.subjectId());
        } else {
            subscriptions.cameBack(tx, event.tenantId(), event.subjectId());
        }
    }
}

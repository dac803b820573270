package io.careloom.orders;

import io.careloom.patients.PatientDeleted;
import io.careloom.patients.PatientRestored;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Set;

/** Hides the orders of a patient who left, as long as the patient is away. */
final class PatientFollower implements Subscriber {
    private static final String LEFT = PatientDeleted.class.getSimpleName();

    private final OrderStore store;

    PatientFollower(OrderStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "orders.patients";
    }

    @Override
    public Set<String> names() {
        return Set.of(LEFT, PatientRestored.class.getSimpleName());
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        store.hide(tx, event.tenantId(), event.subjectId(), event.name().equals(LEFT));
    }
}

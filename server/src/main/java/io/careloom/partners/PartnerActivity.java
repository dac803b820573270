package io.careloom.partners;

import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Set;

/** Keeps when a tenant last had a new case: by it partners are recently active or not. */
public final class PartnerActivity implements Subscriber {
    @Override
    public String name() {
        return "partners.activity";
    }

    @Override
    public Set<String> names() {
        return Set.of("CaseCreated");
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        new PartnerStore(tx).hadCase(event.tenantId(), event.occurredAt());
    }
}

package io.careloom.prescribing;

import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Set;

/** Makes and drops prescriptions when the lines of a case want it. */
public final class PrescriptionFollower implements Subscriber {
    /** Events of cases, by their class names; the subject of each is the case. */
    private static final Set<String> NAMES =
            Set.of("CaseProcessing", "OfferingsReopened", "OfferingCancelled", "CaseCancelled", "CaseCompleted");

    private final Prescriptions prescriptions;

    /** A follower that changes these. */
    public PrescriptionFollower(Prescriptions prescriptions) {
        this.prescriptions = prescriptions;
    }

    @Override
    public String name() {
        return "prescribing.follower";
    }

    @Override
    public Set<String> names() {
        return NAMES;
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        prescriptions.follow(tx, event.tenantId(), event.subjectId());
    }
}

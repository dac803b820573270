package io.careloom.prescribing;

import io.careloom.cases.CaseEvent.CaseCancelled;
import io.careloom.cases.CaseEvent.CaseCompleted;
import io.careloom.cases.CaseEvent.CaseProcessing;
import io.careloom.cases.offerings.OfferingCancelled;
import io.careloom.cases.offerings.OfferingsReopened;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes and drops prescriptions when the lines of a case want it. */
public final class PrescriptionFollower implements Subscriber {
    /** The subject of each is the case. */
    private static final Set<String> NAMES = Stream.of(
                    CaseProcessing.class,
                    OfferingsReopened.class,
                    OfferingCancelled.class,
                    CaseCancelled.class,
                    CaseCompleted.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

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

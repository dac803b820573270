package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.CaseEvent.CaseApproved;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.Set;

/** Sends an approved case on to processing, unless the partner has to approve it too. */
final class ProcessingStarter implements Subscriber {
    private final CaseStore cases;
    private final CaseTrail trail;

    ProcessingStarter(CaseStore cases, CaseTrail trail) {
        this.cases = cases;
        this.trail = trail;
    }

    @Override
    public String name() {
        return "cases.processing";
    }

    @Override
    public Set<String> names() {
        return Set.of(CaseApproved.class.getSimpleName());
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        cases.lock(tx, Reach.all(Scope.tenant(event.tenantId())), event.subjectId())
                .filter(found ->
                        found.status() == CaseStatus.APPROVED && !found.terms().additionalApproval())
                .ifPresent(approved -> {
                    Step step = trail.step(Actor.SERVER, event.tenantId(), null);
                    trail.changed(tx, Caller.system(event.tenantId()), approved, approved.process(step), step);
                });
    }
}

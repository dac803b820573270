package io.careloom.orders.subscriptions;

import io.careloom.cases.SubmitCase;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Scope;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Opens the follow-up case of a renewal, once; a subscription that ended meanwhile, or whose patient left, opens none. */
final class FollowUpStarter implements Subscriber {
    private final SubscriptionStore store;
    private final RenewalStore renewals;
    private final Subscriptions.Neighbours rooms;
    private final Clocks clocks;

    FollowUpStarter(SubscriptionStore store, RenewalStore renewals, Subscriptions.Neighbours rooms, Clocks clocks) {
        this.store = store;
        this.renewals = renewals;
        this.rooms = rooms;
        this.clocks = clocks;
    }

    @Override
    public String name() {
        return "orders.renewals";
    }

    @Override
    public Set<String> names() {
        return Set.of(SubscriptionRenewed.class.getSimpleName());
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        UUID tenantId = event.tenantId();
        Instant now = clocks.now(tenantId);
        for (UUID renewalId : renewals.lockUnsettled(tx, tenantId, event.subjectId())) {
            UUID caseId = store.find(tx, Scope.tenant(tenantId), event.subjectId(), null)
                    .filter(one -> one.status() != SubscriptionStatus.CANCELLED)
                    .filter(one -> isThere(tx, one))
                    .map(one -> open(tx, one))
                    .orElse(null);
            renewals.settle(tx, tenantId, renewalId, caseId, now);
        }
    }

    private boolean isThere(Tx tx, Subscription subscription) {
        return rooms.patients()
                .all(tx, Scope.tenant(subscription.tenantId()), List.of(subscription.patientId()))
                .containsKey(subscription.patientId());
    }

    private UUID open(Tx tx, Subscription subscription) {
        SubmitCase followUp = new SubmitCase(
                subscription.patientId(),
                false,
                false,
                rooms.cases()
                        .newest(tx, subscription.tenantId(), subscription.patientId())
                        .orElse(null),
                "subscription " + subscription.subscriptionId(),
                null,
                true,
                List.of(),
                List.of(),
                List.of());
        return rooms.cases()
                .submit(tx, Caller.system(subscription.tenantId()), followUp)
                .caseId();
    }
}

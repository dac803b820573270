package io.careloom.orders.subscriptions;

import io.careloom.cases.SubmitCase;
import io.careloom.cases.offerings.NewLine;
import io.careloom.catalog.offerings.Offering;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Scope;
import io.careloom.patients.Patient;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Opens the follow-up case of a renewal, once, with what the subscription brings; a subscription that ended meanwhile, or whose
 * patient left, opens none. What the partner offers no more, or not where the patient lives now, is left out: the clinician
 * sees what is left.
 */
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
                    .flatMap(one -> patient(tx, one).map(patient -> open(tx, one, patient)))
                    .orElse(null);
            renewals.settle(tx, tenantId, renewalId, caseId, now);
        }
    }

    private Optional<Patient> patient(Tx tx, Subscription subscription) {
        return Optional.ofNullable(rooms.patients()
                .all(tx, Scope.tenant(subscription.tenantId()), List.of(subscription.patientId()))
                .get(subscription.patientId()));
    }

    private List<NewLine> lines(Tx tx, Subscription subscription, Patient patient) {
        Set<UUID> wanted = subscription.terms().offeringIds();
        Map<UUID, Offering> offered = rooms.offerings().offered(tx, subscription.partnerId(), wanted);
        UUID stateId = patient.address().state().stateId();
        Set<UUID> there = rooms.offerings().links().offeredIn(tx, stateId, List.copyOf(offered.values())).stream()
                .map(Offering::id)
                .collect(Collectors.toSet());
        return wanted.stream().filter(there::contains).map(NewLine::of).toList();
    }

    private UUID open(Tx tx, Subscription subscription, Patient patient) {
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
        List<NewLine> lines = lines(tx, subscription, patient);
        return rooms.cases()
                .submit(tx, Caller.system(subscription.tenantId()), followUp.with(List.of(), lines))
                .caseId();
    }
}

package io.careloom.orders.subscriptions;

import java.time.Duration;
import java.time.Instant;

/** When a subscription comes round, and which of these times ask for a follow-up case; days are 24 hours. */
final class RenewalCalendar {
    private final Instant start;
    private final int renewPeriod;
    private final int encounterPeriod;

    RenewalCalendar(SubscriptionTerms terms) {
        start = terms.subscriptionCreatedAt();
        renewPeriod = terms.renewPeriod();
        encounterPeriod = terms.encounterPeriod();
    }

    /** The first renewal later than this moment: what was due before a subscription was known here is not made up for. */
    Instant nextAfter(Instant moment) {
        long past = moment.isBefore(start) ? 0 : Duration.between(start, moment).toDays() / renewPeriod;
        return start.plus(Duration.ofDays((past + 1) * renewPeriod));
    }

    /** Whether an encounter period ended since the renewal before this one. */
    boolean opensCase(Instant dueAt) {
        long days = Duration.between(start, dueAt).toDays();
        return days / encounterPeriod > (days - renewPeriod) / encounterPeriod;
    }
}

package io.careloom.orders.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RenewalCalendarTest {
    private static final Instant START = Instant.parse("2026-01-10T14:32:10Z");

    private static RenewalCalendar calendar(int renewPeriod, int encounterPeriod) {
        return new RenewalCalendar(new SubscriptionTerms(
                "Sleep",
                "Sleep well.",
                renewPeriod,
                encounterPeriod,
                null,
                null,
                null,
                List.of(),
                List.of(),
                START,
                START.plus(Duration.ofDays(9_999))));
    }

    private static Instant day(long number) {
        return START.plus(Duration.ofDays(number));
    }

    @Test
    void theFirstRenewalIsOnePeriodAfterTheStart() {
        assertThat(calendar(30, 60).nextAfter(START)).isEqualTo(day(30));
        assertThat(calendar(30, 60).nextAfter(START.minusSeconds(86_400))).isEqualTo(day(30));
    }

    @Test
    void aRenewalIsFollowedByTheNextOne() {
        assertThat(calendar(30, 60).nextAfter(day(30))).isEqualTo(day(60));
        assertThat(calendar(30, 60).nextAfter(day(30).minusNanos(1_000))).isEqualTo(day(30));
        assertThat(calendar(30, 60).nextAfter(day(44))).isEqualTo(day(60));
    }

    @Test
    void everySecondRenewalOpensACaseWhenEncountersAreTwiceAsRare() {
        assertThat(calendar(30, 60).opensCase(day(30))).isFalse();
        assertThat(calendar(30, 60).opensCase(day(60))).isTrue();
        assertThat(calendar(30, 60).opensCase(day(90))).isFalse();
        assertThat(calendar(30, 60).opensCase(day(120))).isTrue();
    }

    @Test
    void moreEncountersThanRenewalsStillOpenOneCaseARenewal() {
        assertThat(calendar(30, 18).opensCase(day(30))).isTrue();
        assertThat(calendar(30, 18).opensCase(day(60))).isTrue();
    }

    /** Walks day by day with a counter of its own. */
    @Test
    void casesAreOpenedAtTheFirstRenewalAfterEachEncounterPeriod() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int renewPeriod = 1 + random.nextInt(90);
            int encounterPeriod = 1 + random.nextInt(200);
            RenewalCalendar calendar = calendar(renewPeriod, encounterPeriod);
            boolean waiting = false;
            Instant next = calendar.nextAfter(START);
            for (int day = 1; day <= 700; day++) {
                waiting |= day % encounterPeriod == 0;
                if (day % renewPeriod == 0) {
                    assertThat(next)
                            .as("seed %d: %d/%d day %d", seed, renewPeriod, encounterPeriod, day)
                            .isEqualTo(day(day));
                    assertThat(calendar.opensCase(next))
                            .as("seed %d: %d/%d day %d", seed, renewPeriod, encounterPeriod, day)
                            .isEqualTo(waiting);
                    waiting = false;
                    next = calendar.nextAfter(next);
                }
            }
        }
    }
}

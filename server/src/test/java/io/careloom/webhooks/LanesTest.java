package io.careloom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.webhooks.Lanes.Errand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Lanes lanes = new Lanes();
    private final UUID tenant = UUID.randomUUID();

    private static Errand errand(UUID tenant) {
        Delivery delivery = new Delivery(
                UUID.randomUUID(), NOON, tenant, UUID.randomUUID(), "ping", "{}", "4x15m", 0, UUID.randomUUID());
        return new Errand(delivery, Optional.empty(), NOON);
    }

    private static Outcome outcome(Errand errand, Integer status, int millis) {
        return new Outcome(errand.delivery(), null, NOON, status, millis, status == null ? "timeout" : null);
    }

    private int room(UUID of, Instant now) {
        return lanes.room(Set.of(of), now).get(of);
    }

    private List<Errand> run(UUID of, int count) {
        List<Errand> entered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Errand errand = errand(of);
            if (lanes.enter(errand, NOON)) {
                entered.add(errand);
            }
        }
        return entered;
    }

    @Test
    void newTenantRunsEightAndHoldsSomeMore() {
        assertThat(room(tenant, NOON)).isEqualTo(8 + 64);
        assertThat(run(tenant, 8 + 64)).hasSize(8);
        assertThat(room(tenant, NOON)).isZero();
    }

    @Test
    void eachSwiftAnswerEarnsAPlaceAndLetsWaitingOnesIn() {
        List<Errand> running = run(tenant, 32);
        assertThat(lanes.leave(outcome(running.getFirst(), 200, 20), NOON)).hasSize(2);
        assertThat(lanes.leave(outcome(running.getLast(), 500, 20), NOON)).hasSize(2);
        assertThat(room(tenant, NOON))
                .as("what goes in two seconds at 149 ms each")
                .isEqualTo(134 - 20);
    }

    @Test
    void placesEndAtSixtyFour() {
        for (int i = 0; i < 200; i++) {
            lanes.leave(outcome(run(tenant, 1).getFirst(), 200, 5), NOON);
        }
        assertThat(run(tenant, 100)).hasSize(64);
    }

    @Test
    void receiverThatHangsKeepsOnePlace() {
        for (Errand errand : run(tenant, 8)) {
            lanes.leave(outcome(errand, null, 15_000), NOON);
        }
        assertThat(room(tenant, NOON)).isEqualTo(1);
        assertThat(run(tenant, 5)).hasSize(1);
    }

    @Test
    void receiverThatAnswersSlowlyKeepsSeven() {
        for (int i = 0; i < 50; i++) {
            lanes.leave(outcome(run(tenant, 1).getFirst(), 200, 3_000), NOON);
        }
        assertThat(room(tenant, NOON)).isEqualTo(7);
    }

    @Test
    void silenceOfASecondIsDoubted() {
        run(tenant, 8);
        assertThat(room(tenant, NOON.plusMillis(900))).isEqualTo(64);
        assertThat(room(tenant, NOON.plusMillis(1_100))).isZero();
    }

    @Test
    void howeverManyHangTheOthersGoOn() {
        for (int i = 0; i < 1_000; i++) {
            run(UUID.randomUUID(), 8);
        }
        assertThat(room(tenant, NOON.plusSeconds(2))).isEqualTo(8 + 64);
    }

    @Test
    void whoHangsSharesAPartOfAllPlaces() {
        for (int i = 0; i < 100; i++) {
            run(UUID.randomUUID(), 8);
        }
        UUID doubted = UUID.randomUUID();
        lanes.leave(outcome(run(doubted, 1).getFirst(), null, 15_000), NOON);
        assertThat(room(doubted, NOON.plusSeconds(2))).isZero();
    }

    @Test
    void messageThatWaitedTooLongIsLeftToItsLeasesEnd() {
        List<Errand> running = run(tenant, 20);
        assertThat(lanes.leave(outcome(running.getFirst(), 200, 20), NOON.plus(Duration.ofSeconds(31))))
                .isEmpty();
        assertThat(room(tenant, NOON.plusSeconds(31))).isEqualTo(2 + 93);
    }

    @Test
    void whoHasNothingWaitingFindsPlacesHoweverMuchWaitsForOthers() {
        List<UUID> swift = Stream.generate(UUID::randomUUID).limit(5).toList();
        for (UUID each : swift) {
            for (int i = 0; i < 100; i++) {
                lanes.leave(outcome(run(each, 1).getFirst(), 200, 1), NOON);
            }
            assertThat(run(each, 64 + 1_000)).hasSize(64);
        }
        assertThat(room(swift.getFirst(), NOON)).isZero();
        assertThat(room(tenant, NOON)).isEqualTo(8);
    }

    @Test
    void closedLanesGiveBackWhatWaits() {
        List<Errand> running = run(tenant, 20);
        assertThat(lanes.close()).hasSize(12);
        assertThat(room(tenant, NOON)).isZero();
        assertThat(lanes.leave(outcome(running.getFirst(), 200, 20), NOON)).isEmpty();
    }
}

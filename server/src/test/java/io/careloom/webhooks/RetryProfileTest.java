package io.careloom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryProfileTest {
    private static Duration span(RetryProfile profile, int retries) {
        return IntStream.rangeClosed(1, retries)
                .mapToObj(profile::pauseAfter)
                .map(Optional::orElseThrow)
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void documentsProfileRetriesFourTimesFifteenMinutesApart() {
        RetryProfile profile = RetryProfile.named("4x15m");
        assertThat(profile.pauseAfter(1)).contains(Duration.ofMinutes(15));
        assertThat(span(profile, 4)).isEqualTo(Duration.ofHours(1));
        assertThat(profile.pauseAfter(5)).isEmpty();
    }

    @Test
    void longProfileRetriesSixTimesWithinADay() {
        RetryProfile profile = RetryProfile.named("6-in-24h");
        assertThat(profile.pauseAfter(3)).contains(Duration.ofHours(1));
        assertThat(span(profile, 6)).isEqualTo(Duration.ofHours(24).plusMinutes(45));
        assertThat(profile.pauseAfter(7)).isEmpty();
    }
}

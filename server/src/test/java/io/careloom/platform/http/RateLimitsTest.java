package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Problem;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimits limits = new RateLimits(new RateLimits.Limits(2, 100, 3), now::get);

    private void token(String client) {
        limits.check(RateClass.TOKEN, "198.51.100.1", List.of(client));
    }

    @Test
    void countStartsAnewWithTheNextMinute() {
        for (int i = 0; i < 3; i++) {
            token("a");
        }
        now.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThatThrownBy(() -> token("a"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.retryAfterSeconds()).isEqualTo(2));
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));

        assertThatNoException().isThrownBy(() -> token("a"));
    }

    @Test
    void floodOfNamesNeitherFillsTheMemoryNorShutsOthersOut() {
        for (int i = 0; i < 250_000; i++) {
            token("client " + i);
        }

        assertThatNoException().isThrownBy(() -> token("a"));
    }

    @Test
    void rowWithoutLimitIsNeverRefused() {
        assertThatNoException().isThrownBy(() -> {
            for (int i = 0; i < 1_000; i++) {
                limits.check(RateClass.UNLIMITED, "198.51.100.1", List.of("a"));
            }
        });
    }
}

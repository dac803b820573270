package io.careloom.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Breaker breaker = new Breaker(3, Duration.ofNanos(10), nanos::get);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }

    @Test
    void someFailuresAreBorneAndASuccessForgetsThem() {
        fail(2);
        assertThat(breaker.lets()).isTrue();
        breaker.succeeded();
        fail(2);

        assertThat(breaker.lets()).isTrue();
    }

    @Test
    void afterThePauseOneTriesForAll() {
        fail(3);
        assertThat(breaker.lets()).isFalse();
        nanos.addAndGet(9);
        assertThat(breaker.lets()).isFalse();

        nanos.addAndGet(1);
        assertThat(breaker.lets()).isTrue();
        assertThat(breaker.lets()).isFalse();
        breaker.succeeded();
        assertThat(breaker.lets()).isTrue();
    }

    @Test
    void aTryThatFailsOpensItAgainAndOneThatNeverTellsDoesNotHoldItOpen() {
        fail(3);
        nanos.addAndGet(10);
        assertThat(breaker.lets()).isTrue();
        breaker.failed();
        assertThat(breaker.lets()).isFalse();

        nanos.addAndGet(10);
        assertThat(breaker.lets()).isTrue();
        nanos.addAndGet(10);
        assertThat(breaker.lets()).isTrue();
    }
}

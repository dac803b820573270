package io.careloom.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void whatTakesTooLongIsEndedAndWhatEndedItselfIsLeftAlone() throws Exception {
        AtomicBoolean disturbed = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Patience.of(Duration.ofMillis(10), () -> disturbed.set(true)).close();

        try (Patience.Wait _ = Patience.of(Duration.ofMillis(20), ended::countDown)) {
            assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(disturbed).isFalse();
    }
}

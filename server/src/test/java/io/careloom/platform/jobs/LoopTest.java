package io.careloom.platform.jobs;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
    @Test
    void itsBellWakesIt() throws Exception {
        LinkedBlockingQueue<String> steps = new LinkedBlockingQueue<>();
        try (Loop loop = new Loop("test", Duration.ofHours(1), () -> {
            steps.add("step");
            return false;
        })) {
            loop.start();
            assertThat(steps.poll(1, TimeUnit.MINUTES)).isEqualTo("step");

            loop.bell().run();
            assertThat(steps.poll(1, TimeUnit.MINUTES)).isEqualTo("step");
        }
    }

    @Test
    void itMayEndBeforeItBegan() {
        Loop loop = new Loop("test", Duration.ofHours(1), () -> false);

        assertThatCode(loop::close).doesNotThrowAnyException();
    }

    @Test
    void itGoesOnAtOnceWhileThereIsWork() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        try (Loop loop = new Loop("test", Duration.ofHours(1), () -> steps.incrementAndGet() < 50)) {
            loop.start();
            eventually("fifty steps", () -> steps.get() == 50);
        }
    }

    @Test
    void itSurvivesWhatItsStepThrows() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        try (Loop loop = new Loop("test", Duration.ofMillis(1), () -> {
            switch (steps.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("planted");
                case 2 -> throw new StackOverflowError("planted");
                default -> {
                    return false;
                }
            }
        })) {
            loop.start();
            eventually("a step after the failures", () -> steps.get() > 2);
        }
    }
}

package io.careloom.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final long MILLI = 1_000_000;

    private final AtomicLong now = new AtomicLong(-5 * MILLI);
    private final AtomicInteger loads = new AtomicInteger();
    private final Recent<String, Integer> recent = new Recent<>(now::get);

    private int asked() {
        return recent.get("key", _ -> loads.incrementAndGet());
    }

    @Test
    void whatAnotherNodeChangedIsSeenWithinASecond() {
        assertThat(asked()).isEqualTo(1);
        now.addAndGet(500 * MILLI);
        assertThat(asked()).isEqualTo(1);

        now.addAndGet(499 * MILLI);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void oneRenewsWhileTheOthersTakeTheOldValue() {
        asked();
        now.addAndGet(750 * MILLI);

        int renewed = recent.get("key", _ -> {
            assertThat(asked()).as("of another thread meanwhile").isEqualTo(1);
            return loads.incrementAndGet();
        });

        assertThat(renewed).isEqualTo(2);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void whatWasChangedHereIsForgottenAtOnceEvenWhileItIsRead() {
        int old = recent.get("key", _ -> {
            recent.forget();
            return loads.incrementAndGet();
        });

        assertThat(old).isEqualTo(1);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aReadingThatFailsLeavesNothingBehind() {
        assertThatThrownBy(() -> recent.get("key", _ -> {
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");

        assertThat(asked()).isEqualTo(1);
    }
}

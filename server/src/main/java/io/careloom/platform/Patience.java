package io.careloom.platform;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Time limits for waits that nearly always end early: one thread looks now and then who waits too long. A timer of its own
 * for each wait of a virtual thread would wake the scheduler's timer thread twice, which costs more than most waits.
 */
public final class Patience {
    private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();
    private static final Set<Wait> WAITS = ConcurrentHashMap.newKeySet();

    static {
        Thread.ofPlatform().name("patience").daemon().start(Patience::look);
    }

    private Patience() {}

    /** A wait that goes on until it is closed. */
    public static final class Wait implements AutoCloseable {
        private final long end;
        private final Runnable late;

        private Wait(long end, Runnable late) {
            this.end = end;
            this.late = late;
        }

        @Override
        public void close() {
            WAITS.remove(this);
        }
    }

    /**
     * Begins a wait.
     *
     * @param limit kept to a quarter of a second
     * @param late ends the wait when it takes longer; maybe at the very moment when it ends by itself, so it must do no
     *     harm then; must not block or throw
     */
    public static Wait of(Duration limit, Runnable late) {
        Wait wait = new Wait(System.nanoTime() + limit.toNanos(), late);
        WAITS.add(wait);
        return wait;
    }

    private static void look() {
        while (true) {
            LockSupport.parkNanos(LOOK_NANOS);
            long now = System.nanoTime();
            for (Wait wait : WAITS) {
                if (wait.end - now <= 0 && WAITS.remove(wait)) {
                    wait.late.run();
                }
            }
        }
    }
}

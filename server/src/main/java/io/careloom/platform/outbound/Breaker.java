package io.careloom.platform.outbound;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares a peer that is down, and those who would wait for it: after some failures in a row nothing is asked for a while,
 * then one request tries, and its outcome decides for all.
 */
public final class Breaker {
    private final int mostFailures;
    private final long pauseNanos;
    private final LongSupplier nanos;
    private int failures;
    private long openUntil;

    /** Opens after so many failures in a row, for so long. */
    public Breaker(int mostFailures, Duration pause) {
        this(mostFailures, pause, System::nanoTime);
    }

    Breaker(int mostFailures, Duration pause, LongSupplier nanos) {
        this.mostFailures = mostFailures;
        this.pauseNanos = pause.toNanos();
        this.nanos = nanos;
    }

    /** Whether a request may go out now; who was let go tells how it went, by {@link #succeeded} or {@link #failed}. */
    public synchronized boolean lets() {
        if (failures < mostFailures) {
            return true;
        }
        long now = nanos.getAsLong();
        if (now - openUntil < 0) {
            return false;
        }
        // the others wait for this one, though not for ever
        openUntil = now + pauseNanos;
        return true;
    }

    /** The peer answered. */
    public synchronized void succeeded() {
        failures = 0;
    }

    /** The peer did not answer, or said that it is down. */
    public synchronized void failed() {
        failures = Math.min(failures + 1, mostFailures);
        openUntil = nanos.getAsLong() + pauseNanos;
    }
}

package io.careloom.platform;

/** Measures how long something took, by a clock that only moves forward. */
public final class Stopwatch {
    private final long startedNanos = System.nanoTime();

    private Stopwatch() {}

    /** A watch that runs from now on. */
    public static Stopwatch start() {
        return new Stopwatch();
    }

    /** Whole milliseconds since the start. */
    public int millis() {
        return (int) ((System.nanoTime() - startedNanos) / 1_000_000);
    }
}

package io.careloom.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what happens on another thread or process, looking often and giving up late. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int LOOK_EVERY_MILLIS = 10;

    private Eventually() {}

    /** Returns as soon as the question is answered with true; an exception counts as false. */
    public static void eventually(String what, Callable<Boolean> question) {
        long end = System.nanoTime() + LIMIT.toNanos();
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (question.call()) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (Exception e) {
                last = e;
            }
        }
        throw new AssertionError("Did not happen within " + LIMIT.toSeconds() + " s: " + what, last);
    }
}

package io.careloom.testing;

import io.careloom.kernel.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for what happens on another thread or process, looking often and giving up late. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int LOOK_EVERY_MILLIS = 10;

    private Eventually() {}

    /** A look at the world. */
    @FunctionalInterface
    public interface Question {
        /** Whether it has happened; an outage is a no. */
        boolean answer() throws SQLException, IOException;
    }

    /** Returns as soon as the question is answered with true. */
    public static void eventually(String what, Question question) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (question.answer()) {
                    return;
                }
                last = null;
            } catch (SQLException | IOException e) {
                last = e;
            } catch (Problem problem) {
                if (problem.kind() != Problem.Kind.UNAVAILABLE) {
                    throw problem;
                }
                last = problem;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        throw unanswered(what, last);
    }

    private static AssertionError unanswered(String what, @Nullable Exception last) {
        return new AssertionError("Did not happen within " + LIMIT.toSeconds() + " s: " + what, last);
    }
}

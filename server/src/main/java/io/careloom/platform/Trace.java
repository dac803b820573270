package io.careloom.platform;

import io.careloom.platform.database.DatabaseFault;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where something failed, for logs: class and stack of an exception without its message, which may hold a personal value. */
public final class Trace extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Trace(Throwable failure) {
        super(nameOf(failure), causeOf(failure), false, true);
        setStackTrace(ours(failure.getStackTrace()));
    }

    /** A failed statement says its SQL state, which holds no value. */
    private static @Nullable String nameOf(Throwable failure) {
        return failure instanceof DatabaseFault
                ? failure.getMessage()
                : failure.getClass().getName();
    }

    /** Down to the last frame of ours; who called that is the server library or a thread. */
    private static StackTraceElement[] ours(StackTraceElement[] stack) {
        int end = stack.length;
        while (end > 0 && !stack[end - 1].getClassName().startsWith("io.careloom.")) {
            end--;
        }
        return end == 0 ? stack : Arrays.copyOf(stack, end);
    }

    /** The exception and its causes, without their messages. */
    public static Trace of(Throwable failure) {
        return new Trace(failure);
    }

    private static @Nullable Trace causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause == failure ? null : new Trace(cause);
    }
}

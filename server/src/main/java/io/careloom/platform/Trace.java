package io.careloom.platform;

import org.jspecify.annotations.Nullable;

/** Where something failed, for logs: class and stack of an exception without its message, which may hold a personal value. */
public final class Trace extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Trace(Throwable failure) {
        super(failure.getClass().getName(), causeOf(failure), false, true);
        setStackTrace(failure.getStackTrace());
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

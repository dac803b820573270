package io.careloom.platform.postgres;

/** The embedded PostgreSQL cannot do what was asked; the message tells an operator why and what to do about it. */
public final class PostgresFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    enum Reason {
        DIRECTORY_IN_USE,
        PORT_TAKEN,
        /** Processes of a killed server are still ending; it may work in a moment. */
        LEFTOVERS,
        OTHER
    }

    PostgresFault(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    PostgresFault(String message) {
        this(Reason.OTHER, message);
    }

    Reason reason() {
        return reason;
    }

    /** Whether another running server holds the data directory. */
    public boolean directoryInUse() {
        return reason == Reason.DIRECTORY_IN_USE;
    }
}

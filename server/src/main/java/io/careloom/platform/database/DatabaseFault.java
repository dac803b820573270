package io.careloom.platform.database;

/**
 * A statement failed for a reason that is a bug of ours. Carries the SQL state and the place in our code, never the
 * driver's text, which may hold row values.
 */
public final class DatabaseFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseFault(String sqlState, Throwable cause) {
        super("SQL state " + sqlState);
        setStackTrace(cause.getStackTrace());
    }
}

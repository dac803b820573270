package io.careloom.platform.database;

import java.sql.SQLException;

/** A failure of the driver on its way to {@link Transactions}, which turns it into a problem or a fault. */
final class StatementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementFailed(SQLException cause) {
        super(cause);
    }
}

package io.careloom.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is taken when it is first asked for, and a JDBI handle on it that is made when a statement wants one:
 * answers from memory need neither, and the hottest statements do without the handle.
 */
final class Lease implements AutoCloseable {
    private final Jdbi jdbi;
    private final DataSource pool;
    private @Nullable Connection connection;
    private @Nullable Handle handle;

    Lease(Jdbi jdbi, DataSource pool) {
        this.jdbi = jdbi;
        this.pool = pool;
    }

    Connection connection() {
        if (handle != null) {
            return handle.getConnection();
        }
        Connection taken = connection;
        if (taken == null) {
            try {
                taken = pool.getConnection();
            } catch (SQLException e) {
                throw new StatementFailed(e);
            }
            connection = taken;
        }
        return taken;
    }

    Handle handle() {
        Handle made = handle;
        if (made == null) {
            // one connection at a time: reads keep nothing on it between statements
            close();
            made = jdbi.open();
            handle = made;
        }
        return made;
    }

    @Override
    public void close() {
        if (handle != null) {
            handle.close();
        }
        Connection taken = connection;
        connection = null;
        if (taken != null) {
            try {
                taken.close();
            } catch (SQLException e) {
                throw new StatementFailed(e);
            }
        }
    }
}

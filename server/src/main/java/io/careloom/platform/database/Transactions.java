package io.careloom.platform.database;

import io.careloom.kernel.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Opens transactions. A database that does not answer is {@link Problem.Kind#UNAVAILABLE}; a deadlock or serialization
 * failure is too, since the caller may simply try again. Messages of the driver hold row values and never pass.
 */
public final class Transactions {
    private static final Origin HEALTH = Origin.worker("health");

    private final Jdbi jdbi;
    private final DataSource pool;

    /** Transactions on the connections of this pool. */
    Transactions(Jdbi jdbi, DataSource pool) {
        this.jdbi = jdbi;
        this.pool = pool;
    }

    /** Runs the work in one read-write transaction, commits, then runs its after-commit actions. */
    public <T extends @Nullable Object> T write(Origin origin, Function<Tx, T> work) {
        Tx[] opened = new Tx[1];
        T result = guarded(() -> jdbi.inTransaction(handle -> {
            Tx tx = new Tx(handle, origin);
            opened[0] = tx;
            return work.apply(tx);
        }));
        opened[0].committedActions().forEach(Runnable::run);
        return result;
    }

    /** Runs reads without a transaction: each statement sees its own snapshot; writes through it commit at once. */
    public <T extends @Nullable Object> T read(Origin origin, Function<Tx, T> work) {
        return guarded(() -> {
            try (Lease lease = new Lease(jdbi, pool)) {
                return work.apply(new Tx(lease, origin));
            }
        });
    }

    /** Whether the database answers now, asked by a statement; false within seconds. */
    public boolean databaseAnswers() {
        try {
            return read(
                    HEALTH,
                    tx -> tx.handle()
                            .createQuery("select true")
                            .mapTo(Boolean.class)
                            .one());
        } catch (Problem e) {
            return false;
        }
    }

    private interface Work<T extends @Nullable Object> {
        T run();
    }

    private static <T extends @Nullable Object> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (ConnectionException e) {
            throw Problem.unavailable("database_unavailable");
        } catch (JdbiException | StatementFailed e) {
            String state = sqlState(e);
            if (isNoConnection(e)
                    || state.startsWith("08")
                    || state.startsWith("57P")
                    || state.startsWith("53")
                    || state.startsWith("58")) {
                throw Problem.unavailable("database_unavailable");
            }
            if (state.equals("40001") || state.equals("40P01") || state.equals("55P03") || state.equals("57014")) {
                throw Problem.unavailable("busy");
            }
            throw new DatabaseFault(state, e);
        }
    }

    /** The pool had none to give in time, or is closed. */
    private static boolean isNoConnection(RuntimeException thrown) {
        return thrown.getCause() instanceof SQLTransientConnectionException
                || thrown instanceof StatementFailed && sqlState(thrown).isEmpty();
    }

    private static String sqlState(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}

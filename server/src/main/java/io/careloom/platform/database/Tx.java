package io.careloom.platform.database;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as a value: what is written with the same {@code Tx} commits together or not at all. Only stores and the
 * platform's own logs look at the handle.
 */
public final class Tx {
    private final Supplier<Handle> handle;
    private final Supplier<Connection> connection;
    private final Origin origin;
    private final boolean transaction;
    private final List<Runnable> afterCommit = new ArrayList<>();

    /** On a handle whose transaction is open. */
    Tx(Handle handle, Origin origin) {
        this.handle = () -> handle;
        this.connection = handle::getConnection;
        this.origin = origin;
        this.transaction = true;
    }

    /** For reads, on a connection that is taken when it is needed. */
    Tx(Lease lease, Origin origin) {
        this.handle = lease::handle;
        this.connection = lease::connection;
        this.origin = origin;
        this.transaction = false;
    }

    /** The JDBI handle of this transaction; for {@code …Store} classes only. */
    public Handle handle() {
        return handle.get();
    }

    Connection connection() {
        return connection.get();
    }

    /** False where each statement commits at once. */
    boolean isTransaction() {
        return transaction;
    }

    /** Where this transaction comes from. */
    public Origin origin() {
        return origin;
    }

    /** Runs the action once after a successful commit, such as waking a worker; the same action is kept once. */
    public void afterCommit(Runnable action) {
        if (!afterCommit.contains(action)) {
            afterCommit.add(action);
        }
    }

    /**
     * Where no transaction is open (a read row): runs the work in one, commits it, then runs its after-commit actions.
     * Sign-in needs this: a counted failure must stay although the answer is a refusal. Inside a transaction it is just
     * part of it.
     */
    public <T extends @Nullable Object> T atomically(Function<Tx, T> work) {
        Handle open = handle();
        if (open.isInTransaction()) {
            return work.apply(this);
        }
        Tx inner = new Tx(open, origin);
        T result = open.inTransaction(_ -> work.apply(inner));
        inner.afterCommit.forEach(Runnable::run);
        return result;
    }

    List<Runnable> committedActions() {
        return afterCommit;
    }
}

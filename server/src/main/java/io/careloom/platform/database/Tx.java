package io.careloom.platform.database;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A transaction as a value: what is written with the same {@code Tx} commits together or not at all. Only stores and the
 * platform's own logs look at the handle.
 */
public final class Tx {
    private final Handle handle;
    private final Origin origin;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Tx(Handle handle, Origin origin) {
        this.handle = handle;
        this.origin = origin;
    }

    /** The JDBI handle of this transaction; for {@code …Store} classes only. */
    public Handle handle() {
        return handle;
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

    List<Runnable> committedActions() {
        return afterCommit;
    }
}

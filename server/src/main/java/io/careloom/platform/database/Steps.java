package io.careloom.platform.database;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one request that asks somebody outside: it reads, leaves the transaction, asks, and writes in a
 * further one. What an earlier step committed stays when a later one fails.
 */
public final class Steps {
    private final Transactions transactions;
    private final Origin origin;

    /** Steps of the request with this origin. */
    public Steps(Transactions transactions, Origin origin) {
        this.transactions = transactions;
        this.origin = origin;
    }

    /** Reads, as {@link Transactions#read} does. */
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return transactions.read(origin, work);
    }

    /** Writes, and commits before it returns. */
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        return transactions.write(origin, work);
    }
}

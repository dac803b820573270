package io.careloom.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of tenants by their id on the hottest paths, by the driver's own statement and for many callers at once: who
 * asks while a statement runs is answered by the next one, together with everybody else who asked meanwhile. A lone
 * caller waits for nobody. Each answer is read after it was asked for.
 */
public final class HotQuery<T> {
    private final String sql;
    private final RowReader<T> reader;
    private final Object lock = new Object();
    private List<Asked<T>> waiting = new ArrayList<>();
    private boolean running;

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** The row as a value. */
        T read(ResultSet row) throws SQLException;
    }

    /** A row as it was found, or why it could not be read. */
    private record Found<T>(
            UUID tenantId, @Nullable T value, @Nullable RuntimeException fault) {
        T get() {
            if (fault != null) {
                throw fault;
            }
            return Objects.requireNonNull(value);
        }
    }

    private static final class Asked<T> {
        private final Set<UUID> tenants;
        private final UUID id;
        /** Completed with the statement that its asker has to run, or without when it was answered. */
        private final CompletableFuture<List<Asked<T>>> turn = new CompletableFuture<>();

        private boolean answered;
        private @Nullable Found<T> found;
        private @Nullable RuntimeException failure;

        Asked(Set<UUID> tenants, UUID id) {
            this.tenants = tenants;
            this.id = id;
        }

        void answered(@Nullable Found<T> row) {
            answered = true;
            found = row;
        }

        Optional<T> answer() {
            if (!answered) {
                throw Objects.requireNonNullElseGet(failure, () -> new IllegalStateException("nobody answered"));
            }
            Found<T> row = found;
            return row == null || !tenants.contains(row.tenantId()) ? Optional.empty() : Optional.of(row.get());
        }
    }

    /**
     * A query for the rows of several ids.
     *
     * @param sql with a question mark for the array of tenants and one for the array of ids; its first two columns are the
     *     row's id and its tenant
     */
    public HotQuery(String sql, RowReader<T> reader) {
        this.sql = sql;
        this.reader = reader;
    }

    /** The row with this id, if it belongs to one of the tenants. */
    public Optional<T> find(Tx tx, Set<UUID> tenants, UUID id) {
        Asked<T> asked = new Asked<>(tenants, id);
        if (tx.isTransaction()) {
            run(tx, List.of(asked)); // it may see what nobody else sees
            return asked.answer();
        }
        List<Asked<T>> batch = enter(asked);
        if (!batch.isEmpty()) {
            try {
                run(tx, batch);
            } finally {
                next();
                batch.forEach(one -> one.turn.complete(List.of()));
            }
        }
        return asked.answer();
    }

    /** What the caller has to run, at once or when its turn comes; empty when somebody else got its answer. */
    private List<Asked<T>> enter(Asked<T> asked) {
        synchronized (lock) {
            if (!running) {
                running = true;
                return List.of(asked);
            }
            waiting.add(asked);
        }
        return asked.turn.join();
    }

    private void next() {
        List<Asked<T>> batch;
        synchronized (lock) {
            batch = waiting;
            waiting = new ArrayList<>();
            running = !batch.isEmpty();
        }
        if (!batch.isEmpty()) {
            batch.getFirst().turn.complete(batch);
        }
    }

    private void run(Tx tx, List<Asked<T>> batch) {
        try {
            Map<UUID, Found<T>> found = read(tx.connection(), batch);
            batch.forEach(asked -> asked.answered(found.get(asked.id)));
        } catch (SQLException e) {
            batch.forEach(asked -> asked.failure = new StatementFailed(e));
        } catch (StatementFailed e) {
            batch.forEach(asked -> asked.failure = e);
        }
    }

    private Map<UUID, Found<T>> read(Connection connection, List<Asked<T>> batch) throws SQLException {
        Set<UUID> tenants = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        batch.forEach(asked -> {
            tenants.addAll(asked.tenants);
            ids.add(asked.id);
        });
        Map<UUID, Found<T>> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", tenants.toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), read(rows));
                }
            }
        }
        return found;
    }

    private Found<T> read(ResultSet row) throws SQLException {
        UUID tenantId = row.getObject(2, UUID.class);
        try {
            return new Found<>(tenantId, reader.read(row), null);
        } catch (RuntimeException e) {
            // one row that cannot be opened is its asker's trouble only
            return new Found<>(tenantId, null, e);
        }
    }
}

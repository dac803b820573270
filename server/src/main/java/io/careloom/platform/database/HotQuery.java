package io.careloom.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * A query for the hottest paths, with question marks and the driver's own statement: JDBI's named parameters and contexts
 * cost more than the query itself when a row is read by its key thousands of times a second.
 *
 * @param sql with a question mark per parameter
 */
public record HotQuery<T>(String sql, RowReader<T> reader) {
    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** The row as a value. */
        T read(ResultSet row) throws SQLException;
    }

    /** The first row, if there is one; a parameter is an id, an array of ids, or what the driver takes as an object. */
    public Optional<T> first(Tx tx, Object... parameters) {
        Connection connection = tx.connection();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof UUID[] ids) {
                    statement.setArray(i + 1, connection.createArrayOf("uuid", ids));
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}

package io.careloom.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class DriverSocketsTest {
    private static Connection connect(TestDatabase database, int limitSeconds) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("socketTimeout", Integer.toString(limitSeconds));
        properties.setProperty("socketFactory", DriverSockets.class.getName());
        return DriverManager.getConnection(database.url(), properties);
    }

    @Test
    void anAnswerThatTakesTooLongEndsTheConnection() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = connect(database, 1);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select pg_sleep(30)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void askingForNotificationsThatDoNotComeLeavesTheConnectionWhole() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = connect(database, 1);
                Statement statement = connection.createStatement()) {
            assertThat(connection.unwrap(PGConnection.class).getNotifications(20))
                    .isEmpty();

            try (ResultSet row = statement.executeQuery("select 7")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(7);
            }
        }
    }
}

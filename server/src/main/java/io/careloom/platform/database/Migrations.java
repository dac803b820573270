package io.careloom.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schemas of all rooms to the version this build knows; one history over all rooms. */
public final class Migrations {
    private static final String[] SCHEMAS = {
        "platform",
        "geography",
        "partners",
        "access",
        "catalog",
        "clinicians",
        "patients",
        "cases",
        "webhooks",
        "sandbox"
    };

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @throws IllegalStateException when the schema is newer than this build, or a migration failed
     */
    public static void migrate(DataSource dataSource) {
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema("platform")
                .schemas(SCHEMAS)
                .locations("classpath:db")
                .outOfOrder(false)
                .ignoreMigrationPatterns(new String[0])
                .load();
        try {
            flyway.migrate();
            settleEra(dataSource);
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    "the database schema could not be brought up to date: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be asked for its identity: " + e.getSQLState());
        }
    }

    /** Logs ordered by transaction ids must notice when a dump was restored into a cluster that counts anew. */
    private static void settleEra(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select platform.settle_era()")) {
            statement.execute();
        }
    }
}

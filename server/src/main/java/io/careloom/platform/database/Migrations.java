package io.careloom.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schemas of all rooms to the version this build knows; one history over all rooms. */
public final class Migrations {
    private static final int OLDEST = 15;
    private static final String[] SCHEMAS = {
        "platform",
        "geography",
        "partners",
        "access",
        "catalog",
        "clinicians",
        "patients",
        "cases",
        "files",
        "prescribing",
        "orders",
        "webhooks",
        "sandbox"
    };

    private Migrations() {}

    /** The database cannot be used by this build; the message, for an operator, says why. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Applies what is missing.
     *
     * @throws Refused when the schema is newer than this build, or a migration failed
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
            throw new Refused("the database schema could not be brought up to date: " + e.getMessage());
        } catch (SQLException e) {
            throw new Refused("the database could not be asked for its identity (SQL state " + e.getSQLState() + ")");
        }
    }

    /**
     * Asks for the server's version.
     *
     * @throws Refused when the database does not let us in or is older than PostgreSQL 15
     */
    public static void requireServer(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new Refused("the database is PostgreSQL " + version + "; " + OLDEST + " or newer is needed");
            }
        } catch (SQLException e) {
            throw new Refused(whyNot(e));
        }
    }

    /** The pool hides what the server said in a cause. */
    private static String whyNot(SQLException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
            if (state.startsWith("28")) {
                return "the database refuses the user or the password (database.user, database.password)";
            }
            if (state.equals("3D000")) {
                return "the server of the database has no database of this name (see database.url)";
            }
        }
        return "the database does not answer; is it running, and is database.url its address?";
    }

    /** Logs ordered by transaction ids must notice when a dump was restored into a cluster that counts anew. */
    private static void settleEra(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select platform.settle_era()")) {
            statement.execute();
        }
    }
}

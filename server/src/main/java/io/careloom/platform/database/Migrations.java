package io.careloom.platform.database;

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
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    "the database schema could not be brought up to date: " + e.getMessage(), e);
        }
    }
}

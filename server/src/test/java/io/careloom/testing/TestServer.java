package io.careloom.testing;

import io.careloom.platform.database.Migrations;
import io.careloom.platform.postgres.EmbeddedPostgres;
import io.careloom.platform.postgres.PostgresConfig;
import io.careloom.platform.postgres.PostgresFault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL of a test run: an embedded one below {@code target}, kept from run to run, or the one that
 * {@code CARELOOM_TEST_DATABASE_URL} names ({@code jdbc:postgresql://host:port/database?user=…&password=…}, a user who may
 * create databases). Databases are cloned from a template that is migrated once per state of the migrations.
 */
final class TestServer {
    private static final int PARALLEL_RUNS = 8;
    private static @Nullable TestServer running;

    private final String url;
    private final String user;
    private final String password;
    private final String template;

    private TestServer(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.template = "careloom_template_" + MigrationState.fingerprint();
    }

    /** The server of this run, started at the first call and stopped when the JVM ends. */
    static synchronized TestServer running() {
        if (running == null) {
            String external = System.getenv("CARELOOM_TEST_DATABASE_URL");
            running = external == null || external.isBlank() ? embedded() : external(external);
            running.prepareTemplate();
        }
        return running;
    }

    private static TestServer external(String url) {
        Properties parsed = Driver.parseURL(url, new Properties());
        if (parsed == null) {
            throw new IllegalStateException("CARELOOM_TEST_DATABASE_URL is no JDBC address of PostgreSQL");
        }
        return new TestServer(url, parsed.getProperty("user", ""), parsed.getProperty("password", ""));
    }

    private static TestServer embedded() {
        EmbeddedPostgres postgres = startInFirstFreeFolder();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "stop-test-postgres"));
        TestServer server = new TestServer(postgres.jdbcUrl(), postgres.user(), postgres.password());
        server.dropWhatEarlierRunsLeft();
        return server;
    }

    // two runs may share a checkout: an editor's and a terminal's
    private static EmbeddedPostgres startInFirstFreeFolder() {
        for (int slot = 1; ; slot++) {
            Path folder = Path.of("target", "test-postgres-" + slot);
            try {
                return EmbeddedPostgres.start(PostgresConfig.in(folder).withBinaries(TestFolders.sharedBinaries()));
            } catch (PostgresFault fault) {
                if (!fault.directoryInUse() || slot == PARALLEL_RUNS) {
                    throw fault;
                }
            }
        }
    }

    String url(String database) {
        return url.replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    void create(String database) {
        execute("create database " + database + " template " + template);
    }

    void drop(String database) {
        try {
            execute("drop database if exists " + database + " with (force)");
        } catch (IllegalStateException e) {
            // an ordinary role may not end the vacuum that just looks at it; without force it goes by itself
            execute("drop database if exists " + database);
        }
    }

    private void prepareTemplate() {
        if (databases("careloom_template_").contains(template)) {
            return;
        }
        // it gets its name when complete; nobody ever connects to it then, else it could not be cloned
        String unfinished = "careloom_unfinished_" + ProcessHandle.current().pid();
        drop(unfinished);
        execute("create database " + unfinished);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(unfinished));
        source.setUser(user);
        source.setPassword(password);
        Migrations.migrate(source);
        try {
            execute("alter database " + unfinished + " rename to " + template);
        } catch (IllegalStateException e) {
            drop(unfinished);
            if (!databases("careloom_template_").contains(template)) {
                throw e;
            }
            // another run on the same external server was faster
        }
    }

    private void dropWhatEarlierRunsLeft() {
        databases("careloom_test_").forEach(this::drop);
        databases("careloom_unfinished_").forEach(this::drop);
        databases("careloom_template_").stream()
                .filter(name -> !name.equals(template))
                .forEach(this::drop);
    }

    private List<String> databases(String prefix) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select datname from pg_database where starts_with(datname, '"
                        + prefix + "') and datname <> current_database()")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String statement) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}

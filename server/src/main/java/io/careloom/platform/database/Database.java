package io.careloom.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The connection pool to PostgreSQL 15 or newer; closes with {@link #close()}. */
public final class Database implements AutoCloseable {
    /** Enough for short reads; more would only take connections from requests. */
    private static final int ASIDE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HikariDataSource pool;
    private final HikariDataSource aside;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool, HikariDataSource aside) {
        this.pool = pool;
        this.aside = aside;
        this.jdbi = jdbi(pool);
    }

    private static Jdbi jdbi(DataSource source) {
        return Jdbi.create(source).installPlugin(new PostgresPlugin());
    }

    /**
     * Where the database is.
     *
     * @param poolSize connections kept, at least 2
     */
    public record Address(String url, String user, String password, int poolSize) {
        /**
         * A connection of its own outside every pool, in autocommit mode.
         *
         * @param purpose shown in {@code pg_stat_activity}
         * @param patienceSeconds how long an answer may take before the connection counts as broken; 0 waits for ever
         */
        public Connection connect(String purpose, int patienceSeconds) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("connectTimeout", "2");
            properties.setProperty("socketTimeout", Integer.toString(patienceSeconds));
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("logServerErrorDetail", "false");
            properties.setProperty("ApplicationName", "careloom " + purpose);
            return DriverManager.getConnection(url, properties);
        }

        @Override
        public String toString() {
            // the canonical form would print the password
            return "Address[" + user + "]";
        }
    }

    /** Opens a pool; does not fail when the database is down, the first use does. */
    public static Database open(Address address) {
        return open(address, PATIENCE);
    }

    /** Opens a pool whose callers wait this long for a connection before the database counts as unavailable. */
    public static Database open(Address address, Duration patience) {
        HikariConfig aside = config(address, "careloom aside", ASIDE, patience);
        aside.setMinimumIdle(0);
        aside.setIdleTimeout(60_000);
        return new Database(
                new HikariDataSource(config(address, "careloom", address.poolSize(), patience)),
                new HikariDataSource(aside));
    }

    private static HikariConfig config(Address address, String name, int size, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(patience.toMillis());
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        // a stopped database must answer 503 within seconds, and an abandoned transaction must not hold back the event
        // log
        config.addDataSourceProperty("socketTimeout", "20");
        config.addDataSourceProperty("socketFactory", DriverSockets.class.getName());
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty(
                "options", "-c idle_in_transaction_session_timeout=15s -c statement_timeout=15s -c lock_timeout=5s");
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }

    /** The SQL front. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** The pool, for migrations and jobs. */
    public DataSource dataSource() {
        return pool;
    }

    /** Transactions on this database. */
    public Transactions transactions() {
        return new Transactions(jdbi, pool);
    }

    /**
     * Transactions on two connections of their own, for what the platform looks up while its caller may hold a connection
     * of the pool: callers that all waited for a second one would wait for each other.
     */
    public Transactions aside() {
        return new Transactions(jdbi(aside), aside);
    }

    @Override
    public void close() {
        aside.close();
        pool.close();
    }
}

package io.careloom.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The connection pool to PostgreSQL 15 or newer; closes with {@link #close()}. */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
    }

    /**
     * Where the database is.
     *
     * @param poolSize connections kept, at least 2
     */
    public record Address(String url, String user, String password, int poolSize) {}

    /** Opens a pool; does not fail when the database is down, the first use does. */
    public static Database open(Address address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setPoolName("careloom");
        config.setMaximumPoolSize(address.poolSize());
        config.setMinimumIdle(Math.min(2, address.poolSize()));
        config.setConnectionTimeout(2_000);
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        // a stopped database must answer 503 within seconds, and an abandoned transaction must not hold back the event
        // log
        config.addDataSourceProperty("socketTimeout", "20");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("ApplicationName", "careloom");
        config.addDataSourceProperty(
                "options", "-c idle_in_transaction_session_timeout=15s -c statement_timeout=15s -c lock_timeout=5s");
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new Database(new HikariDataSource(config));
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
        return new Transactions(jdbi);
    }

    @Override
    public void close() {
        pool.close();
    }
}

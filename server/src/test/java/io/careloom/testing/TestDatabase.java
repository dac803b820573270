package io.careloom.testing;

import io.careloom.platform.database.Database;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A migrated, otherwise empty database of one test class, dropped by {@link #close()}. All live on one server, see
 * {@link TestServer}.
 */
public final class TestDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    /** A crowd of threads on a busy machine waits its turn. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestServer server;
    private final String name;
    private final Database database;

    private TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
        this.database = Database.open(address(CONNECTIONS), PATIENCE);
    }

    /** A new database; takes about a tenth of a second, the first one of a run longer. */
    public static TestDatabase fresh() {
        TestServer server = TestServer.running();
        String name = "careloom_test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        server.create(name);
        return new TestDatabase(server, name);
    }

    /** A pool on it, closed together with it. */
    public Database database() {
        return database;
    }

    /** Where it is, for a server or a pool of its own. */
    public Database.Address address(int poolSize) {
        return new Database.Address(url(), user(), password(), poolSize);
    }

    /** Its JDBC address. */
    public String url() {
        return server.url(name);
    }

    /** Its owner. */
    public String user() {
        return server.user();
    }

    /** The password of its owner. */
    public String password() {
        return server.password();
    }

    @Override
    public void close() {
        database.close();
        server.drop(name);
    }
}

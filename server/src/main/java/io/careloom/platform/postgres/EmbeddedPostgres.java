package io.careloom.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of our own below the data directory: durable, on loopback only, restarted when it dies, stopped by
 * {@link #close()}. A server left running by a killed process is stopped by the next start.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final int FIRST_START_SECONDS = 30;
    private static final int FIRST_START_PAUSE_MILLIS = 250;

    private final DirectoryLock lock;
    private final Login login;
    private final Supervisor supervisor;

    private EmbeddedPostgres(DirectoryLock lock, Login login, Supervisor supervisor) {
        this.lock = lock;
        this.login = login;
        this.supervisor = supervisor;
    }

    /**
     * Starts it, making the database at the first start; answers when it takes connections.
     *
     * @throws PostgresFault when that is impossible: directory in use, port taken, no right to write, disk full, …
     */
    public static EmbeddedPostgres start(PostgresConfig config) {
        try {
            return locked(config);
        } catch (IOException e) {
            throw unusable(config, e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * The way into the server that another process of ours has started in this data directory; it ends with that process.
     * Empty when none takes connections.
     *
     * @throws PostgresFault when this user may not have it
     */
    public static Optional<Login> running(PostgresConfig config) {
        try {
            return Cluster.served(Home.of(config));
        } catch (IOException e) {
            throw unusable(config, e);
        }
    }

    private static PostgresFault unusable(PostgresConfig config, IOException e) {
        return new PostgresFault("The database in " + config.directory() + " cannot be used ("
                + e.getClass().getSimpleName() + ": " + e.getMessage()
                + "). Check that this user may write there and that the disk has room.");
    }

    private static EmbeddedPostgres locked(PostgresConfig config) throws IOException, InterruptedException {
        Home home = Home.of(config);
        DirectoryLock lock = DirectoryLock.take(home.lockFile());
        boolean started = false;
        try {
            Path cache = config.binaries() == null ? home.binaries() : config.binaries();
            Path binaries = Binaries.in(cache.toAbsolutePath(), config.progress());
            if (!home.runAs().reaches(binaries)) {
                throw new PostgresFault("PostgreSQL runs as " + home.runAs() + ", which cannot enter " + binaries
                        + ". Allow it on that folder and every folder above: chmod o+x");
            }
            Programs programs = new Programs(binaries, home.runAs());
            Postmaster.stopOrphan(home, programs, config.progress());
            String password = new Cluster(home, programs).prepare(config.progress());
            config.progress().accept("Starting PostgreSQL…");
            EmbeddedPostgres up = firstStart(config, lock, password, new Place(home, programs));
            started = true;
            return up;
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    private record Place(Home home, Programs programs) {}

    private static EmbeddedPostgres firstStart(PostgresConfig config, DirectoryLock lock, String password, Place place)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_START_SECONDS);
        while (true) {
            Login login = Login.on(config.port(), password);
            Launcher launcher = new Launcher(place.home(), place.programs(), login, config.progress());
            try {
                Supervisor supervisor = new Supervisor(launcher, launcher.start());
                supervisor.start();
                return new EmbeddedPostgres(lock, login, supervisor);
            } catch (PostgresFault fault) {
                if (System.nanoTime() > end || !mayPass(fault, config)) {
                    throw fault;
                }
                Thread.sleep(FIRST_START_PAUSE_MILLIS);
            }
        }
    }

    private static boolean mayPass(PostgresFault fault, PostgresConfig config) {
        return switch (fault.reason()) {
            case LEFTOVERS -> true;
            case PORT_TAKEN -> config.port() == 0; // somebody took the free port between our look and the start
            case DIRECTORY_IN_USE, OTHER -> false;
        };
    }

    /** The JDBC address of the server's database; stays the same through restarts. */
    public String jdbcUrl() {
        return login.url();
    }

    /** The database's owner, who is no superuser and may create databases. */
    public String user() {
        return Cluster.NAME;
    }

    /** The password of {@link #user()}, random for each data directory. */
    public String password() {
        return login.password();
    }

    /** The TCP port on 127.0.0.1; stays the same through restarts. */
    public int port() {
        return login.port();
    }

    /** Stops the server and keeps it down until {@link #release()}; for tests of an outage. */
    public void hold() {
        try {
            supervisor.hold();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Ends {@link #hold()}; answers when it takes connections again. */
    public void release() {
        try {
            supervisor.release();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Stops the server in order (clients are disconnected, everything is written out) and frees the data directory;
     * without effect the second time.
     */
    @Override
    public void close() {
        try {
            try (lock) {
                supervisor.close();
            }
        } catch (IOException e) {
            throw new PostgresFault(
                    "PostgreSQL could not be stopped in order (" + e.getMessage() + "); the next start will stop it.");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static PostgresFault interrupted() {
        Thread.currentThread().interrupt();
        return new PostgresFault("Interrupted while waiting for PostgreSQL.");
    }
}

package io.careloom.platform.events;

import io.careloom.platform.Ids;
import io.careloom.platform.Trace;
import io.careloom.platform.database.Database;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.jobs.Loop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other nodes that facts were appended here, and hears it from them. A commit that notifies takes a lock of the
 * whole database, so writers never do: one thread notifies for all commits of a few milliseconds, without waiting for the
 * disk. Lost messages do no harm, since subscribers also look by themselves.
 */
final class NodeBell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeBell.class);
    private static final Origin ORIGIN = Origin.worker("node bell");
    private static final String EAR = "node ear";
    private static final long COUNTED_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String node = Ids.random().toString();
    private final Transactions transactions;
    private final Database.Address address;
    private final Runnable heard;
    private final AtomicBoolean rung = new AtomicBoolean();
    private final Loop teller = new Loop("node-bell", IDLE, this::tell);
    private final Thread listener =
            Thread.ofPlatform().name("node-ear").daemon().unstarted(this::listen);
    private long countedAt = System.nanoTime() - 2 * COUNTED_NANOS;
    private int ears;
    private volatile boolean stopping;
    private volatile @Nullable Connection ear;

    NodeBell(Transactions transactions, Database.Address address, Runnable heard) {
        this.transactions = transactions;
        this.address = address;
        this.heard = heard;
    }

    void start() {
        teller.start();
        listener.start();
    }

    /** Facts were committed here. */
    void ring() {
        if (rung.compareAndSet(false, true)) {
            teller.bell().run();
        }
    }

    private boolean tell() throws InterruptedException {
        if (rung.getAndSet(false) && othersListen()) {
            transactions.write(ORIGIN, tx -> {
                tx.handle().execute("set local synchronous_commit = off");
                tx.handle().execute("select pg_notify('careloom_events', ?)", node);
                return true;
            });
            Thread.sleep(PAUSE);
        }
        return false;
    }

    /** Looked up now and then: a single node has nobody to tell, and a new one looks by itself until it is known. */
    private boolean othersListen() {
        long now = System.nanoTime();
        if (now - countedAt > COUNTED_NANOS) {
            countedAt = now;
            ears = transactions.read(
                    ORIGIN,
                    tx -> tx.handle()
                            .createQuery("select count(*) from pg_stat_activity"
                                    + " where datname = current_database() and application_name = :ear")
                            .bind("ear", "careloom " + EAR)
                            .mapTo(Integer.class)
                            .one());
        }
        return ears > 1;
    }

    private void listen() {
        while (!stopping) {
            try (Connection connection = address.connect(EAR, 0)) {
                ear = connection;
                hear(connection);
            } catch (SQLException e) {
                LOG.debug("the ear lost its connection", Trace.of(e));
            } catch (RuntimeException e) {
                LOG.error("the ear failed and tries again", Trace.of(e));
            }
            if (!pause()) {
                return;
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen careloom_events");
        }
        heard.run(); // whatever was told before we listened
        PGConnection messenger = connection.unwrap(PGConnection.class);
        while (!stopping) {
            PGNotification[] messages = messenger.getNotifications((int) IDLE.toMillis());
            if (messages.length == 0 && !connection.isValid(2)) {
                return;
            }
            for (PGNotification message : messages) {
                if (!message.getParameter().equals(node)) {
                    heard.run();
                    break;
                }
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(RETRY);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        stopping = true;
        teller.close();
        listener.interrupt();
        Connection open = ear;
        if (open != null) {
            try {
                open.abort(Runnable::run); // it waits in a read, which an interrupt does not end
            } catch (SQLException e) {
                LOG.debug("the ear was deaf already", Trace.of(e));
            }
        }
    }
}

package io.careloom.app;

import io.careloom.platform.jobs.AtExit;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server with its database under it, stopped in order by SIGTERM or by {@link #close()}. */
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static volatile boolean serving;

    private @Nullable Store store;
    private @Nullable CareloomServer server;
    private boolean up;
    private boolean closed;

    private Running() {}

    /** Starts everything; on a failure whatever had started is stopped again. */
    static Running start(CareloomConfig config, boolean demo, Consumer<String> progress) {
        Running running = new Running();
        AtExit.run(running::close); // told to stop while it starts, it still leaves no PostgreSQL behind
        boolean started = false;
        try {
            running.open(config, demo, progress);
            started = true;
            return running;
        } finally {
            if (!started) {
                running.close();
            }
        }
    }

    private synchronized void open(CareloomConfig config, boolean demo, Consumer<String> progress) {
        if (closed) {
            throw new Main.Refusal("stopped before it had started");
        }
        config.http().tls().certificate(); // when it is refused, nothing runs yet
        Store opened = Store.open(config, progress);
        store = opened;
        CareloomServer starting = new CareloomServer(opened.address(), opened.master(), config, demo, opened.isOwn());
        server = starting;
        starting.start();
        up = true;
    }

    /** The process is to stay after its command returned. */
    void keepServing() {
        serving = true;
    }

    static boolean keepsServing() {
        return serving;
    }

    synchronized CareloomServer server() {
        return Objects.requireNonNull(server);
    }

    String baseUrl() {
        return server().url();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try (Store _ = store;
                    CareloomServer _ = server) {
                if (up) {
                    LOG.info("stopping");
                }
            }
        }
    }
}

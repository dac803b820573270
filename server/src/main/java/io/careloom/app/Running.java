package io.careloom.app;

import io.careloom.platform.jobs.AtExit;
import io.careloom.platform.postgres.PostgresFault;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server with its database under it, stopped in order by SIGTERM or by {@link #close()}. */
final class Running implements AutoCloseable {
    private static volatile boolean serving;

    private final Store store;
    private final CareloomServer server;
    private boolean closed;

    private Running(Store store, CareloomServer server) {
        this.store = store;
        this.server = server;
    }

    /** Starts everything; on a failure whatever had started is stopped again. */
    static Running start(CareloomConfig config, boolean demo, Consumer<String> progress) {
        Store store;
        try {
            store = Store.open(config, progress);
        } catch (PostgresFault e) {
            throw new Main.Refusal(String.valueOf(e.getMessage()));
        }
        CareloomServer server = null;
        boolean started = false;
        try {
            server = new CareloomServer(store.address(), store.master(), config, demo);
            server.start();
            Running running = new Running(store, server);
            AtExit.run(running::close);
            started = true;
            return running;
        } finally {
            if (!started) {
                stop(server);
                store.close();
            }
        }
    }

    private static void stop(@Nullable CareloomServer server) {
        if (server != null) {
            server.close();
        }
    }

    /** The process is to stay after its command returned. */
    void keepServing() {
        serving = true;
    }

    static boolean keepsServing() {
        return serving;
    }

    CareloomServer server() {
        return server;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    static Path dataOf(CareloomConfig config) {
        return Path.of(config.data()).toAbsolutePath();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.close();
            store.close();
        }
    }
}

package io.careloom.platform.postgres;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the server up: one thread starts and stops it, everybody else says what is wanted. */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long STEADY_NANOS = 10_000_000_000L;

    private enum Wanted {
        UP,
        DOWN,
        CLOSED
    }

    private final Launcher launcher;
    private final Thread thread;
    private Wanted wanted = Wanted.UP;
    private @Nullable Postmaster running;
    private boolean starting;
    private long upSince = System.nanoTime();
    private int failures;

    /** Takes over a running server. */
    Supervisor(Launcher launcher, Postmaster running) {
        this.launcher = launcher;
        this.running = running;
        running.whenEnded(this::wake);
        this.thread = Thread.ofPlatform().name("postgres-supervisor").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Stops the server and keeps it down; answers when it is down. */
    synchronized void hold() throws InterruptedException {
        want(Wanted.DOWN);
        while (running != null || starting) {
            wait();
        }
    }

    /** Lets it run again; answers when it takes connections. */
    synchronized void release() throws InterruptedException {
        want(Wanted.UP);
        while (running == null) {
            wait();
        }
    }

    private void want(Wanted next) {
        if (wanted == Wanted.CLOSED) {
            throw new IllegalStateException("closed");
        }
        wanted = next;
        notifyAll();
    }

    /** Stops the server for good; without effect the second time. */
    void close() throws IOException, InterruptedException {
        synchronized (this) {
            wanted = Wanted.CLOSED;
            notifyAll();
        }
        thread.interrupt();
        thread.join();
        Postmaster last = current();
        if (last != null) {
            last.stop();
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized @Nullable Postmaster current() {
        return running;
    }

    private synchronized boolean closed() {
        return wanted == Wanted.CLOSED;
    }

    private void run() {
        while (!closed()) {
            try {
                Postmaster server = current();
                if (server == null) {
                    bringUp();
                } else if (!awaitEndOf(server)) {
                    server.stop();
                    set(null);
                }
            } catch (InterruptedException e) {
                // only close() interrupts, and the loop's condition sees it
                LOG.debug("The supervisor was woken to end");
            } catch (IOException | RuntimeException e) {
                failures++;
                LOG.error("PostgreSQL is down and did not come up (attempt {}): {}", failures, e.getMessage());
            }
        }
    }

    /** Waits until it has ended or shall; false then, true when the supervisor shall end and leave it to the closer. */
    private synchronized boolean awaitEndOf(Postmaster server) throws InterruptedException {
        while (wanted == Wanted.UP && server.isAlive()) {
            wait();
        }
        if (wanted == Wanted.UP) {
            failures = System.nanoTime() - upSince < STEADY_NANOS ? failures + 1 : 0;
            LOG.warn("PostgreSQL ended unexpectedly; starting it again");
        }
        return wanted == Wanted.CLOSED;
    }

    private void bringUp() throws IOException, InterruptedException {
        if (!awaitTurn()) {
            return;
        }
        try {
            Postmaster started = launcher.start();
            started.whenEnded(this::wake);
            upSince = System.nanoTime();
            set(started);
            LOG.info("PostgreSQL is up again");
        } finally {
            settle();
        }
    }

    /** Waits while it is held down and, after failures, a little longer; false when there is nothing to start. */
    private synchronized boolean awaitTurn() throws InterruptedException {
        while (wanted == Wanted.DOWN) {
            wait();
        }
        long pause = failures == 0 ? 0 : Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        for (long left = pause; wanted == Wanted.UP && left > 0; left = millisTo(until)) {
            wait(left);
        }
        starting = wanted == Wanted.UP;
        return starting;
    }

    private static long millisTo(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    }

    private synchronized void settle() {
        starting = false;
        notifyAll();
    }

    private synchronized void set(@Nullable Postmaster server) {
        running = server;
        notifyAll();
    }
}

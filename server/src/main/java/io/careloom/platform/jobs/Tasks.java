package io.careloom.platform.jobs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs short tasks side by side on virtual threads. */
public final class Tasks implements AutoCloseable {
    private final ExecutorService threads;

    /** Tasks whose threads carry this name. */
    public Tasks(String name) {
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /** Starts a task at once. */
    public void run(Runnable task) {
        threads.execute(task);
    }

    /** Waits up to 20 seconds for running tasks, then interrupts them. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

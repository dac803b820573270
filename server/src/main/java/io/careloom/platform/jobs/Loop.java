package io.careloom.platform.jobs;

import io.careloom.kernel.Problem;
import io.careloom.platform.Trace;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does a step again and again: at once while the step found work, else when its bell rings or the poll
 * interval is over. A step that fails is tried again after a second, so a loop survives an outage of the database.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration poll;
    private final Step step;
    private final Semaphore bell = new Semaphore(0);
    private final Runnable ring = bell::release;
    private final Thread thread;
    private volatile boolean stopping;
    private @Nullable String complaint;

    /** One round of work. */
    @FunctionalInterface
    public interface Step {
        /** Does what there is; true when there may be more right away. */
        boolean run() throws InterruptedException;
    }

    /** A loop that is not yet started. */
    public Loop(String name, Duration poll, Step step) {
        this.name = name;
        this.poll = poll;
        this.step = step;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Rings the bell; always the same object, so that a transaction keeps it once. */
    public Runnable bell() {
        return ring;
    }

    private void run() {
        while (!stopping) {
            try {
                boolean more = step.run();
                recovered();
                if (!more) {
                    rest(poll);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                complain(e);
                if (!restQuietly()) {
                    return;
                }
            }
        }
    }

    private void rest(Duration time) throws InterruptedException {
        if (bell.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }

    private boolean restQuietly() {
        try {
            rest(Duration.ofSeconds(1));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Once per outage, not once per second of it. */
    private void complain(Throwable failure) {
        String what = failure instanceof Problem problem
                ? problem.code()
                : failure.getClass().getName();
        if (!what.equals(complaint)) {
            complaint = what;
            if (failure instanceof Problem) {
                LOG.warn("{} waits: {}", name, what);
            } else {
                LOG.error("{} failed and tries again", name, Trace.of(failure));
            }
        }
    }

    private void recovered() {
        if (complaint != null) {
            LOG.info("{} works again", name);
            complaint = null;
        }
    }

    /** Stops after the running step, at most five seconds later; what never started stays so. */
    @Override
    public void close() {
        stopping = true;
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        bell.release();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

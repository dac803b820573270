package io.careloom.platform.jobs;

/** What is done when the process is told to stop (SIGTERM, Ctrl-C) or comes to its end. */
public final class AtExit {
    private AtExit() {}

    /** Does this before the process ends; it is not done on a kill -9. */
    public static void run(Runnable lastWork) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(lastWork));
    }
}

package io.careloom.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One run of the server: a process that is alive until it is stopped, killed or crashes. */
final class Postmaster {
    private static final int FAST_STOP_SECONDS = 60;
    private static final int IMMEDIATE_STOP_SECONDS = 15;

    private final Home home;
    private final Programs programs;
    private final Process process;

    Postmaster(Home home, Programs programs, Process process) {
        this.home = home;
        this.programs = programs;
        this.process = process;
    }

    /**
     * Stops the server that a killed predecessor left running on this cluster. Call only with the directory's lock in
     * hand: then whoever still serves it has no owner.
     */
    static void stopOrphan(Home home, Programs programs, Consumer<String> progress)
            throws IOException, InterruptedException {
        Optional<PostmasterFile> file = PostmasterFile.in(home.cluster());
        Optional<ProcessHandle> process =
                file.flatMap(found -> ProcessHandle.of(found.pid())).filter(ProcessHandle::isAlive);
        if (file.isEmpty() || process.isEmpty()) {
            return;
        }
        Optional<String[]> arguments = process.get().info().arguments();
        if (arguments.isEmpty()) {
            return; // not ours to see; PostgreSQL itself decides whether that process is in the way
        }
        if (String.join(" ", arguments.get()).contains(home.cluster().toString())) {
            progress.accept("Stopping the PostgreSQL (process " + process.get().pid()
                    + ") that an earlier server left running…");
            end(programs, process.get());
        } else {
            // the number was given to another program meanwhile, as happens after a restart of the machine
            Files.deleteIfExists(file.get().file());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it says that it takes connections. */
    boolean saysReady() throws IOException {
        return PostmasterFile.in(home.cluster())
                .filter(file -> file.ready() && belongsToUs(file.pid()))
                .isPresent();
    }

    /** Runs the action once it has ended, or at once when it already has. */
    void whenEnded(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Disconnects the clients, writes everything out and ends; without effect when it has ended already. */
    void stop() throws IOException, InterruptedException {
        if (process.isAlive()) {
            end(programs, server());
            process.waitFor();
        }
    }

    /** Ends it at once without waiting, for a start that failed; the next start recovers. */
    void abandon() throws IOException {
        if (process.isAlive()) {
            server().destroyForcibly();
        }
    }

    // with runuser our child is only the parent of the server
    private ProcessHandle server() throws IOException {
        return PostmasterFile.in(home.cluster())
                .filter(file -> belongsToUs(file.pid()))
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .orElse(process.toHandle());
    }

    private boolean belongsToUs(long pid) {
        return pid == process.pid()
                || process.children().anyMatch(child -> child.pid() == pid);
    }

    private static void end(Programs programs, ProcessHandle server) throws IOException, InterruptedException {
        programs.signal("INT", server);
        if (ended(server, FAST_STOP_SECONDS)) {
            return;
        }
        programs.signal("QUIT", server);
        if (!ended(server, IMMEDIATE_STOP_SECONDS)) {
            throw new PostgresFault("PostgreSQL (process " + server.pid()
                    + ") does not stop. End it by hand, nothing committed is lost: kill -9 " + server.pid());
        }
    }

    private static boolean ended(ProcessHandle server, int seconds) throws InterruptedException {
        try {
            server.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !server.isAlive();
        }
    }
}

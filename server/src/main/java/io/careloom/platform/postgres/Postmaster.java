package io.careloom.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of the server: a process that is alive until it is stopped, killed or crashes. */
final class Postmaster {
    private static final int FAST_STOP_SECONDS = 60;
    private static final int IMMEDIATE_STOP_SECONDS = 15;
    private static final int DYING_SECONDS = 15;
    private static final int POLL_MILLIS = 10;

    private final Home home;
    private final Programs programs;
    private final Process process;

    Postmaster(Home home, Programs programs, Process process) {
        this.home = home;
        this.programs = programs;
        this.process = process;
    }

    /**
     * Stops the server that a killed predecessor left running on this cluster, and takes its file out of the way when it is
     * dead. Call only with the directory's lock in hand: then whoever still serves it has no owner.
     */
    static void stopOrphan(Home home, Programs programs, Consumer<String> progress)
            throws IOException, InterruptedException {
        Optional<PostmasterFile> file = PostmasterFile.in(home.cluster());
        Optional<ProcessHandle> process = file.flatMap(found -> ProcessHandle.of(found.pid()));
        if (file.isEmpty() || process.isEmpty()) {
            return; // PostgreSQL itself removes the file of a process that is gone
        }
        Optional<String> line = commandLine(process.get());
        if (line.isEmpty() && lives(process.get())) {
            return; // not ours to see; PostgreSQL itself decides whether that process is in the way
        }
        if (line.isPresent() && line.get().contains(home.cluster().toString())) {
            progress.accept("Stopping the PostgreSQL (process " + process.get().pid()
                    + ") that an earlier server left running…");
            end(programs, process.get());
        }
        // PostgreSQL takes for alive: a dead process that nobody reaped, and another program that was given the number
        // meanwhile, as happens after a restart of the machine
        Files.deleteIfExists(file.get().file());
    }

    /** What the process was started with; empty once it is dead, and when that is hidden from us. */
    private static Optional<String> commandLine(ProcessHandle process) throws InterruptedException {
        Path shown = Path.of("/proc/" + process.pid() + "/cmdline");
        if (!Files.isReadable(shown)) {
            return process.info().arguments().map(each -> String.join(" ", each));
        }
        // a killed process loses its memory, and with it this line, before it is dead
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DYING_SECONDS);
        while (lives(process) && System.nanoTime() < end) {
            String line = read(shown);
            if (!line.isEmpty()) {
                return Optional.of(line);
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Optional.empty();
    }

    // Java's own look gives up on long lines
    private static String read(Path line) {
        try {
            return Files.readString(line, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it ended while we looked
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
        return pid == process.pid() || process.children().anyMatch(child -> child.pid() == pid);
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
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (lives(server)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** False also for a dead process whose parent does not reap it, as in a container without an init. */
    private static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException e) {
            return process.isAlive(); // gone meanwhile, or no /proc on this system
        }
    }
}

package io.careloom.app;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.platform.postgres.ClusterProcesses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line in a process of its own, which a test can stop and kill. */
final class ServerProcess {
    private static final Pattern LISTENS =
            Pattern.compile("Careloom listens on (\\S+) \\(health and metrics on (\\S+)\\)\\.");
    private static final int LIMIT_SECONDS = 120;

    private final Process process;
    private final Path data;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Thread listener = Thread.ofVirtual().unstarted(this::listen);

    private ServerProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /** Starts the command line that {@code line} is, on this data directory. */
    static ServerProcess start(List<String> line, Path data) {
        try {
            Process process = new ProcessBuilder(line)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .start();
            ServerProcess started = new ServerProcess(process, data);
            started.listener.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add(e.toString()); // the stream of a killed process
        }
    }

    /** Waits until it says where it listens; answers that address. */
    String awaitUrl() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            if (said.stream().anyMatch(line -> LISTENS.matcher(line).matches())) {
                return address(1);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("It does not listen:\n" + output());
    }

    /** The address of health and metrics. */
    String opsUrl() {
        return "http://" + address(2);
    }

    private String address(int group) {
        return said.stream()
                .map(LISTENS::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(group))
                .findFirst()
                .orElseThrow();
    }

    /** Everything it has said, both streams. */
    String output() {
        return String.join("\n", said);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to stop (SIGTERM), without waiting. */
    void terminate() {
        process.toHandle().destroy(); // by the handle: what it says stays readable
    }

    /** Waits for its end; answers the exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end:\n" + output());
        }
        listener.join();
        return process.exitValue();
    }

    /** Kills it and every process of its PostgreSQL without warning, and waits until they are gone. */
    void killAll() throws InterruptedException {
        List<ProcessHandle> database = ClusterProcesses.of(data);
        process.toHandle().destroyForcibly();
        database.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        eventually("PostgreSQL is dead", () -> ClusterProcesses.of(data).isEmpty());
    }
}

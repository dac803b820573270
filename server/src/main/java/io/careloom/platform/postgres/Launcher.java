package io.careloom.platform.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts the server on its cluster, again and again with the same login. */
record Launcher(Home home, Programs programs, Login login, Consumer<String> progress) {
    private static final long LOG_KEPT_BYTES = 10_000_000;
    private static final int LOG_SHOWN_BYTES = 2_000;
    private static final int POLL_MILLIS = 10;
    private static final long LIMIT_SECONDS = 600;
    private static final long TELL_SECONDS = 5;

    /**
     * Starts it and waits until it lets us in; a long recovery after a crash is waited for. Whoever still serves the cluster
     * is stopped before.
     *
     * @throws PostgresFault when it ends instead; nothing is left running then
     */
    Postmaster start() throws IOException, InterruptedException {
        Postmaster.stopOrphan(home, programs, progress);
        turnLog();
        long logStart = Files.exists(home.log()) ? Files.size(home.log()) : 0;
        List<String> command =
                new ArrayList<>(List.of("postgres", "-D", home.cluster().toString()));
        command.addAll(ServerSettings.listeningOn(login.port()));
        Postmaster server = new Postmaster(home, programs, programs.launch(home.log(), command));
        boolean ready = false;
        try {
            awaitReady(server, logStart);
            ready = true;
            return server;
        } finally {
            if (!ready) {
                server.abandon();
            }
        }
    }

    private void awaitReady(Postmaster server, long logStart) throws IOException, InterruptedException {
        long began = System.nanoTime();
        long told = began;
        while (!(server.saysReady() && login.works())) {
            if (!server.isAlive()) {
                throw diagnosis(logSince(logStart));
            }
            long now = System.nanoTime();
            if (now - began > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
                throw new PostgresFault("PostgreSQL takes no connections after " + LIMIT_SECONDS + " seconds; "
                        + home.log() + " may say why.");
            }
            if (now - told > TimeUnit.SECONDS.toNanos(TELL_SECONDS)) {
                progress.accept("Waiting for PostgreSQL, which reads its log after a hard stop…");
                told = now;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private PostgresFault diagnosis(String said) {
        if (said.contains("Address already in use")) {
            return Login.portTaken(login.port());
        }
        if (said.contains("is still in use") || said.contains("lock file \"postmaster.pid\" already exists")) {
            return new PostgresFault(
                    PostgresFault.Reason.LEFTOVERS,
                    "Processes of an earlier PostgreSQL still use " + home.cluster()
                            + ". End them (they show that path or \"careloom\" in ps), then start again.");
        }
        if (said.contains("incompatible with server")) {
            return new PostgresFault("The database in " + home.cluster() + " was made by another major version of"
                    + " PostgreSQL. Dump it with the Careloom release that made it and load it into a new directory.");
        }
        if (said.contains("No space left on device")) {
            return new PostgresFault(
                    "PostgreSQL cannot start: the disk of " + home.root() + " is full. Make room, then start again.");
        }
        return new PostgresFault(
                "PostgreSQL did not start. Its last lines (more in " + home.log() + "):\n" + said.strip());
    }

    private String logSince(long start) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(home.log().toFile(), "r")) {
            long from = Math.max(start, log.length() - LOG_SHOWN_BYTES);
            byte[] bytes = new byte[Math.toIntExact(log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private void turnLog() throws IOException {
        if (Files.exists(home.log()) && Files.size(home.log()) > LOG_KEPT_BYTES) {
            Path older = home.log().resolveSibling("postgres.log.1");
            Files.move(home.log(), older, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

package io.careloom.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid}: who serves the cluster and how far he is. Lines as in PostgreSQL's
 * {@code miscadmin.h}: 1 process, 2 directory, 3 start, 4 port, 5 socket folder, 6 address, 7 shared memory, 8 status.
 */
record PostmasterFile(Path file, long pid, int port, boolean ready) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Reads it; empty when there is none or it is just being written. */
    static Optional<PostmasterFile> in(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
                return Optional.empty();
            }
            return Optional.of(new PostmasterFile(
                    file,
                    Long.parseLong(lines.getFirst().strip()),
                    lines.size() > PORT_LINE && lines.get(PORT_LINE).strip().matches("\\d{1,5}")
                            ? Integer.parseInt(lines.get(PORT_LINE).strip())
                            : 0,
                    lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}

package io.careloom.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The living processes of PostgreSQL on a data directory, found by their working folder. */
public final class ClusterProcesses {
    private ClusterProcesses() {}

    /** Those of the cluster below this data directory. */
    public static List<ProcessHandle> of(Path directory) {
        Path cluster = directory.resolve("postgres");
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, cluster))
                .toList();
    }

    private static boolean worksIn(ProcessHandle process, Path cluster) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .equals(cluster);
        } catch (IOException e) {
            return false; // ended meanwhile, or not ours to see
        }
    }
}

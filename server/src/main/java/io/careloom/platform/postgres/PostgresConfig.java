package io.careloom.platform.postgres;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the embedded PostgreSQL runs.
 *
 * @param directory the server's data directory; created when missing
 * @param binaries where the programs are unpacked and looked for, may be shared; null keeps them beside the data
 * @param port TCP port on 127.0.0.1; 0 takes a free one
 * @param progress hears one line per step that takes time or that an operator should know
 */
public record PostgresConfig(Path directory, @Nullable Path binaries, int port, Consumer<String> progress) {

    /** A server in this data directory, on a free port, silent. */
    public static PostgresConfig in(Path directory) {
        return new PostgresConfig(directory, null, 0, line -> {});
    }

    /** The same with the programs in a folder that several servers may share. */
    public PostgresConfig withBinaries(Path folder) {
        return new PostgresConfig(directory, folder, port, progress);
    }

    /** The same on a fixed port; 0 takes a free one. */
    public PostgresConfig withPort(int number) {
        return new PostgresConfig(directory, binaries, number, progress);
    }

    /** The same with a listener for progress lines. */
    public PostgresConfig withProgress(Consumer<String> listener) {
        return new PostgresConfig(directory, binaries, port, listener);
    }
}

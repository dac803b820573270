package io.careloom.platform.postgres;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the embedded server is set, given on its command line, so that neither an old configuration file nor
 * {@code alter system} weakens it. Who wants to tune runs a PostgreSQL of his own and uses {@code --database-url}.
 */
final class ServerSettings {
    private static final List<String> DURABLE = List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on");

    /**
     * Errors and warnings stay out of the log, since their text may quote the value that was refused; what remains
     * (starts, stops, crashes, refused logins) comes without detail, statement and parameters.
     */
    private static final List<String> DISCREET = List.of(
            "logging_collector=off",
            "log_destination=stderr",
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0",
            "log_statement=none",
            "log_min_duration_statement=-1",
            "log_checkpoints=off",
            "log_timezone=UTC");

    /** Sized for a small machine that it shares with the server: few processes, no parallel plans, no compiled ones. */
    private static final List<String> SMALL = List.of(
            "max_connections=60",
            "shared_buffers=128MB",
            "effective_cache_size=512MB",
            "work_mem=8MB",
            "maintenance_work_mem=64MB",
            "max_parallel_workers=0",
            "jit=off",
            "io_method=sync",
            "random_page_cost=1.1",
            "wal_compression=pglz",
            "max_wal_size=1GB",
            "min_wal_size=128MB",
            "checkpoint_timeout=10min",
            "checkpoint_completion_target=0.9",
            "autovacuum=on",
            "timezone=UTC",
            "cluster_name=careloom");

    private ServerSettings() {}

    /** The arguments of a server that listens on loopback only. */
    static List<String> listeningOn(int port) {
        List<String> reach =
                List.of("listen_addresses=127.0.0.1", "port=" + port, "unix_socket_directories=", "ssl=off");
        return Stream.of(reach, DURABLE, DISCREET, SMALL)
                .flatMap(List::stream)
                .flatMap(setting -> Stream.of("-c", setting))
                .toList();
    }

    /** The arguments of a run without network, for the first statements of a cluster. */
    static List<String> alone() {
        return Stream.concat(DURABLE.stream(), DISCREET.stream())
                .flatMap(setting -> Stream.of("-c", setting))
                .toList();
    }
}

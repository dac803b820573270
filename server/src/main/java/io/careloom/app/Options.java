package io.careloom.app;

import io.careloom.platform.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options every command that needs the database shares; they win over environment and file. */
final class Options {
    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: ./data).")
    @Nullable
    Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file (default: ./careloom.yaml if it exists).")
    @Nullable
    Path config;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "JDBC URL of a PostgreSQL 15+; default: the embedded one.")
    @Nullable
    String databaseUrl;

    /** The settings with these options and a port, null to leave it. */
    CareloomConfig settings(@Nullable Integer port, Path otherwiseData) {
        Path file = config != null ? config : Path.of("careloom.yaml");
        Settings settings = Settings.defaults("/careloom.yaml")
                .flag("data", otherwiseData)
                .file(config != null || Files.exists(file) ? file : null)
                .ownEnvironment()
                .flag("data", data)
                .flag("database.url", databaseUrl)
                .flag("http.port", port)
                // who asks for a free port wants no fixed one beside it
                .flag("http.ops_port", port != null && port == 0 ? 0 : null);
        return settings.as(CareloomConfig.class);
    }
}

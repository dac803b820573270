package io.careloom.app;

import io.careloom.platform.database.Database;
import io.careloom.platform.postgres.EmbeddedPostgres;
import io.careloom.platform.postgres.Login;
import io.careloom.platform.postgres.PostgresConfig;
import io.careloom.platform.postgres.PostgresFault;
import io.careloom.platform.sealing.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the data lies: the embedded PostgreSQL of a data directory or an external one, and the master key. */
final class Store implements AutoCloseable {
    private final @Nullable EmbeddedPostgres own;
    private final Database.Address address;
    private final MasterKey master;

    private Store(@Nullable EmbeddedPostgres own, Database.Address address, MasterKey master) {
        this.own = own;
        this.address = address;
        this.master = master;
    }

    /** Opens it, starting the embedded PostgreSQL when none is configured; progress is told in lines. */
    static Store open(CareloomConfig config, Consumer<String> progress) {
        CareloomConfig.DatabaseAt at = config.database();
        MasterKey master = masterKey(config, progress); // first: when it is refused, nothing runs yet
        String url = at.url();
        if (url != null) {
            return new Store(
                    null, new Database.Address(url, text(at.user()), text(at.password()), at.poolSize()), master);
        }
        EmbeddedPostgres own = EmbeddedPostgres.start(embedded(config).withProgress(progress));
        return new Store(own, address(own.jdbcUrl(), own.user(), own.password(), config), master);
    }

    /** Opens it for a command: where a server runs on the data directory, its PostgreSQL is used and left running. */
    static Store join(CareloomConfig config) {
        try {
            return open(config, line -> {});
        } catch (PostgresFault fault) {
            if (!fault.directoryInUse()) {
                throw fault;
            }
        }
        Login login = EmbeddedPostgres.running(embedded(config))
                .orElseThrow(() -> new Main.Refusal("the server that uses the data directory " + config.data()
                        + " is just starting or stopping; try again in a moment"));
        return new Store(
                null, address(login.url(), login.user(), login.password(), config), masterKey(config, line -> {}));
    }

    private static PostgresConfig embedded(CareloomConfig config) {
        return PostgresConfig.in(config.dataDirectory());
    }

    private static Database.Address address(String url, String user, String password, CareloomConfig config) {
        return new Database.Address(url, user, password, config.database().poolSize());
    }

    private static MasterKey masterKey(CareloomConfig config, Consumer<String> progress) {
        String file = config.masterKeyFile();
        Optional<MasterKey> configured = MasterKey.configured(config.masterKey(), file == null ? null : Path.of(file));
        if (configured.isPresent()) {
            return configured.get();
        }
        if (config.database().url() != null) {
            throw new Main.Refusal(
                    "an external database needs a master key: set CARELOOM_MASTER_KEY or master_key_file "
                            + "(make one with: careloom key create)");
        }
        Path directory = config.dataDirectory().resolve("keys");
        boolean first = !Files.exists(directory);
        MasterKey own = MasterKey.inDirectory(directory);
        if (first) {
            progress.accept("Made the master key in " + directory + "; a backup without it is worthless.");
        }
        return own;
    }

    /** The file that holds the master key; refused when the key itself is configured. */
    static Path masterKeyFile(CareloomConfig config) {
        String file = config.masterKeyFile();
        if (config.masterKey() != null || file == null && config.database().url() != null) {
            throw new Main.Refusal(
                    "the master key stands in the settings or the environment; put it into a file and set"
                            + " master_key_file to have it rotated");
        }
        return file == null ? MasterKey.fileIn(config.dataDirectory().resolve("keys")) : Path.of(file);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    Database.Address address() {
        return address;
    }

    MasterKey master() {
        return master;
    }

    /** Whether the PostgreSQL is ours alone. */
    boolean isOwn() {
        return own != null;
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}

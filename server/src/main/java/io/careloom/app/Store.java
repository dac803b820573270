package io.careloom.app;

import io.careloom.platform.database.Database;
import io.careloom.platform.postgres.EmbeddedPostgres;
import io.careloom.platform.postgres.PostgresConfig;
import io.careloom.platform.sealing.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the data lies: the embedded PostgreSQL of a data directory or an external one, and the master key. */
final class Store implements AutoCloseable {
    private final @Nullable EmbeddedPostgres embedded;
    private final Database.Address address;
    private final MasterKey master;

    private Store(@Nullable EmbeddedPostgres embedded, Database.Address address, MasterKey master) {
        this.embedded = embedded;
        this.address = address;
        this.master = master;
    }

    /** Opens it, starting the embedded PostgreSQL when none is configured; progress is told in lines. */
    static Store open(CareloomConfig config, Consumer<String> progress) {
        String keyFile = config.masterKeyFile();
        Optional<MasterKey> configured =
                MasterKey.configured(config.masterKey(), keyFile == null ? null : Path.of(keyFile));
        CareloomConfig.DatabaseAt at = config.database();
        String url = at.url();
        if (url != null) {
            MasterKey master = configured.orElseThrow(() -> new Main.Refusal(
                    "an external database needs a master key: set CARELOOM_MASTER_KEY or master_key_file "
                            + "(make one with: careloom key create)"));
            return new Store(
                    null, new Database.Address(url, text(at.user()), text(at.password()), at.poolSize()), master);
        }
        Path data = Path.of(config.data()).toAbsolutePath();
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(PostgresConfig.in(data).withProgress(progress));
        MasterKey master = configured.orElseGet(() -> ownKey(data.resolve("keys"), progress));
        return new Store(
                postgres,
                new Database.Address(postgres.jdbcUrl(), postgres.user(), postgres.password(), at.poolSize()),
                master);
    }

    private static MasterKey ownKey(Path directory, Consumer<String> progress) {
        boolean first = !Files.exists(directory);
        MasterKey master = MasterKey.inDirectory(directory);
        if (first) {
            progress.accept("Made the master key in " + directory + "; a backup without it is worthless.");
        }
        return master;
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

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}

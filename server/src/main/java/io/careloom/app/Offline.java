package io.careloom.app;

import io.careloom.platform.database.Database;
import io.careloom.platform.database.Migrations;
import java.nio.file.Path;
import java.util.function.Function;

/** Runs a command on the database without serving; beside a running server it needs no second PostgreSQL. */
final class Offline {
    private Offline() {}

    static <T> T with(Options options, Function<Wiring, T> work) {
        CareloomConfig config = options.settings(null, Path.of("data"));
        try (Store store = Store.open(config, line -> {});
                Database database = Database.open(store.address())) {
            Migrations.migrate(database.dataSource());
            return work.apply(new Wiring(database, store.address(), store.master(), config, false));
        }
    }
}

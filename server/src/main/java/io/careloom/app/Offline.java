package io.careloom.app;

import io.careloom.platform.database.Database;
import io.careloom.platform.database.Migrations;
import io.careloom.platform.jobs.AtExit;
import io.careloom.platform.outbound.GuardedClient;
import java.nio.file.Path;
import java.util.function.Function;

/** Runs a command on the database without serving, beside a running server or without one. */
final class Offline {
    private Offline() {}

    static <T> T with(Options options, Function<Wiring, T> work) {
        CareloomConfig config = options.settings(null, Path.of("data"));
        try (Store store = Store.join(config)) {
            AtExit.run(store::close);
            try (Database database = Database.open(store.address())) {
                Migrations.requireServer(database.dataSource());
                Migrations.migrate(database.dataSource());
                Wiring wiring = new Wiring(database, store.address(), store.master(), config, false);
                try (GuardedClient _ = wiring.outbound) {
                    wiring.vault.check();
                    return work.apply(wiring);
                }
            }
        }
    }
}

package io.careloom.app;

import io.careloom.platform.database.Origin;
import io.careloom.platform.http.Maintenance;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code careloom maintenance on|off}: closes and opens the API on every node within a second. */
@Command(name = "maintenance", description = "Closes or opens the API.", mixinStandardHelpOptions = true)
final class MaintenanceCommand implements Callable<Integer> {
    /** What is wanted. */
    enum Wanted {
        on,
        off
    }

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "on|off", description = "on closes the API, off opens it.")
    private Wanted wanted = Wanted.on;

    @Override
    public Integer call() {
        Offline.with(
                options,
                wiring -> wiring.transactions.write(Origin.worker("careloom maintenance"), tx -> {
                    Maintenance.set(tx, wanted == Wanted.on);
                    return true;
                }));
        System.out.println("Maintenance is " + wanted + ".");
        return 0;
    }
}

package io.careloom.app;

import io.careloom.access.Access.NewLogin;
import io.careloom.platform.database.Origin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code careloom admin …}: people who run the installation. */
@Command(
        name = "admin",
        description = "Manages the installation's admins.",
        subcommands = AdminCommand.Create.class,
        mixinStandardHelpOptions = true)
final class AdminCommand {
    /** Makes an admin and shows the first password once. */
    @Command(
            name = "create",
            description = "Creates an admin and prints a first password.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Option(names = "--email", required = true, paramLabel = "ADDRESS", description = "The admin's e-mail address.")
        private String email = "";

        @Override
        public Integer call() {
            NewLogin login = Offline.with(
                    options,
                    wiring -> wiring.transactions.write(
                            Origin.worker("careloom admin create"), tx -> wiring.access.createAdmin(tx, email)));
            System.out.println("Created the admin " + login.email() + " with the password " + login.password());
            return 0;
        }
    }
}

package io.careloom.app;

import io.careloom.platform.sealing.KeyRotation;
import io.careloom.platform.sealing.MasterKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code careloom key …}: the master key. */
@Command(
        name = "key",
        description = "Makes and rotates the master key.",
        subcommands = {KeyCommand.Create.class, KeyCommand.Rotate.class},
        mixinStandardHelpOptions = true)
final class KeyCommand {
    /** Prints a new master key. */
    @Command(
            name = "create",
            description = "Prints a new master key, for master_key_file or CARELOOM_MASTER_KEY.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Override
        public Integer call() {
            System.out.println(MasterKey.newKeyset());
            return 0;
        }
    }

    /** Puts a new master key in the place of the old one. */
    @Command(
            name = "rotate",
            description =
                    "Wraps all data keys by a new master key, beside a running server too; run again if it was stopped.",
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            Path file = Store.masterKeyFile(options.settings(null, Path.of("data")));
            Path old = Offline.with(options, wiring -> new KeyRotation(wiring.transactions, file).run(_ -> {}));
            System.out.println("The master key in " + file + " is a new one; give every node that file.");
            System.out.println("Backups made before need the old one, kept in " + old + ".");
            return 0;
        }
    }
}

package io.careloom.app;

import io.careloom.platform.sealing.MasterKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code careloom key create}: a master key for an external database. */
@Command(
        name = "key",
        description = "Makes keys.",
        subcommands = KeyCommand.Create.class,
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
}

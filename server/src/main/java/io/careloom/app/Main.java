package io.careloom.app;

import io.careloom.catalog.imports.Imports;
import io.careloom.kernel.Problem;
import io.careloom.platform.config.Settings;
import io.careloom.platform.database.Migrations;
import io.careloom.platform.http.HttpServer;
import io.careloom.platform.http.edge.Certificate;
import io.careloom.platform.postgres.PostgresFault;
import io.careloom.platform.sealing.MasterKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Refusals that an operator can act on are one line without a stack. */
@Command(
        name = "careloom",
        description = "An open, self-hostable telehealth back office.",
        subcommands = {
            StartCommand.class,
            DemoCommand.class,
            AdminCommand.class,
            UserCommand.class,
            MaintenanceCommand.class,
            AuditCommand.class,
            EventsCommand.class,
            KeyCommand.class,
            ImportCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main {
    private Main() {}

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"careloom " + (version == null ? "(unpackaged)" : version)};
        }
    }

    /** Runs the command that {@code arguments} name; the process ends with its exit code. */
    public static void main(String[] arguments) {
        int code = run(arguments);
        if (code != 0 || !Running.keepsServing()) {
            System.exit(code);
        }
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (isForOperators(failure)) {
                        line.getErr().println("careloom: " + failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(arguments);
    }

    private static boolean isForOperators(Exception failure) {
        return failure instanceof Settings.Refused
                || failure instanceof HttpServer.PortTaken
                || failure instanceof Certificate.Refused
                || failure instanceof MasterKey.Refused
                || failure instanceof PostgresFault
                || failure instanceof Migrations.Refused
                || failure instanceof Imports.Refused
                || failure instanceof Problem
                || failure instanceof Refusal;
    }

    /** Something an operator must change; the message says what. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message, null, false, false);
        }
    }
}

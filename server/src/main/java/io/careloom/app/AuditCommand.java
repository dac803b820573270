package io.careloom.app;

import io.careloom.platform.audit.AuditVerification;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code careloom audit …}: the audit trail. */
@Command(
        name = "audit",
        description = "Looks after the audit trail.",
        subcommands = AuditCommand.Verify.class,
        mixinStandardHelpOptions = true)
final class AuditCommand {
    /** Checks the chain; exit code 1 when a row was edited, deleted, inserted or moved. */
    @Command(
            name = "verify",
            description = "Finds edited, deleted, inserted and moved rows.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Option(
                names = "--checkpoint",
                description = "A checkpoint that an earlier run printed; it must be in the chain.")
        private @Nullable String checkpoint;

        @Override
        public Integer call() {
            AuditVerification.Report report = Offline.with(
                    options, wiring -> new AuditVerification(wiring.transactions, wiring.vault).verify(checkpoint));
            System.out.println(report.rows() + " rows in " + report.blocks() + " blocks checked, " + report.unsealed()
                    + " not sealed yet.");
            System.out.println("Checkpoint: " + report.checkpoint() + " (keep it elsewhere)");
            System.out.println("Public key: " + report.publicKey());
            report.findings()
                    .forEach(finding -> System.out.println(
                            finding.kind() + " in block " + finding.block() + ", row " + finding.position()));
            System.out.println(report.intact() ? "The trail is intact." : "The trail was tampered with.");
            return report.intact() ? 0 : 1;
        }
    }
}

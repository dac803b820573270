package io.careloom.app;

import io.careloom.platform.audit.AuditExport;
import io.careloom.platform.audit.AuditVerification;
import io.careloom.platform.audit.AuditVerification.Kind;
import io.careloom.platform.audit.KeptCheckpoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code careloom audit …}: the audit trail. */
@Command(
        name = "audit",
        description = "Looks after the audit trail.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class},
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
                description =
                        "A checkpoint that an earlier run printed; it must be in the chain. Default: the newest that"
                                + " the server kept in DIR/keys/audit-checkpoint.")
        private @Nullable String checkpoint;

        @Override
        public Integer call() {
            KeptCheckpoint kept =
                    KeptCheckpoint.below(options.settings(null, Path.of("data")).dataDirectory());
            String expected = checkpoint != null ? checkpoint : kept.read().orElse(null);
            AuditVerification.Report report = Offline.with(
                    options, wiring -> new AuditVerification(wiring.transactions, wiring.vault).verify(expected));
            System.out.println(report.rows() + " rows in " + report.blocks() + " blocks checked, " + report.unsealed()
                    + " not sealed yet.");
            System.out.println("Checkpoint: " + report.checkpoint() + " (keep it elsewhere)");
            System.out.println("Public key: " + report.publicKey());
            report.findings()
                    .forEach(finding -> System.out.println(
                            finding.kind() + " in block " + finding.block() + ", row " + finding.position()));
            if (report.findings().stream().anyMatch(finding -> finding.kind() == Kind.CHECKPOINT_MISSING)) {
                System.out.println("The checkpoint " + expected
                        + " is not in the chain: its end was cut off, or the database is older than it.");
            }
            System.out.println(report.intact() ? "The trail is intact." : "The trail was tampered with.");
            return report.intact() ? 0 : 1;
        }
    }

    /** Writes rows as JSON Lines; the number of rows goes to the error stream, so that the output is data only. */
    @Command(
            name = "export",
            description = "Writes the rows of a time span as JSON Lines, in the order of their commits.",
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

        @Mixin
        private Options options = new Options();

        @Option(
                names = "--from",
                paramLabel = "TIME",
                converter = Moment.class,
                description =
                        "First moment of recording: 2026-11-01 (UTC) or 2026-11-01T08:00:00Z; default: the beginning.")
        private Instant from = Instant.EPOCH;

        @Option(
                names = "--until",
                paramLabel = "TIME",
                converter = Moment.class,
                description = "The moment behind the last; default: now.")
        private Instant until = NEVER;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "A file that does not exist yet, made for its owner only; default: standard output.")
        private @Nullable Path file;

        @Option(
                names = "--open-values",
                description = "Also shows old and new values, which lie sealed; the export is noted in the trail.")
        private boolean opened;

        @Override
        public Integer call() {
            Path to = file;
            long rows = Offline.with(options, wiring -> {
                AuditExport export = new AuditExport(wiring.transactions, wiring.vault, wiring.clocks);
                AuditExport.Wanted wanted = new AuditExport.Wanted(from, until, opened);
                try {
                    return to == null ? print(export, wanted) : write(export, wanted, to);
                } catch (IOException e) {
                    throw new Main.Refusal("the export cannot be written to "
                            + (to == null ? "the output" : to + " (does the file exist already?)"));
                }
            });
            System.err.println(rows + " rows.");
            return 0;
        }

        private static long print(AuditExport export, AuditExport.Wanted wanted) throws IOException {
            PrintStream out = new PrintStream(new BufferedOutputStream(System.out), false, StandardCharsets.UTF_8);
            long rows = export.write(wanted, out);
            if (out.checkError()) {
                throw new IOException("closed");
            }
            return rows;
        }

        /** Under another name until it is whole: half an export must not look like one. */
        private static long write(AuditExport export, AuditExport.Wanted wanted, Path to) throws IOException {
            Path part = to.resolveSibling(to.getFileName() + ".part");
            if (Files.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            long rows;
            try (Writer writer = Files.newBufferedWriter(part)) {
                rows = export.write(wanted, writer);
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            return rows;
        }
    }

    /** A day (its beginning in UTC) or a moment. */
    static final class Moment implements CommandLine.ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new CommandLine.TypeConversionException("'" + text + "' is no day and no moment");
            }
        }
    }
}

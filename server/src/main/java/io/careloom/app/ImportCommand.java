package io.careloom.app;

import io.careloom.catalog.imports.Imports;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code careloom import …}: official public files. Progress goes to the error stream. */
@Command(
        name = "import",
        description = "Loads official public files; a running server shows what they list at once.",
        subcommands = {ImportCommand.Ndc.class, ImportCommand.Icd10.class},
        mixinStandardHelpOptions = true)
final class ImportCommand {
    /** Medications. */
    @Command(
            name = "ndc",
            description =
                    "Loads the products of the FDA's NDC directory into the formulary (product.txt of ndctext.zip).",
            mixinStandardHelpOptions = true)
    static final class Ndc implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Parameters(paramLabel = "FILE", description = "The unpacked product.txt.")
        private Path file = Path.of("product.txt");

        @Override
        public Integer call() {
            Imports.Outcome outcome = Offline.with(
                    options, wiring -> new Imports(wiring.transactions, wiring.clocks).ndc(file, System.err::println));
            System.out.println(outcome.listed() + " products, " + outcome.changed() + " of them new or changed; "
                    + outcome.retired() + " are no longer listed.");
            return 0;
        }
    }

    /** Diseases. */
    @Command(
            name = "icd10",
            description = "Loads the ICD-10-CM codes of CMS into the list of diseases (icd10cm-order-YYYY.txt).",
            mixinStandardHelpOptions = true)
    static final class Icd10 implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Parameters(paramLabel = "FILE", description = "The unpacked order file.")
        private Path file = Path.of("icd10cm-order.txt");

        @Override
        public Integer call() {
            Imports.Outcome outcome = Offline.with(
                    options,
                    wiring -> new Imports(wiring.transactions, wiring.clocks).icd10(file, System.err::println));
            System.out.println(outcome.listed() + " codes, " + outcome.changed() + " of them new or changed.");
            return 0;
        }
    }
}

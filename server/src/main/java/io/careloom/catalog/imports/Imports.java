package io.careloom.catalog.imports;

import io.careloom.catalog.formulary.FormularyEntry;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Loads official files beside a running server: in many short transactions, since a long one would hold up the event log. What
 * was interrupted is finished by the same command again; a second run of the same file changes nothing.
 */
public final class Imports {
    private static final Origin ORIGIN = Origin.worker("careloom import");
    private static final int AT_ONCE = 1_000;
    private static final int TOLD_AFTER = 10_000;

    private final Transactions transactions;
    private final Clocks clocks;

    /** Writes by these transactions. */
    public Imports(Transactions transactions, Clocks clocks) {
        this.transactions = transactions;
        this.clocks = clocks;
    }

    /** A file is not what it should be; the message, one line for an operator, says which and why. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * What a file did.
     *
     * @param listed entries of the file
     * @param changed of them new, or not as they were
     * @param retired entries of an earlier file that this one lacks
     */
    public record Outcome(int listed, int changed, int retired) {}

    /**
     * Takes the FDA's {@code product.txt} into the formulary. What an earlier one listed and this one does not is obsolete from
     * now on. Progress is told in lines.
     *
     * @throws Refused when it is no such file; nothing was written then
     */
    public Outcome ndc(Path file, Consumer<String> progress) {
        Set<String> ingredients = transactions.read(ORIGIN, tx -> new ImportStore(tx).ingredients());
        LocalDate today = clocks.now().atZone(ZoneOffset.UTC).toLocalDate();
        List<FormularyEntry> products = List.copyOf(new NdcFile(file, ingredients, today).products());
        int changed = inParts(products, progress, (tx, part) -> new ImportStore(tx).putProducts(part));
        List<Integer> numbers = products.stream().map(FormularyEntry::number).toList();
        int retired = transactions.write(ORIGIN, tx -> new ImportStore(tx).retireAllBut(numbers));
        return new Outcome(products.size(), changed, retired);
    }

    /**
     * Takes the ICD-10-CM order file of CMS into the list of diseases: the codes that may be submitted, with their long
     * descriptions. Codes that it lacks stay, as cases may have them. Progress is told in lines.
     *
     * @throws Refused when it is no such file; nothing was written then
     */
    public Outcome icd10(Path file, Consumer<String> progress) {
        List<IcdFile.Code> codes = new IcdFile(file).codes();
        int changed = inParts(codes, progress, (tx, part) -> new ImportStore(tx).putDiseases(part));
        return new Outcome(codes.size(), changed, 0);
    }

    private <T> int inParts(List<T> all, Consumer<String> progress, BiFunction<Tx, Collection<T>, Integer> write) {
        int changed = 0;
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<T> part = new ArrayList<>(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
            changed += transactions.write(ORIGIN, tx -> write.apply(tx, part));
            int done = from + part.size();
            if (done % TOLD_AFTER == 0 || done == all.size()) {
                progress.accept(done + " of " + all.size());
            }
        }
        return changed;
    }
}

package io.careloom.cases.papers;

import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.platform.documents.Paper.Block;
import io.careloom.platform.documents.Paper.Facts;
import io.careloom.platform.documents.Paper.Heading;
import io.careloom.platform.documents.Paper.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands on the paper of a case's offerings: for whom and by whom, then each with the line's own terms. */
final class OfferingPaper {
    private OfferingPaper() {}

    /** The lines of one case, in their order. */
    static List<Block> of(CaseChart chart, List<CaseDisease> diseases, List<CaseOffering> lines) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading("Case"));
        blocks.add(new Facts(new FactList()
                .add("Case number", chart.caseId())
                .add(
                        "Diagnoses",
                        diseases.stream()
                                .map(disease -> disease.icd() + " " + disease.description())
                                .collect(Collectors.joining("; ")))
                .facts()));
        blocks.addAll(CasePaper.people(chart));
        blocks.addAll(lines.isEmpty() ? List.of(new Text("Nothing is offered.")) : lines(lines));
        return blocks;
    }

    /** The lines alone. */
    static List<Block> lines(List<CaseOffering> lines) {
        List<Block> blocks = new ArrayList<>();
        for (CaseOffering line : lines) {
            blocks.add(new Heading(title(line)));
            blocks.add(line.product().type().isPrescribed() ? prescription(line) : service(line));
            note(blocks, "Clinical note", line.terms().clinicalNote());
            note(blocks, "Note to the patient", line.terms().thankYouNote());
        }
        return blocks;
    }

    private static String title(CaseOffering line) {
        String title = line.terms().title() == null
                ? line.product().terms().title()
                : line.terms().title();
        return Objects.requireNonNullElse(title == null ? line.product().terms().name() : title, "Without a name");
    }

    private static Facts prescription(CaseOffering line) {
        ProductTerms terms = line.product().terms();
        return new Facts(new FactList()
                .add("Product", named(terms))
                .add("NDC", terms.ndc())
                .add("UPC", terms.upc())
                .add("SKU", terms.sku())
                .add("Quantity", quantity(terms))
                .add("Days supply", terms.daysSupply())
                .add("Refills", terms.refills())
                .add("Directions", terms.directions())
                .add("Substitution", substitution(terms.allowSubstitutions()))
                .add("Pharmacy", pharmacy(terms))
                .add("Note to the pharmacy", terms.pharmacyNotes())
                .add("Not before", dated(terms.effectiveDate()))
                .add("Status", standing(line))
                .facts());
    }

    private static Facts service(CaseOffering line) {
        ProductTerms terms = line.product().terms();
        return new Facts(new FactList()
                .add("Service", terms.name())
                .add("Kind", terms.serviceType())
                .add("Description", terms.description())
                .add("Additional note", terms.additionalNote())
                .add("Pharmacy fax", terms.pharmacyFaxNumber())
                .add("Status", standing(line))
                .facts());
    }

    private static void note(List<Block> blocks, String title, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            blocks.add(new Text(title, true));
            blocks.add(new Text(text));
        }
    }

    private static @Nullable String named(ProductTerms terms) {
        String name = terms.name();
        String strength = terms.strength();
        return name == null || strength == null || name.contains(strength) ? name : name + " " + strength;
    }

    private static @Nullable String quantity(ProductTerms terms) {
        String unit = terms.dispenseUnit();
        return terms.quantity() == null || unit == null ? terms.quantity() : terms.quantity() + " " + unit;
    }

    private static @Nullable String substitution(@Nullable Boolean allowed) {
        return allowed == null ? null : allowed ? "allowed" : "dispense as written";
    }

    private static @Nullable String pharmacy(ProductTerms terms) {
        if (terms.pharmacyName() != null) {
            return terms.pharmacyName();
        }
        return terms.pharmacyId() == null ? null : "No. " + terms.pharmacyId();
    }

    /** An offering says it in days, which a line turns into a date when it is sent. */
    private static @Nullable String dated(@Nullable String effectiveDate) {
        if (effectiveDate == null || !effectiveDate.matches("[0-9]{1,4}")) {
            return effectiveDate;
        }
        return effectiveDate + (effectiveDate.equals("1") ? " day" : " days") + " after the approval";
    }

    private static String standing(CaseOffering line) {
        String details = line.standing().details();
        String word = line.status().word().toLowerCase(Locale.ROOT);
        return details == null ? word : word + ": " + details;
    }
}

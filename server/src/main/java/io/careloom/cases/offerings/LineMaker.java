package io.careloom.cases.offerings;

import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.cases.offerings.CaseOffering.Standing;
import io.careloom.cases.offerings.CaseOffering.Terms;
import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.Offerings;
import io.careloom.catalog.offerings.Product;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.kernel.Problem;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes lines from what the partner offers, each with a copy of the product. */
final class LineMaker {
    private static final Terms NOTHING = new Terms(null, false, null, null, 1, false);

    private final Offerings offerings;

    LineMaker(Offerings offerings) {
        this.offerings = offerings;
    }

    /**
     * The offerings that lines are made from, by id.
     *
     * @param fields where each line stands in the request, such as {@code case_offerings.0.}; as many as lines
     * @throws Problem INVALID per line whose offering the partner does not offer, or that is of another kind
     */
    Map<UUID, Offering> offered(Tx tx, UUID partnerId, List<NewLine> lines, List<String> fields) {
        Map<UUID, Offering> known = offerings.offered(
                tx,
                partnerId,
                lines.stream()
                        .flatMap(line -> Stream.ofNullable(line.offeringId()))
                        .distinct()
                        .toList());
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            NewLine line = lines.get(i);
            if (line.offeringId() != null && !fits(line, known.get(line.offeringId()))) {
                unknown.put(fields.get(i), List.of("This offering is unknown, or not offered now."));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
        return known;
    }

    private static boolean fits(NewLine line, @Nullable Offering offering) {
        return offering != null
                && (line.type() == null || line.type() == offering.product().type());
    }

    /** A line of this case; {@link #offered} was asked before. */
    CaseOffering make(Casework.At of, NewLine wanted, Map<UUID, Offering> known) {
        UUID offeringId = wanted.offeringId();
        Offering offering = offeringId == null ? null : known.get(offeringId);
        Product product = offering == null
                ? new Product(
                        Ids.random(), Objects.requireNonNull(wanted.type()), wanted.product(), of.at(), of.at(), null)
                : copy(of, offering.product(), wanted.product());
        return new CaseOffering(
                Ids.random(),
                of.tenantId(),
                of.caseId(),
                offeringId,
                terms(offering, wanted),
                product,
                Standing.PENDING,
                Ordered.NOT_YET,
                of.at(),
                of.at(),
                null);
    }

    /** What a line says that is made from this offering. */
    static Terms terms(@Nullable Offering offering, NewLine wanted) {
        Terms base = offering == null ? NOTHING : terms(offering.terms());
        return Fields.with(base, wanted.said());
    }

    private static Terms terms(Offering.Terms of) {
        return new Terms(
                of.title(),
                of.isAdditionalApprovalNeeded(),
                of.thankYouNote(),
                of.clinicalNote(),
                of.order() == null ? 1 : of.order(),
                false);
    }

    private static Product copy(Casework.At of, Product product, ProductTerms said) {
        ProductTerms terms = said.over(product.terms());
        // the name belongs to the other pharmacy
        if (!Objects.equals(terms.pharmacyId(), product.terms().pharmacyId()) && said.pharmacyName() == null) {
            terms = terms.with(nothing("pharmacy_name"));
        }
        return new Product(
                product.id(),
                product.type(),
                terms,
                product.createdAt(),
                terms.equals(product.terms()) ? product.updatedAt() : of.at(),
                null);
    }

    static Map<String, @Nullable Object> nothing(String name) {
        Map<String, @Nullable Object> nothing = new LinkedHashMap<>();
        nothing.put(name, null);
        return nothing;
    }

    /** {@code prefix + i + suffix} for each of so many lines. */
    static List<String> fields(String prefix, int count, String suffix) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(prefix + i + suffix);
        }
        return fields;
    }
}

package io.careloom.cases.offerings;

import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a line. Lengths and kinds are checked before.
 *
 * @param offeringId what it is made from; null for a line that is written out, which needs {@code type}
 * @param type the kind of a line that is written out; of an offering, the only kind it may have, or null for any
 * @param said what lies over the offering's own words, by the names of {@link CaseOffering.Terms} on the wire
 * @param product lies over the offering's product, where it says something
 * @param field what is blamed when there is no such offering or product
 */
public record NewLine(
        @Nullable UUID offeringId,
        @Nullable ProductType type,
        Map<String, Object> said,
        ProductTerms product,
        String field) {
    /** A command. */
    public NewLine {
        if (offeringId == null && type == null) {
            throw new IllegalArgumentException("a line is made from an offering, or has a kind");
        }
        said = Map.copyOf(said);
    }

    /** A line asked for by itself, whose offering or product is blamed as {@code offering_id}. */
    public NewLine(
            @Nullable UUID offeringId, @Nullable ProductType type, Map<String, Object> said, ProductTerms product) {
        this(offeringId, type, said, product, "offering_id");
    }

    /** A line as this offering has it. */
    public static NewLine of(UUID offeringId) {
        return new NewLine(offeringId, null, Map.of(), ProductTerms.NONE);
    }

    @Override
    public String toString() {
        return "NewLine[" + offeringId + "]";
    }
}

package io.careloom.catalog.formulary;

import io.careloom.catalog.offerings.ProductTerms;
import org.jspecify.annotations.Nullable;

/**
 * Codes that lead to one product of a type; null for those that are not known.
 *
 * @param number among the products of the type, such as a medication's dispensable drug id
 * @param ndc National Drug Code, with dashes or without
 * @param rxCui RxNorm concept
 */
public record ProductCodes(
        @Nullable Integer number,
        @Nullable String ndc,
        @Nullable Integer rxCui,
        @Nullable String sku) {

    /** The codes that the terms of a product say. */
    public static ProductCodes of(ProductTerms terms) {
        return new ProductCodes(terms.dosespotSupplyId(), terms.ndc(), terms.dosespotRxcui(), terms.sku());
    }

    /** True when there is nothing to look for. */
    public boolean none() {
        return number == null && ndc == null && rxCui == null && sku == null;
    }
}

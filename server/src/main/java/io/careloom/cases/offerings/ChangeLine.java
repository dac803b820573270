package io.careloom.cases.offerings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a line says; lengths and kinds are checked before. Null clears.
 *
 * @param said by the names of {@link CaseOffering.Terms} on the wire
 * @param product by the names of the product's terms on the wire
 */
public record ChangeLine(
        Map<String, ? extends @Nullable Object> said, Map<String, ? extends @Nullable Object> product) {
    @Override
    public String toString() {
        return "ChangeLine[]";
    }
}

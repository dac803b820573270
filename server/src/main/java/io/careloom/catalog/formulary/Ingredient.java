package io.careloom.catalog.formulary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is true of an ingredient in every product.
 *
 * @param name generic, in lower case
 * @param therapeuticClass two products of one class at once are a duplicate therapy
 * @param minAge youngest age in years, null for any
 * @param maxAge oldest age in years, null for any
 * @param allergyWords in lower case: who names one of them, or the ingredient, as an allergy is warned
 */
public record Ingredient(
        String name,
        String therapeuticClass,
        @Nullable Integer minAge,
        @Nullable Integer maxAge,
        Pregnancy pregnancy,
        List<String> allergyWords) {
    /** Whether a pregnant patient may take it. */
    public enum Pregnancy {
        ALLOWED,
        CAUTION,
        CONTRAINDICATED
    }
}

package io.careloom.catalog.formulary;

import io.careloom.catalog.offerings.ProductType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One product of the formulary, in one strength.
 *
 * @param number among those of its type: a medication's dispensable drug id, a supply's number at the prescribing network
 * @param name of the drug or thing alone, such as {@code metFORMIN}
 * @param genericName null where the name is the generic one
 * @param route null for things that have none
 * @param ndc National Drug Code: 11 digits, or the first 9, labeler and product, where the package is unknown
 * @param rxCui RxNorm concept
 * @param sku what a mail-order pharmacy calls it
 * @param obsolete no longer made: shown, not to be prescribed
 * @param schedule of the Controlled Substances Act, {@code 1} to {@code 5}, or {@code 0}
 * @param ingredients by name, in lower case; {@link Formulary#ingredients} knows more of many of them
 */
public record FormularyEntry(
        ProductType type,
        int number,
        String name,
        @Nullable String genericName,
        @Nullable String route,
        @Nullable String doseForm,
        @Nullable String strength,
        @Nullable String ndc,
        @Nullable Integer rxCui,
        @Nullable String upc,
        @Nullable String sku,
        @Nullable Integer dispenseUnitId,
        boolean brand,
        boolean otc,
        boolean obsolete,
        String schedule,
        @Nullable String drugClass,
        List<String> ingredients) {

    /** Name, route and form as prescribing programs list them: {@code metFORMIN Oral Tablet}. */
    public String nameWithForm() {
        return joined(name, capitals(route), capitals(doseForm));
    }

    /** The same with the strength: {@code metFORMIN Oral Tablet 500 MG}. */
    public String fullName() {
        return joined(nameWithForm(), bigStrength());
    }

    /** The strength in capitals; null where there is none. */
    public @Nullable String bigStrength() {
        return strength == null ? null : strength.toUpperCase(Locale.ROOT);
    }

    /** As people say it: {@code metFORMIN 500 mg tablet}. */
    public String spokenName() {
        return joined(name, strength, doseForm);
    }

    /** The generic name as people say it, with the route: {@code metFORMIN 500 mg oral tablet}. */
    public String spokenGenericName() {
        return joined(Objects.requireNonNullElse(genericName, name), strength, route, doseForm);
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    private static @Nullable String capitals(@Nullable String words) {
        return words == null
                ? null
                : Arrays.stream(words.split(" ", -1))
                        .map(word -> word.isEmpty()
                                ? word
                                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining(" "));
    }
}

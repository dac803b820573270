package io.careloom.prescribing;

import io.careloom.catalog.formulary.Ingredient;
import io.careloom.catalog.formulary.Ingredient.Pregnancy;
import io.careloom.prescribing.Finding.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What speaks against a prescription before it is sent, as far as the formulary knows its ingredients. It does not replace the
 * clinician: it catches what two records side by side show.
 */
final class ScreeningPolicy {
    private static final List<Function<Screened, List<Finding>>> RULES = List.of(
            ScreeningPolicy::obsolete,
            ScreeningPolicy::allergy,
            ScreeningPolicy::duplicateTherapy,
            ScreeningPolicy::age,
            ScreeningPolicy::pregnancy);

    private ScreeningPolicy() {}

    /** All findings, the gravest first. */
    static List<Finding> findings(Screened screened) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(screened).stream())
                .sorted((one, other) -> other.verdict().compareTo(one.verdict()))
                .toList();
    }

    /** What follows from them, when the clinician has read these warnings; another reason under the same rule is unread. */
    static Verdict verdict(List<Finding> findings, Set<Finding> read) {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.BLOCKED || !read.contains(finding))
                .map(Finding::verdict)
                .max(Verdict::compareTo)
                .orElse(Verdict.READY);
    }

    /** The words of a text that may name an ingredient: letters only, in lower case, at least four. */
    static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> word.length() > 3)
                .collect(Collectors.toSet());
    }

    private static List<Finding> obsolete(Screened screened) {
        return screened.obsolete()
                ? List.of(new Finding(Verdict.BLOCKED, "obsolete_product", "The product is no longer made."))
                : List.of();
    }

    /** An allergy to the ingredient itself blocks; one to a word that goes with it, such as a class, warns. */
    private static List<Finding> allergy(Screened screened) {
        Set<String> allergies = screened.patient().allergies();
        List<Finding> found = new ArrayList<>();
        for (Ingredient ingredient : screened.ingredients()) {
            if (allergies.containsAll(words(ingredient.name()))
                    && !words(ingredient.name()).isEmpty()) {
                found.add(new Finding(
                        Verdict.BLOCKED, "allergy", "The record names an allergy to " + ingredient.name() + "."));
            } else {
                ingredient.allergyWords().stream()
                        .filter(allergies::contains)
                        .findFirst()
                        .ifPresent(word -> found.add(new Finding(
                                Verdict.WARNING,
                                "allergy",
                                "The record names an allergy that may concern " + ingredient.name() + ": " + word
                                        + ".")));
            }
        }
        return found;
    }

    private static List<Finding> duplicateTherapy(Screened screened) {
        List<Finding> found = new ArrayList<>();
        List<Ingredient> others = Stream.concat(screened.live().stream(), screened.patient().takes().stream())
                .distinct()
                .toList();
        for (Ingredient ingredient : screened.ingredients()) {
            for (Ingredient other : others) {
                if (other.name().equals(ingredient.name())) {
                    found.add(new Finding(
                            Verdict.WARNING, "duplicate_therapy", "The patient takes " + other.name() + " already."));
                } else if (other.therapeuticClass().equals(ingredient.therapeuticClass())) {
                    found.add(new Finding(
                            Verdict.WARNING,
                            "duplicate_therapy",
                            "The patient takes %s, of the same class as %s: %s."
                                    .formatted(other.name(), ingredient.name(), ingredient.therapeuticClass())));
                }
            }
        }
        return found;
    }

    private static List<Finding> age(Screened screened) {
        int age = screened.patient().age();
        List<Finding> found = new ArrayList<>();
        for (Ingredient ingredient : screened.ingredients()) {
            Integer youngest = ingredient.minAge();
            Integer oldest = ingredient.maxAge();
            if (youngest != null && age < youngest) {
                found.add(new Finding(
                        Verdict.BLOCKED, "age", "For %s the least age is %d.".formatted(ingredient.name(), youngest)));
            }
            if (oldest != null && age > oldest) {
                found.add(new Finding(
                        Verdict.WARNING, "age", "For %s the greatest age is %d.".formatted(ingredient.name(), oldest)));
            }
        }
        return found;
    }

    private static List<Finding> pregnancy(Screened screened) {
        if (!screened.patient().pregnant()) {
            return List.of();
        }
        return screened.ingredients().stream()
                .filter(ingredient -> ingredient.pregnancy() != Pregnancy.ALLOWED)
                .map(ingredient -> ingredient.pregnancy() == Pregnancy.CONTRAINDICATED
                        ? new Finding(
                                Verdict.BLOCKED,
                                "pregnancy",
                                ingredient.name() + " must not be taken during pregnancy.")
                        : new Finding(
                                Verdict.WARNING,
                                "pregnancy",
                                ingredient.name()
                                        + " is taken during pregnancy only when the benefit outweighs the risk."))
                .toList();
    }
}

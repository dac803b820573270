package io.careloom.catalog.formulary;

import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be prescribed and supplied: looked up by name and by code. */
public final class Formulary {
    private static final int FEWEST_LETTERS = 3;
    private static final int MOST_LETTERS = 255;
    private static final int MOST_FOUND = 50;

    /**
     * Products with words that begin with each word of the text, in any case and order: at most 50, by the word found and by
     * name. A text of less than 3 or more than 255 characters is a problem of kind INVALID.
     */
    public List<FormularyEntry> search(Tx tx, ProductType type, @Nullable String name) {
        String text = checked(name);
        FormularyStore store = new FormularyStore(tx);
        List<String> words = store.rarestFirst(type, text);
        return words.isEmpty() ? List.of() : store.beginning(type, words, MOST_FOUND);
    }

    /** Products whose code begins so, dashes or not: at most 50, by code. Less than 3 digits are a problem of kind INVALID. */
    public List<FormularyEntry> withNdc(Tx tx, ProductType type, String ndc) {
        String digits = Ndc.digits(ndc);
        if (digits.length() < FEWEST_LETTERS) {
            throw Problem.invalid("ndc", "The ndc must have at least " + FEWEST_LETTERS + " digits.");
        }
        return new FormularyStore(tx).withNdc(type, digits, MOST_FOUND);
    }

    /** The product that one of the codes leads to, the exactest code first; empty when none does. */
    public Optional<FormularyEntry> find(Tx tx, ProductType type, ProductCodes codes) {
        return codes.none() ? Optional.empty() : new FormularyStore(tx).find(type, codes);
    }

    /** A medication by the name that a search shows, with or without the form, and its strength; empty when there is none. */
    public Optional<FormularyEntry> medication(Tx tx, String name, String strength) {
        return search(tx, ProductType.DOSESPOT_MEDICATION, name + " " + strength).stream()
                .filter(entry -> strength.strip().equalsIgnoreCase(entry.strength()))
                .findFirst();
    }

    /** What is known of the ingredients of a product, by name; those of which nothing is known are left out. */
    public List<Ingredient> ingredients(Tx tx, FormularyEntry entry) {
        return new FormularyStore(tx).ingredients(entry.ingredients());
    }

    /** The known ingredients that a text names, such as the medications that a patient takes. */
    public List<Ingredient> named(Tx tx, String text) {
        return new FormularyStore(tx).named(text);
    }

    private static String checked(@Nullable String name) {
        if (name == null) {
            throw Problem.invalid("name", "The name field is required.");
        }
        if (name.length() < FEWEST_LETTERS) {
            throw Problem.invalid("name", "The name must have at least " + FEWEST_LETTERS + " letters.");
        }
        if (name.length() > MOST_LETTERS) {
            throw Problem.invalid("name", "The name must have at most " + MOST_LETTERS + " letters.");
        }
        return name;
    }
}

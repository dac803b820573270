package io.careloom.prescribing;

import io.careloom.catalog.formulary.Ingredient;
import java.util.List;
import java.util.Set;

/**
 * What a prescription is screened by.
 *
 * @param obsolete the product is no longer made
 * @param ingredients what is known of its ingredients; of an unknown product nothing
 * @param live prescriptions of other lines that are on their way or with the patient
 */
record Screened(boolean obsolete, List<Ingredient> ingredients, Subject patient, List<Ingredient> live) {
    /** Copies. */
    Screened {
        ingredients = List.copyOf(ingredients);
        live = List.copyOf(live);
    }

    /**
     * The patient's part.
     *
     * @param age in full years
     * @param allergies the words of the patient's own text, in lower case
     * @param takes known ingredients of the current medications
     */
    record Subject(int age, boolean pregnant, Set<String> allergies, List<Ingredient> takes) {
        /** Copies. */
        Subject {
            allergies = Set.copyOf(allergies);
            takes = List.copyOf(takes);
        }

        @Override
        public String toString() {
            return "Subject";
        }
    }
}

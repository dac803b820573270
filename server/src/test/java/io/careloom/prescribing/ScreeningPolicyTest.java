package io.careloom.prescribing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.careloom.catalog.formulary.Ingredient;
import io.careloom.catalog.formulary.Ingredient.Pregnancy;
import io.careloom.prescribing.Finding.Verdict;
import io.careloom.prescribing.Screened.Subject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScreeningPolicyTest {
    private static final Ingredient AMOXICILLIN = new Ingredient(
            "amoxicillin", "penicillin antibiotic", null, null, Pregnancy.ALLOWED, List.of("penicillin"));
    private static final Ingredient FINASTERIDE = new Ingredient(
            "finasteride", "5-alpha-reductase inhibitor", 18, null, Pregnancy.CONTRAINDICATED, List.of());
    private static final Ingredient DUTASTERIDE = new Ingredient(
            "dutasteride", "5-alpha-reductase inhibitor", 18, null, Pregnancy.CONTRAINDICATED, List.of());
    private static final Ingredient SERTRALINE =
            new Ingredient("sertraline", "SSRI antidepressant", 6, 80, Pregnancy.CAUTION, List.of());

    private static List<Finding> findings(Ingredient ingredient, Subject patient, Ingredient... live) {
        return ScreeningPolicy.findings(new Screened(false, List.of(ingredient), patient, List.of(live)));
    }

    private static Subject patient(int age, boolean pregnant, String allergies, Ingredient... takes) {
        return new Subject(age, pregnant, ScreeningPolicy.words(allergies), List.of(takes));
    }

    @Test
    void aPlainPatientIsReady() {
        List<Finding> found = findings(FINASTERIDE, patient(40, false, "No known drug allergies."), AMOXICILLIN);

        assertThat(found).isEmpty();
        assertThat(ScreeningPolicy.verdict(found, Set.of())).isEqualTo(Verdict.READY);
    }

    @Test
    void anAllergyToTheIngredientBlocksAndOneToItsClassWarns() {
        assertThat(findings(AMOXICILLIN, patient(40, false, "Amoxicillin (rash), peanuts")))
                .extracting(Finding::verdict, Finding::rule)
                .containsExactly(tuple(Verdict.BLOCKED, "allergy"));
        assertThat(findings(AMOXICILLIN, patient(40, false, "PENICILLIN")))
                .extracting(Finding::verdict, Finding::rule)
                .containsExactly(tuple(Verdict.WARNING, "allergy"));
    }

    @Test
    void theSameOrASiblingDrugWarns() {
        assertThat(findings(FINASTERIDE, patient(40, false, ""), FINASTERIDE))
                .extracting(Finding::verdict, Finding::rule)
                .containsExactly(tuple(Verdict.WARNING, "duplicate_therapy"));
        assertThat(findings(FINASTERIDE, patient(40, false, "", DUTASTERIDE)))
                .extracting(Finding::verdict, Finding::rule)
                .containsExactly(tuple(Verdict.WARNING, "duplicate_therapy"));
    }

    @Test
    void theLeastAgeBlocksOnTheDayBeforeAndTheGreatestWarns() {
        assertThat(findings(FINASTERIDE, patient(17, false, "")))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.BLOCKED);
        assertThat(findings(FINASTERIDE, patient(18, false, ""))).isEmpty();
        assertThat(findings(SERTRALINE, patient(80, false, ""))).isEmpty();
        assertThat(findings(SERTRALINE, patient(81, false, "")))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.WARNING);
    }

    @Test
    void pregnancyBlocksOrWarnsAsTheIngredientSays() {
        assertThat(findings(FINASTERIDE, patient(30, true, "")))
                .extracting(Finding::verdict, Finding::rule)
                .containsExactly(tuple(Verdict.BLOCKED, "pregnancy"));
        assertThat(findings(SERTRALINE, patient(30, true, "")))
                .extracting(Finding::verdict, Finding::rule)
                .containsExactly(tuple(Verdict.WARNING, "pregnancy"));
        assertThat(findings(AMOXICILLIN, patient(30, true, ""))).isEmpty();
    }

    @Test
    void whatIsNoLongerMadeIsBlocked() {
        Screened old = new Screened(true, List.of(), patient(40, false, ""), List.of());

        assertThat(ScreeningPolicy.findings(old)).extracting(Finding::rule).containsExactly("obsolete_product");
    }

    @Test
    void aReadWarningIsReadyAndABlockIsNot() {
        List<Finding> warning = List.of(new Finding(Verdict.WARNING, "allergy", "w"));
        List<Finding> both =
                List.of(new Finding(Verdict.BLOCKED, "age", "b"), new Finding(Verdict.WARNING, "allergy", "w"));

        assertThat(ScreeningPolicy.verdict(warning, Set.of())).isEqualTo(Verdict.WARNING);
        assertThat(ScreeningPolicy.verdict(warning, Set.copyOf(warning))).isEqualTo(Verdict.READY);
        assertThat(ScreeningPolicy.verdict(warning, Set.of(new Finding(Verdict.WARNING, "allergy", "another"))))
                .isEqualTo(Verdict.WARNING);
        assertThat(ScreeningPolicy.verdict(both, Set.copyOf(both))).isEqualTo(Verdict.BLOCKED);
    }
}

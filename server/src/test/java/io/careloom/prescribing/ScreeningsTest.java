package io.careloom.prescribing;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.CaseStatus;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Change;
import io.careloom.kernel.Problem;
import io.careloom.patients.ChangePatient;
import io.careloom.prescribing.Finding.Verdict;
import io.careloom.prescribing.PrescribingWorld.Treated;
import io.careloom.prescribing.Screenings.Screening;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ScreeningsTest {
    private static final PrescribingWorld WORLD = new PrescribingWorld();
    /** Codes of the starter formulary. */
    private static final ProductTerms AMOXICILLIN =
            PrescribingWorld.METFORMIN.with(Map.of("name", "Amoxicillin", "ndc", "00001140101"));

    private static final ProductTerms FINASTERIDE =
            PrescribingWorld.METFORMIN.with(Map.of("name", "Finasteride", "ndc", "00001100101"));

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static Treated treated(ProductTerms product, Map<String, Object> record) {
        return telling(WORLD.treated(ProductType.DOSESPOT_MEDICATION, product), record);
    }

    private static Treated telling(Treated treated, Map<String, Object> record) {
        UUID patient = WORLD.patient(treated);
        WORLD.rooms.write(tx -> WORLD.rooms.patients.change(
                tx, WORLD.partner, patient, new ChangePatient(record, null, Change.absent())));
        return treated;
    }

    private static List<Screening> screening(Treated treated) {
        return WORLD.rooms
                .read(tx -> WORLD.screenings.of(tx, treated.clinician(), treated.caseId()))
                .content();
    }

    @Test
    void aWarningHoldsTheLineUntilItsClinicianHasReadIt() throws Exception {
        Treated treated = treated(AMOXICILLIN, Map.of("allergies", "Penicillin since childhood"));
        assertThat(screening(treated)).extracting(Screening::verdict).containsExactly(Verdict.WARNING);
        WORLD.prescribe(treated);
        WORLD.rooms.becomes(treated.caseId(), "support");
        assertThat(WORLD.of(treated)).isEmpty();
        assertThat(WORLD.lines(treated).getFirst().standing().details()).contains("penicillin");

        WORLD.rooms.write(tx -> WORLD.screenings.acknowledge(tx, treated.clinician(), treated.caseId()));
        assertThat(screening(treated)).extracting(Screening::verdict).containsExactly(Verdict.READY);
        WORLD.rooms.write(tx -> WORLD.rooms.cases.moveByClinician(
                tx, treated.clinician(), treated.caseId(), CaseStatus.ASSIGNED, null));
        WORLD.prescribe(treated);
        eventually("the prescription is made", () -> WORLD.of(treated).size() == 1);
        WORLD.work();
    }

    @Test
    void whoSeesACaseThatNobodyHasReadsNoWarningAway() {
        Treated held =
                telling(WORLD.held(ProductType.DOSESPOT_MEDICATION, AMOXICILLIN), Map.of("allergies", "penicillin"));
        assertThat(screening(held)).extracting(Screening::verdict).containsExactly(Verdict.WARNING);
        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> WORLD.rooms.write(tx -> WORLD.screenings.acknowledge(tx, held.clinician(), held.caseId())));

        assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(screening(held)).extracting(Screening::verdict).containsExactly(Verdict.WARNING);
    }

    @Test
    void whoDoesNotReachACaseReadsNoWarningAway() {
        Treated treated = treated(AMOXICILLIN, Map.of("allergies", "penicillin"));
        Treated another = WORLD.treated(ProductType.DOSESPOT_MEDICATION, FINASTERIDE);
        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> WORLD.rooms.write(tx -> WORLD.screenings.acknowledge(tx, another.clinician(), treated.caseId())));

        assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(screening(treated)).extracting(Screening::verdict).containsExactly(Verdict.WARNING);
    }

    @Test
    void whatIsBlockedStaysBlockedAlthoughItWasRead() throws Exception {
        Treated treated = treated(FINASTERIDE, Map.of("pregnancy", true));
        WORLD.rooms.write(tx -> WORLD.screenings.acknowledge(tx, treated.clinician(), treated.caseId()));
        WORLD.prescribe(treated);
        WORLD.rooms.becomes(treated.caseId(), "support");

        assertThat(screening(treated)).extracting(Screening::verdict).containsExactly(Verdict.BLOCKED);
        assertThat(WORLD.of(treated)).isEmpty();
    }

    @Test
    void whatThePatientTakesAlreadyWarns() {
        Treated treated = treated(FINASTERIDE, Map.of("current_medications", "dutasteride 0.5 mg at night"));

        assertThat(screening(treated).getFirst().findings())
                .extracting(Finding::rule)
                .contains("duplicate_therapy");
    }

    @Test
    void anotherWarningOfARuleThatWasReadHoldsTheLineAgain() {
        Treated treated = treated(FINASTERIDE, Map.of("current_medications", "dutasteride 0.5 mg at night"));
        WORLD.rooms.write(tx -> WORLD.screenings.acknowledge(tx, treated.clinician(), treated.caseId()));
        assertThat(screening(treated)).extracting(Screening::verdict).containsExactly(Verdict.READY);

        telling(treated, Map.of("current_medications", "dutasteride 0.5 mg, finasteride 1 mg"));
        assertThat(screening(treated)).extracting(Screening::verdict).containsExactly(Verdict.WARNING);
        assertThat(screening(treated).getFirst().acknowledged()).isFalse();
    }

    @Test
    void whatIsOnItsWayToThePatientFromAnotherCaseWarns() throws Exception {
        Treated first = WORLD.treated(ProductType.DOSESPOT_MEDICATION, FINASTERIDE);
        WORLD.prescribe(first);
        eventually("the prescription is made", () -> WORLD.of(first).size() == 1);
        Treated second = WORLD.again(first, ProductType.DOSESPOT_MEDICATION, FINASTERIDE);

        assertThat(screening(second).getFirst().findings())
                .extracting(Finding::rule)
                .containsExactly("duplicate_therapy");
        WORLD.work();
    }

    @Test
    void theAgeIsThatOfTheTenantsDay() {
        LocalDate today = LocalDate.ofInstant(WORLD.rooms.clocks.now(WORLD.partner.tenant()), ZoneOffset.UTC);
        Treated treated = treated(
                FINASTERIDE,
                Map.of(
                        "date_of_birth",
                        today.minusYears(18).plusDays(2),
                        "weight",
                        new BigDecimal("61.5"),
                        "height",
                        170));
        assertThat(screening(treated)).extracting(Screening::verdict).containsExactly(Verdict.BLOCKED);

        WORLD.rooms.write(tx -> {
            WORLD.rooms.clocks.advance(tx, WORLD.partner.tenant(), Duration.ofDays(3));
            return true;
        });
        assertThat(screening(treated)).extracting(Screening::verdict).containsExactly(Verdict.READY);
    }

    @Test
    void aProductThatIsNoLongerMadeIsBlocked() {
        Treated treated = treated(FINASTERIDE.with(Map.of("is_obsolete", true)), Map.of("allergies", "none"));

        assertThat(screening(treated).getFirst().findings())
                .extracting(Finding::rule)
                .containsExactly("obsolete_product");
    }
}

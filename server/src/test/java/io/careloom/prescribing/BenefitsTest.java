package io.careloom.prescribing;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.patients.Patient;
import io.careloom.patients.PatientHistory;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Steps;
import io.careloom.prescribing.GatewayFailure.Kind;
import io.careloom.prescribing.PrescribingWorld.Treated;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BenefitsTest {
    private static final PrescribingWorld WORLD = new PrescribingWorld();
    private static final Benefits.Period EVER = new Benefits.Period(null, null);
    private static final Steps STEPS = new Steps(WORLD.rooms.people.transactions, Origin.worker("test"));

    private final Caller partner = WORLD.partner;
    private final UUID patient = WORLD.rooms.patient(partner);
    private final Benefits benefits = benefits(Map.of(Environment.SANDBOX, WORLD.network));

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void nothingHappens() {
        WORLD.network.calm();
    }

    private static Benefits benefits(Map<Environment, PrescriptionGateway> gateways) {
        return new Benefits(
                WORLD.rooms.patients,
                WORLD.prescriptions,
                WORLD.drafting,
                gateways,
                new Benefits.Ground(
                        new PatientHistory(
                                WORLD.rooms.patients, WORLD.rooms.people.partners, WORLD.rooms.people.access),
                        new AuditTrail(WORLD.rooms.people.vault, WORLD.rooms.clocks),
                        WORLD.rooms.people.vault,
                        WORLD.rooms.clocks));
    }

    private static MedicationFill fill(int id, String day) {
        LocalDate filledOn = LocalDate.parse(day);
        return new MedicationFill(
                id,
                "Loratadine Oral Tablet 10 MG",
                null,
                null,
                new BigDecimal("30.00"),
                30,
                0,
                null,
                26,
                "Tablet",
                false,
                null,
                null,
                filledOn,
                MedicationFill.Validity.UNTOLD,
                new MedicationFill.Diagnosis("J301", "ABF"),
                "Larkspur PBM");
    }

    private Benefits.Fills history(Benefits of) {
        return of.history(STEPS, partner, patient, EVER);
    }

    private Patient.Dosespot shown() {
        return WORLD.rooms
                .read(tx -> WORLD.rooms.patients.find(tx, partner.scope(), patient))
                .dosespot();
    }

    private void later(Duration by) {
        WORLD.rooms.write(tx -> {
            WORLD.rooms.clocks.advance(tx, partner.tenant(), by);
            return true;
        });
    }

    private Problem coverageRefused() {
        return catchThrowableOfType(
                Problem.class, () -> benefits.coverage(STEPS, partner, patient, null, "00093310905"));
    }

    @Test
    void thePatientIsMadeKnownToTheNetworkOnceAndAskedByItsNumber() {
        int before = WORLD.network.synced;
        benefits.coverage(STEPS, partner, patient, 17, "00093310905");
        history(benefits);

        assertThat(WORLD.network.synced).isEqualTo(before + 1);
    }

    @Test
    void aNetworkThatRefusesTheQuestionIsToldSoAndOneThatIsSilentIsUnavailable() {
        WORLD.network.beforeAnswer = PlayedNetwork.fails(Kind.REFUSED);
        assertThat(coverageRefused().kind()).isEqualTo(Problem.Kind.INVALID);
        WORLD.network.beforeAnswer = PlayedNetwork.fails(Kind.UNKNOWN);
        assertThat(coverageRefused().kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
    }

    @Test
    void anEnvironmentWithoutANetworkIsUnavailable() {
        Problem refused = catchThrowableOfType(
                Problem.class, () -> benefits(Map.of()).coverage(STEPS, partner, patient, null, "00093310905"));

        assertThat(refused.code()).isEqualTo("prescribing_network_not_configured");
    }

    @Test
    void aPatientOfAnotherPartnerIsNotFound() {
        Caller stranger = WORLD.rooms.credential(WORLD.rooms.otherPartner, Environment.SANDBOX);
        Problem refused = catchThrowableOfType(Problem.class, () -> benefits.history(STEPS, stranger, patient, EVER));

        assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void partnersAreToldWhenInsurancesChangedAndOnlyThen() {
        benefits.refreshEligibilities(STEPS, partner, patient);
        assertThat(WORLD.rooms.told(patient)).as("none before, none now").containsExactly("PatientCreated");

        WORLD.network.insurances = List.of(new Eligibility(98_111_235, "Larkspur Mutual", "Choice", true));
        benefits.refreshEligibilities(STEPS, partner, patient);
        benefits.refreshEligibilities(STEPS, partner, patient);
        assertThat(WORLD.rooms.told(patient)).containsExactly("PatientCreated", "PatientInsuranceUpdated");
        assertThat(shown().eligibilities())
                .extracting(Patient.Dosespot.Eligibility::patientEligibilityId)
                .containsExactly("98111235");

        WORLD.network.insurances = List.of();
        benefits.refreshEligibilities(STEPS, partner, patient);
        assertThat(WORLD.rooms.told(patient)).hasSize(3);
        assertThat(shown().eligibilities()).isEmpty();
    }

    @Test
    void thePatientShowsWhatTheNetworkCallsIt() {
        assertThat(shown().syncStatus()).isNull();
        history(benefits);

        Patient.Dosespot shown = shown();
        assertThat(shown.dosespotId()).isEqualTo(100);
        assertThat(shown.syncStatus()).isEqualTo("success");
        assertThat(shown.syncedAt()).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
        assertThat(shown.patientDosespotId()).isNotNull();
    }

    @Test
    void whatWasDispensedIsKeptForADayAndLongerWhenTheNetworkIsAway() {
        MedicationFill newer = fill(2, "2026-08-11");
        MedicationFill older = fill(1, "2026-02-01");
        WORLD.network.fills = List.of(newer, older);
        benefits.refreshHistory(STEPS, partner, patient, false);
        int asked = WORLD.network.historyAsked;
        WORLD.network.fills = List.of();

        Benefits.Fills kept = history(benefits);
        assertThat(kept.fills()).containsExactly(newer, older);
        assertThat(kept.keptAt()).isNotNull();
        assertThat(WORLD.network.historyAsked).isEqualTo(asked);
        Benefits.Period summer = new Benefits.Period(LocalDate.parse("2026-08-11"), LocalDate.parse("2026-08-11"));
        assertThat(benefits.history(STEPS, partner, patient, summer).fills()).containsExactly(newer);

        later(Duration.ofHours(25));
        assertThat(history(benefits)).isEqualTo(new Benefits.Fills(List.of(), null));
        WORLD.network.beforeAnswer = PlayedNetwork.fails(Kind.NOT_TAKEN);
        assertThat(history(benefits)).isEqualTo(kept);
        assertThat(history(benefits(Map.of()))).isEqualTo(kept);
    }

    @Test
    void whatANetworkRefusesToTellIsNotAnsweredByWhatWasKept() {
        benefits.refreshHistory(STEPS, partner, patient, false);
        later(Duration.ofHours(25));
        WORLD.network.beforeAnswer = PlayedNetwork.fails(Kind.REFUSED);
        Problem refused = catchThrowableOfType(Problem.class, () -> history(benefits));

        assertThat(refused.kind()).isEqualTo(Problem.Kind.INVALID);
    }

    @Test
    void aNetworkThatIsAwayTakesNothingOfWhatIsKept() {
        WORLD.network.insurances = List.of(new Eligibility(98_111_236, "Larkspur Mutual", null, false));
        benefits.refreshEligibilities(STEPS, partner, patient);
        WORLD.network.beforeAnswer = PlayedNetwork.fails(Kind.UNKNOWN);
        Problem refused =
                catchThrowableOfType(Problem.class, () -> benefits.refreshEligibilities(STEPS, partner, patient));

        assertThat(refused.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
        assertThat(shown().eligibilities()).hasSize(1);
        assertThat(WORLD.rooms.told(patient)).hasSize(2);
    }

    @Test
    void thePatientsConsentIsNotedBeforeItsFillsAreAsked() {
        int before = WORLD.network.consents;
        benefits.refreshHistory(STEPS, partner, patient, false);
        assertThat(WORLD.network.consents).isEqualTo(before);
        benefits.refreshHistory(STEPS, partner, patient, true);
        assertThat(WORLD.network.consents).isEqualTo(before + 1);
    }

    @Test
    void whatIsKeptIsSealed() {
        WORLD.network.fills = List.of(fill(2, "2026-08-11"));
        benefits.refreshHistory(STEPS, partner, patient, false);
        byte[] body = WORLD.rooms.read(tx -> tx.handle()
                .createQuery("select body from prescribing.kept_answer where patient_id = :id")
                .bind("id", patient)
                .mapTo(byte[].class)
                .one());

        assertThat(new String(body, StandardCharsets.ISO_8859_1)).doesNotContain("Loratadine", "Larkspur");
    }

    @Test
    void partnersAreToldWhenWhatAnInsurancePaysChangedAndOnlyThen() throws Exception {
        Treated treated = WORLD.treated(
                ProductType.DOSESPOT_COMPOUND,
                PrescribingWorld.compound("Tretinoin cream").with(Map.of("ndc", "00093310905")));
        WORLD.prescribe(treated);
        eventually("the prescription is made", () -> WORLD.of(treated).size() == 1);
        WORLD.network.paid = Map.of("Item", Map.of("FormularyStatus", "On formulary", "Copays", 10));
        benefits.refreshCoverage(STEPS, partner, treated.caseId());
        benefits.refreshCoverage(STEPS, partner, treated.caseId());
        assertThat(told(treated)).isEqualTo(1);

        WORLD.network.paid = Map.of("Item", Map.of("FormularyStatus", "On formulary", "Copays", 25));
        benefits.refreshCoverage(STEPS, partner, treated.caseId());
        assertThat(told(treated)).isEqualTo(2);
    }

    private static long told(Treated treated) {
        return WORLD.rooms.told(treated.caseId()).stream()
                .filter("CoverageUpdated"::equals)
                .count();
    }

    @Test
    void anInsuranceThatCoversIsAskedFirst() {
        WORLD.network.insurances =
                List.of(new Eligibility(1, "Old Mutual", null, false), new Eligibility(2, "New Mutual", null, true));
        benefits.coverage(STEPS, partner, patient, null, "00093310905");
        assertThat(WORLD.network.insuranceAsked).isEqualTo(2);
        benefits.coverage(STEPS, partner, patient, 1, "00093310905");
        assertThat(WORLD.network.insuranceAsked).isEqualTo(1);
    }
}

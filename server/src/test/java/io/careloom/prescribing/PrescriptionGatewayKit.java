package io.careloom.prescribing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.prescribing.GatewayFailure.Kind;
import io.careloom.prescribing.PrescriptionDraft.Drug;
import io.careloom.prescribing.PrescriptionGateway.Prescribed;
import io.careloom.prescribing.PrescriptionGateway.State;
import io.careloom.prescribing.PrescriptionGateway.Status;
import io.careloom.prescribing.PrescriptionGateway.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every e-prescribing network behind the port does. The network under test has the magic pharmacies of the sandbox. */
public abstract class PrescriptionGatewayKit {
    protected static final int CUREXA = 13012;
    protected static final int REFUSING = 9101;
    protected static final int FAILING = 9102;
    protected static final int SILENT = 9104;
    protected static final int UNVERIFIED = 9105;
    protected static final int UNKNOWN = 29992;

    /** The network. */
    protected abstract PrescriptionGateway gateway();

    /** A tenant that may use it. */
    protected abstract UUID tenantId();

    protected NetworkPatient patient(UUID patientId, @Nullable Integer networkId, String street) {
        return new NetworkPatient(
                tenantId(),
                patientId,
                networkId,
                null,
                new NetworkPatient.Name(null, "Odile", null, "Marchetti", null),
                LocalDate.of(1984, 2, 29),
                2,
                "odile@patients.example",
                "4155552671",
                2,
                new NetworkPatient.Home(street, null, "Denver", "CO", "80247"),
                new BigDecimal("140"),
                new BigDecimal("171"));
    }

    protected Subject known() {
        int number = gateway().syncPatient(patient(UUID.randomUUID(), null, "12 Larkspur Row"));
        return new Subject(tenantId(), number, null);
    }

    protected PrescriptionDraft draft(Subject patient, UUID reference, int pharmacyId, Drug drug) {
        return new PrescriptionDraft(
                reference,
                patient,
                drug,
                pharmacyId,
                2,
                new BigDecimal("30.5"),
                30,
                26,
                "Take one a day.",
                "Ring twice.",
                true,
                LocalDate.of(2026, 12, 1));
    }

    protected Prescribed drafted(int pharmacyId) {
        Subject patient = known();
        Drug drug = new Drug.Medication("00113014753", null, "Loratadine Oral Tablet 10 MG");
        return new Prescribed(patient, gateway().draft(draft(patient, UUID.randomUUID(), pharmacyId, drug)));
    }

    protected static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(GatewayFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.reason()).isNotBlank();
        });
    }

    @Test
    void aPatientKeepsItsNumber() {
        UUID patientId = UUID.randomUUID();
        int number = gateway().syncPatient(patient(patientId, null, "12 Larkspur Row"));

        assertThat(number).isPositive();
        assertThat(gateway().syncPatient(patient(patientId, null, "12 Larkspur Row")))
                .isEqualTo(number);
        assertThat(gateway().syncPatient(patient(patientId, number, "14 Larkspur Row")))
                .isEqualTo(number);
    }

    @Test
    void namesakesBornOnOneDayHaveTwoNumbers() {
        assertThat(known()).isNotEqualTo(known());
    }

    @Test
    void aDraftRepeatedIsTheSameOne() {
        Subject patient = known();
        Drug drug = new Drug.Medication("00113014753", null, "Loratadine Oral Tablet 10 MG");
        UUID reference = UUID.randomUUID();
        int number = gateway().draft(draft(patient, reference, CUREXA, drug));

        assertThat(gateway().draft(draft(patient, reference, CUREXA, drug))).isEqualTo(number);
        assertThat(gateway().draft(draft(patient, UUID.randomUUID(), CUREXA, drug)))
                .isNotEqualTo(number);
    }

    @Test
    void everyKindOfDrugIsDrafted() {
        Subject patient = known();
        for (Drug drug : List.of(new Drug.Supply(21, "Lancets"), new Drug.Compound("Cream of two"))) {
            Prescribed prescribed =
                    new Prescribed(patient, gateway().draft(draft(patient, UUID.randomUUID(), CUREXA, drug)));

            assertThat(gateway().state(prescribed).status()).isEqualTo(Status.DRAFT);
        }
    }

    @Test
    void aDraftIsSeenByNobodyUntilItIsSentAndThenVerified() {
        Prescribed prescribed = drafted(CUREXA);
        assertThat(gateway().state(prescribed)).isEqualTo(new State(Status.DRAFT, null));

        assertThat(gateway().send(prescribed).status()).isIn(Status.SENDING, Status.SENT, Status.VERIFIED);
        assertThat(gateway().state(prescribed)).isEqualTo(new State(Status.VERIFIED, null));
    }

    @Test
    void sendingAgainChangesNothing() {
        Prescribed prescribed = drafted(UNVERIFIED);
        gateway().send(prescribed);

        assertThat(gateway().send(prescribed).status()).isEqualTo(Status.SENT);
        assertThat(gateway().state(prescribed).status()).isEqualTo(Status.SENT);
    }

    @Test
    void manyWhoSyncOnePatientAtOnceGetOneNumberInTheEnd() {
        UUID patientId = UUID.randomUUID();
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                var _ = racers.submit(() -> gateway().syncPatient(patient(patientId, null, "12 Larkspur Row")));
            }
        }

        assertThat(gateway().syncPatient(patient(patientId, null, "12 Larkspur Row")))
                .isEqualTo(gateway().syncPatient(patient(patientId, null, "12 Larkspur Row")));
    }

    @Test
    void aSilenceWhileSendingIsClearedUpByLooking() {
        Prescribed prescribed = drafted(SILENT);
        assertFails(Kind.UNKNOWN, () -> gateway().send(prescribed));

        assertThat(gateway().state(prescribed).status()).isIn(Status.SENDING, Status.SENT, Status.VERIFIED);
        assertThat(gateway().send(prescribed).status()).isIn(Status.SENDING, Status.SENT, Status.VERIFIED);
    }

    @Test
    void whatDoesNotArriveSaysWhy() {
        Prescribed prescribed = drafted(FAILING);
        gateway().send(prescribed);

        State state = gateway().state(prescribed);
        assertThat(state.status()).isEqualTo(Status.ERROR);
        assertThat(state.details()).isNotBlank();
    }

    @Test
    void whatIsRefusedStaysADraft() {
        Prescribed prescribed = drafted(REFUSING);
        assertFails(Kind.REFUSED, () -> gateway().send(prescribed));

        assertThat(gateway().state(prescribed).status()).isEqualTo(Status.DRAFT);
    }

    @Test
    void anUnknownPharmacyIsRefused() {
        assertFails(Kind.REFUSED, () -> drafted(UNKNOWN));
    }

    @Test
    void aPrescriptionOfAnotherPatientIsRefused() {
        Prescribed prescribed = drafted(CUREXA);

        assertFails(Kind.REFUSED, () -> gateway().state(new Prescribed(known(), prescribed.prescriptionId())));
        assertFails(Kind.REFUSED, () -> gateway().state(new Prescribed(prescribed.patient(), 1)));
    }

    @Test
    void aDraftTakenBackIsGone() {
        Prescribed prescribed = drafted(CUREXA);

        assertThat(gateway().cancel(prescribed, null).status()).isEqualTo(Status.DELETED);
        assertThat(gateway().cancel(prescribed, null).status()).isEqualTo(Status.DELETED);
        assertThat(gateway().state(prescribed).status()).isEqualTo(Status.DELETED);
        assertThat(gateway().send(prescribed).status()).isEqualTo(Status.DELETED);
    }

    @Test
    void ofASentOneThePharmacyIsAskedToDropIt() {
        Prescribed prescribed = drafted(CUREXA);
        gateway().send(prescribed);

        assertThat(gateway().cancel(prescribed, "Wrong strength").status()).isEqualTo(Status.CANCELLING);
        assertThat(gateway().state(prescribed).status()).isIn(Status.CANCELLING, Status.CANCELLED);
        assertThat(gateway().cancel(prescribed, null).status()).isIn(Status.CANCELLING, Status.CANCELLED);
    }

    @Test
    void anInsuranceTellsWhatItPays() {
        Subject patient = known();
        Eligibility insurance = gateway().eligibilities(patient).getFirst();

        assertThat(insurance.payer()).isNotBlank();
        assertThat(code(gateway().coverage(patient, insurance.patientEligibilityId(), "00113014753")))
                .isEqualTo("OK");
        assertThat(code(gateway().coverage(patient, 1, "00113014753"))).isEqualTo("ERROR");
        BenefitQuestion question =
                new BenefitQuestion(insurance.patientEligibilityId(), "00113014753", CUREXA, BigDecimal.TEN, 30, 26);
        assertThat(gateway().benefits(patient, question)).containsKeys("Item", "Result");
    }

    private static Object code(Map<String, Object> answer) {
        return ((Map<?, ?>) answer.get("Result")).get("ResultCode");
    }

    @Test
    void fillsComeNewestFirstAndWithinTheDaysAskedFor() {
        Subject patient = known();
        List<MedicationFill> all = gateway().medicationHistory(patient, null, null);
        assertThat(all).hasSizeGreaterThan(1);
        LocalDate newest = all.getFirst().filledOn();
        assertThat(all.getLast().filledOn()).isBefore(newest);

        assertThat(gateway().medicationHistory(patient, newest, null))
                .extracting(MedicationFill::id)
                .containsExactly(all.getFirst().id());
        assertThat(gateway().medicationHistory(patient, null, newest.minusDays(1)))
                .extracting(MedicationFill::id)
                .doesNotContain(all.getFirst().id());
    }

    @Test
    void priorAuthorizationsGoStepByStep() {
        Prescribed prescribed = drafted(CUREXA);
        for (PriorAuthorizationStep step : Set.of(
                new PriorAuthorizationStep.Appeal("Two others did not help."),
                new PriorAuthorizationStep.Cancel(),
                new PriorAuthorizationStep.Question(3),
                PriorAuthorizationStep.Reply.text(3, "Yes"),
                new PriorAuthorizationStep.Attachment("letter.pdf", "application/pdf", new byte[] {37, 80}))) {
            assertThat(code(gateway().priorAuthorization(prescribed, step)))
                    .as(step.toString())
                    .isEqualTo("OK");
        }
    }

    @Test
    void itIsReachable() {
        assertThat(gateway().isReachable()).isTrue();
    }
}

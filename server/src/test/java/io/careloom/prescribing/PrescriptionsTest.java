package io.careloom.prescribing;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.cases.offerings.CaseOffering.Prescribed;
import io.careloom.cases.offerings.LineStatus;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Problem;
import io.careloom.platform.Fields;
import io.careloom.prescribing.GatewayFailure.Kind;
import io.careloom.prescribing.PrescribingWorld.Treated;
import io.careloom.prescribing.Prescription.Status;
import io.careloom.prescribing.PrescriptionGateway.Notice;
import io.careloom.prescribing.PrescriptionGateway.State;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrescriptionsTest {
    private static final PrescribingWorld WORLD = new PrescribingWorld();
    private static final ProductTerms CREAM = PrescribingWorld.compound("Tretinoin cream");

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void nothingHappens() {
        WORLD.network.calm();
    }

    private static Treated processing(ProductTerms... compounds) throws InterruptedException {
        Treated treated = WORLD.treated(ProductType.DOSESPOT_COMPOUND, compounds);
        WORLD.prescribe(treated);
        eventually("the prescriptions are made", () -> WORLD.of(treated).size() == compounds.length);
        return treated;
    }

    private static Prescription only(Treated treated) {
        return WORLD.of(treated).getLast();
    }

    private static int number(Treated treated) {
        Integer number = only(treated).networkId();
        assertThat(number).isNotNull();
        return number;
    }

    private static void told(Treated treated, PrescriptionGateway.Status status) {
        Notice notice = new Notice(number(treated), new State(status, "told by the pharmacy"), null);
        assertThat(WORLD.rooms.<Boolean>write(tx -> WORLD.prescriptions.hear(tx, WORLD.server.scope(), notice)))
                .isTrue();
    }

    private static Prescribed prescribed(Treated treated) {
        return WORLD.lines(treated).getFirst().prescribed();
    }

    private static List<LineStatus> lines(Treated treated) {
        return WORLD.lines(treated).stream().map(CaseOffering::status).toList();
    }

    @Test
    void aCaseInProcessingIsPrescribedSentAndCompletedWhenThePharmacySaysSo() throws Exception {
        Treated treated = processing(CREAM);
        WORLD.work();

        assertThat(only(treated).status()).isEqualTo(Status.SENT);
        assertThat(WORLD.network.sent).containsOnlyOnce(number(treated));
        assertThat(lines(treated)).containsExactly(LineStatus.PROCESSING);
        assertThat(WORLD.rooms.told(treated.caseId()))
                .contains("PrescriptionSubmitted")
                .doesNotContain("CaseCompleted");
        assertThat(prescribed(treated)).isEqualTo(new Prescribed(number(treated), true, "sent", null));
        told(treated, PrescriptionGateway.Status.VERIFIED);
        told(treated, PrescriptionGateway.Status.VERIFIED);
        told(treated, PrescriptionGateway.Status.SENT);

        assertThat(prescribed(treated))
                .isEqualTo(new Prescribed(number(treated), true, "pharmacy_verified", "told by the pharmacy"));
        assertThat(lines(treated)).containsExactly(LineStatus.COMPLETED);
        assertThat(WORLD.rooms.status(treated.caseId())).isEqualTo("completed");
        assertThat(WORLD.rooms.told(treated.caseId()))
                .containsSubsequence("PrescriptionSubmitted", "OfferingSubmitted", "CaseCompleted")
                .doesNotHaveDuplicates();
    }

    @Test
    void theWorkerAsksByItselfWhenNobodyTells() throws Exception {
        Treated treated = processing(CREAM);
        WORLD.work();
        WORLD.network.becomes(number(treated), PrescriptionGateway.Status.VERIFIED);
        WORLD.hurry();
        WORLD.work();

        assertThat(WORLD.rooms.status(treated.caseId())).isEqualTo("completed");
    }

    @Test
    void oneOfTwoThatFailsSendsTheCaseToSupportWithTheReason() throws Exception {
        Treated treated = processing(CREAM, PrescribingWorld.compound("Minoxidil foam"));
        WORLD.work();
        told(treated, PrescriptionGateway.Status.ERROR);

        assertThat(lines(treated)).containsExactlyInAnyOrder(LineStatus.PROCESSING, LineStatus.PENDING);
        assertThat(WORLD.rooms.status(treated.caseId())).isEqualTo("support");
        assertThat(WORLD.lines(treated))
                .extracting(line -> line.standing().details())
                .contains("told by the pharmacy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeDraft", "afterDraft", "beforeSend", "afterSend"})
    void aStepThatDiesIsTakenUpAndNothingIsSentTwice(String where) throws Exception {
        Treated treated = processing(CREAM);
        Runnable silence = PlayedNetwork.fails(Kind.UNKNOWN);
        switch (where) {
            case "beforeDraft" -> WORLD.network.beforeDraft = silence;
            case "afterDraft" -> WORLD.network.afterDraft = silence;
            case "beforeSend" -> WORLD.network.beforeSend = silence;
            default -> WORLD.network.afterSend = silence;
        }
        WORLD.work();
        assertThat(only(treated).status()).isIn(Status.DRAFT, Status.SENDING);
        WORLD.network.calm();
        WORLD.hurry();
        WORLD.work();

        assertThat(only(treated).status()).isEqualTo(Status.SENT);
        assertThat(WORLD.network.sent).containsOnlyOnce(number(treated));
        assertThat(WORLD.of(treated)).hasSize(1);
    }

    @Test
    void whatAWorkerLearnsAfterItsLeaseWentToAnotherIsNotRecorded() throws Exception {
        Treated treated = processing(CREAM);
        WORLD.network.afterSend = () -> {
            WORLD.network.calm();
            WORLD.hurry();
            WORLD.work();
            PlayedNetwork.fails(Kind.REFUSED).run();
        };
        WORLD.work();

        assertThat(only(treated).status()).isEqualTo(Status.SENT);
        assertThat(lines(treated)).containsExactly(LineStatus.PROCESSING);
        assertThat(WORLD.rooms.status(treated.caseId())).isEqualTo("processing");
        assertThat(WORLD.network.sent).containsOnlyOnce(number(treated));
    }

    @Test
    void aDatabaseThatIsAwayWhileADraftIsWrittenOutFailsNothing() throws Exception {
        Treated treated = processing(CREAM);
        WORLD.leaveOnly(treated);
        CompletableFuture<Void> work = WORLD.rooms.write(tx -> {
            tx.handle().execute("lock table patients.network_record in access exclusive mode");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(WORLD::work);
            WORLD.cutOffWhoWaitsFor("network_record", waiting);
            return waiting;
        });

        assertThatThrownBy(work::join)
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, away -> assertThat(away.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
        assertThat(only(treated).status()).isEqualTo(Status.DRAFT);
        WORLD.hurry();
        WORLD.work();
        assertThat(only(treated).status()).isEqualTo(Status.SENT);
    }

    @Test
    void thePatientsOwnPharmacyGoesBeforeTheOfferingsAndStandsOnTheLine() throws Exception {
        Treated treated = WORLD.treated(ProductType.DOSESPOT_COMPOUND, CREAM);
        WORLD.prefers(treated, 4812, "Harbour Street Pharmacy");
        WORLD.prescribe(treated);
        eventually("it is made", () -> WORLD.of(treated).size() == 1);
        WORLD.work();

        assertThat(WORLD.network.drafted.getLast().pharmacyId()).isEqualTo(4812);
        assertThat(only(treated).terms().pharmacyId()).isEqualTo(4812);
        ProductTerms line = WORLD.lines(treated).getFirst().product().terms();
        assertThat(line.pharmacyId()).isEqualTo(4812);
        assertThat(line.pharmacyName()).isEqualTo("Harbour Street Pharmacy");
    }

    @Test
    void aForcedPharmacyGoesBeforeThePatientsOwn() throws Exception {
        Treated treated = WORLD.treated(ProductType.DOSESPOT_COMPOUND, CREAM.with(Map.of("force_pharmacy", true)));
        WORLD.prefers(treated, 4812, "Harbour Street Pharmacy");
        WORLD.prescribe(treated);
        eventually("it is made", () -> WORLD.of(treated).size() == 1);
        WORLD.work();

        assertThat(WORLD.network.drafted.getLast().pharmacyId()).isEqualTo(13012);
    }

    @Test
    void whatIsSentAgainElsewhereGoesThereWhateverThePatientPrefers() throws Exception {
        Treated treated = WORLD.treated(ProductType.DOSESPOT_COMPOUND, CREAM);
        WORLD.prefers(treated, 4812, "Harbour Street Pharmacy");
        WORLD.network.beforeDraft = PlayedNetwork.fails(Kind.REFUSED);
        WORLD.prescribe(treated);
        eventually("it is made", () -> WORLD.of(treated).size() == 1);
        WORLD.work();
        WORLD.network.calm();
        WORLD.rooms.write(tx -> {
            WORLD.prescriptions.resubmit(tx, treated.clinician(), treated.caseId(), 232);
            return true;
        });
        eventually("another is made", () -> WORLD.of(treated).size() == 2);
        WORLD.work();

        assertThat(WORLD.network.drafted.getLast().pharmacyId()).isEqualTo(232);
        assertThat(only(treated).status()).isEqualTo(Status.SENT);
    }

    @Test
    void aMedicationThatOurFormularyLacksIsLeftToTheNetworksDictionary() throws Exception {
        Treated treated = WORLD.treated(
                ProductType.DOSESPOT_MEDICATION, CREAM.with(Map.of("ndc", "55555444433", "dosespot_rxcui", 8765432)));
        WORLD.prescribe(treated);
        eventually("it is made", () -> WORLD.of(treated).size() == 1);
        WORLD.work();

        assertThat(WORLD.network.drafted.getLast().drug())
                .isEqualTo(new PrescriptionDraft.Drug.Medication("55555444433", 8765432, CREAM.name()));
    }

    @Test
    void aMedicationWithoutAnyCodeGoesToSupport() throws Exception {
        Treated treated = WORLD.treated(ProductType.DOSESPOT_MEDICATION, CREAM);
        WORLD.prescribe(treated);
        eventually("it is made", () -> WORLD.of(treated).size() == 1);
        WORLD.work();

        assertThat(only(treated).details()).isEqualTo("The product has neither an NDC nor an RxCUI.");
        assertThat(WORLD.rooms.status(treated.caseId())).isEqualTo("support");
    }

    @Test
    void aRefusedOneIsMadeAnewAfterTheClinicianSendsItAgain() throws Exception {
        WORLD.network.beforeDraft = PlayedNetwork.fails(Kind.REFUSED);
        Treated treated = processing(CREAM);
        WORLD.work();
        assertThat(only(treated).status()).isEqualTo(Status.ERROR);
        assertThat(WORLD.rooms.status(treated.caseId())).isEqualTo("support");
        WORLD.network.calm();
        WORLD.rooms.write(tx -> WORLD.rooms.cases.moveByClinician(
                tx, treated.clinician(), treated.caseId(), CaseStatus.ASSIGNED, null));
        WORLD.prescribe(treated);
        eventually("another is made", () -> WORLD.of(treated).size() == 2);
        WORLD.work();

        assertThat(WORLD.of(treated)).extracting(Prescription::status).containsExactly(Status.ERROR, Status.SENT);
    }

    @Test
    void aLateWordThatTheFirstArrivedDropsItWhenASecondIsOnItsWay() throws Exception {
        Treated treated = processing(CREAM);
        WORLD.work();
        int first = number(treated);
        told(treated, PrescriptionGateway.Status.ERROR);
        WORLD.rooms.write(tx -> WORLD.rooms.cases.moveByClinician(
                tx, treated.clinician(), treated.caseId(), CaseStatus.ASSIGNED, null));
        WORLD.prescribe(treated);
        eventually("another is made", () -> WORLD.of(treated).size() == 2);
        Notice late = new Notice(first, new State(PrescriptionGateway.Status.VERIFIED, null), null);
        WORLD.rooms.write(tx -> WORLD.prescriptions.hear(tx, WORLD.server.scope(), late));
        WORLD.work();

        assertThat(WORLD.of(treated)).extracting(Prescription::status).containsExactly(Status.CANCELLED, Status.SENT);
        assertThat(WORLD.network.cancelled).contains(first);
    }

    @Test
    void aLineThatIsCalledOffTakesItsPrescriptionBack() throws Exception {
        Treated treated = processing(CREAM);
        WORLD.work();
        CaseOffering line = WORLD.lines(treated).getFirst();
        WORLD.rooms.write(tx -> WORLD.rooms
                .cases
                .offerings()
                .cancel(tx, treated.clinician(), treated.caseId(), line.id(), "The patient asked."));
        eventually("it is taken back", () -> only(treated).status() == Status.CANCELLING);
        WORLD.work();

        assertThat(only(treated).status()).isEqualTo(Status.CANCELLED);
        assertThat(WORLD.network.cancelled).contains(number(treated));
    }

    @Test
    void whatTheNetworkDropsByItselfIsCalledOffAndSaysSo() throws Exception {
        Treated treated = processing(CREAM);
        WORLD.work();
        Notice dropped = new Notice(number(treated), new State(PrescriptionGateway.Status.DELETED, null), null);
        WORLD.rooms.write(tx -> WORLD.prescriptions.hear(tx, WORLD.server.scope(), dropped));

        assertThat(lines(treated)).containsExactly(LineStatus.CANCELLED);
        assertThat(WORLD.lines(treated).getFirst().standing().details())
                .isEqualTo("The prescribing network dropped it.");
    }

    @Test
    void whoLeavesTakesBackWhatIsOnItsWay() throws Exception {
        Treated treated = processing(CREAM);
        WORLD.work();
        Prescription sent = only(treated);
        WORLD.leaves(sent.patientId());
        eventually("it is taken back", () -> only(treated).status() == Status.CANCELLING);
        WORLD.work();
        told(treated, PrescriptionGateway.Status.VERIFIED);

        assertThat(only(treated).status()).isEqualTo(Status.CANCELLED);
        assertThat(WORLD.network.cancelled).contains(number(treated));
        assertThat(WORLD.parked()).isZero();
    }

    @Test
    void whatGoesWithTheOrderOfItsPharmacyIsSubmittedAtOnce() throws Exception {
        Treated treated = WORLD.treated(ProductType.BOOTHWYN_PRODUCT, CREAM);
        WORLD.prescribe(treated);
        WORLD.rooms.becomes(treated.caseId(), "completed");

        assertThat(only(treated).status()).isEqualTo(Status.VERIFIED);
        assertThat(WORLD.rooms.told(treated.caseId())).contains("OfferingSubmitted");
    }

    @Test
    void theDatabaseTakesNoSecondLivePrescriptionOfALine() throws Exception {
        Treated treated = processing(CREAM);
        Prescription live = only(treated);

        assertThatThrownBy(() -> WORLD.rooms.write(tx -> {
                    Prescription twin = Fields.with(live, Map.of("prescription_id", UUID.randomUUID()));
                    new PrescriptionStore(tx).insert(twin);
                    return true;
                }))
                .isNotNull();
        assertThat(WORLD.of(treated)).hasSize(1);
        WORLD.work();
    }
}

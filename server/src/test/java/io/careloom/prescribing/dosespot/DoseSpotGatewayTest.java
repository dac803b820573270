package io.careloom.prescribing.dosespot;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.platform.outbound.AddressGuard;
import io.careloom.platform.outbound.GuardedClient;
import io.careloom.prescribing.Eligibility;
import io.careloom.prescribing.GatewayFailure.Kind;
import io.careloom.prescribing.MedicationFill;
import io.careloom.prescribing.Pharmacy;
import io.careloom.prescribing.PharmacyFilter;
import io.careloom.prescribing.PharmacySpecialty;
import io.careloom.prescribing.PrescriptionDraft.Drug;
import io.careloom.prescribing.PrescriptionGateway;
import io.careloom.prescribing.PrescriptionGateway.Prescribed;
import io.careloom.prescribing.PrescriptionGateway.Subject;
import io.careloom.prescribing.PrescriptionGatewayKit;
import io.careloom.prescribing.PriorAuthorizationStep;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoseSpotGatewayTest extends PrescriptionGatewayKit {
    private static final UUID TENANT = UUID.randomUUID();

    private final DoseSpotStub stub = new DoseSpotStub();
    private final GuardedClient http = new GuardedClient(new AddressGuard(true));
    private DoseSpotGateway gateway = gateway(DoseSpotStub.SUBSCRIPTION_KEY);

    private DoseSpotGateway gateway(String subscriptionKey) {
        return new DoseSpotGateway(
                http,
                new DoseSpotAccount(
                        stub.baseUrl(), subscriptionKey, "77", DoseSpotStub.CLINIC_KEY, "88", Duration.ofSeconds(20)));
    }

    @BeforeEach
    void open() {
        gateway = gateway(DoseSpotStub.SUBSCRIPTION_KEY);
    }

    @AfterEach
    void close() {
        http.close();
        stub.close();
    }

    @Override
    protected PrescriptionGateway gateway() {
        return gateway;
    }

    @Override
    protected UUID tenantId() {
        return TENANT;
    }

    private Subject inTheNameOf(Subject patient, int clinicianId) {
        return new Subject(patient.tenantId(), patient.patientId(), clinicianId);
    }

    @Test
    void onePrescriptionIsSentOnceHoweverOftenItIsAsked() {
        Prescribed prescribed = drafted(SILENT);
        assertFails(Kind.UNKNOWN, () -> gateway.send(prescribed));
        gateway.send(prescribed);

        assertThat(stub.prescription(prescribed.prescriptionId()).path("Times").asInt())
                .isEqualTo(1);
    }

    @Test
    void aDraftWhoseAnswerWasLostIsFoundByOurReference() {
        Subject patient = known();
        UUID reference = UUID.randomUUID();
        Drug drug = new Drug.Compound("Cream of two");
        gateway.draft(draft(patient, UUID.randomUUID(), CUREXA, drug));
        gateway.draft(draft(patient, UUID.randomUUID(), CUREXA, drug));
        int number = gateway.draft(draft(patient, reference, CUREXA, drug));

        assertThat(gateway(DoseSpotStub.SUBSCRIPTION_KEY).draft(draft(patient, reference, CUREXA, drug)))
                .as("it stands on the second page")
                .isEqualTo(number);
        assertThat(stub.prescription(number).path("NonDoseSpotPrescriptionId").asString())
                .isEqualTo(reference.toString().replace("-", ""))
                .hasSizeLessThanOrEqualTo(35);
    }

    @Test
    void aPatientIsWrittenInDoseSpotsWords() {
        UUID patientId = UUID.randomUUID();
        int number = gateway.syncPatient(patient(patientId, null, "12 Larkspur Row"));

        JsonNode written = stub.patient(number);
        assertThat(written).isEqualTo(new JsonMapper().readTree("""
                {"FirstName": "Odile", "LastName": "Marchetti", "DateOfBirth": "1984-02-29T00:00:00Z",
                 "Gender": "Female", "Email": "odile@patients.example", "Address1": "12 Larkspur Row",
                 "City": "Denver", "State": "CO", "ZipCode": "80247", "PrimaryPhone": "4155552671",
                 "PrimaryPhoneType": "Cell", "Weight": 140, "WeightMetric": "kg", "Height": 171, "HeightMetric": "cm",
                 "NonDoseSpotMedicalRecordNumber": "%s", "Active": true, "PatientId": %d}""".formatted(patientId, number)));
        gateway.syncPatient(patient(patientId, number, "14 Larkspur Row"));
        assertThat(stub.patient(number).path("Address1").asString()).isEqualTo("14 Larkspur Row");
        assertThat(stub.count("POST /v2/api/patients")).isEqualTo(1);
    }

    @Test
    void aPrescriptionIsWrittenInDoseSpotsWords() {
        JsonNode written = stub.prescription(drafted(CUREXA).prescriptionId());

        assertThat(written.path("DispensableDrugId").asInt()).isEqualTo(18_478);
        assertThat(written.path("PharmacyId").asInt()).isEqualTo(CUREXA);
        assertThat(written.path("Refills").asInt()).isEqualTo(2);
        assertThat(written.path("Quantity").decimalValue()).isEqualByComparingTo("30.5");
        assertThat(written.path("DaysSupply").asInt()).isEqualTo(30);
        assertThat(written.path("DispenseUnitId").asInt()).isEqualTo(26);
        assertThat(written.path("Directions").asString()).isEqualTo("Take one a day.");
        assertThat(written.path("PharmacyNotes").asString()).isEqualTo("Ring twice.");
        assertThat(written.path("NoSubstitutions").asBoolean()).isTrue();
        assertThat(written.path("EffectiveDate").asString()).isEqualTo("2026-12-01T00:00:00Z");
    }

    @Test
    void aMedicationIsLookedUpByItsPackageElseByItsConcept() {
        Subject patient = known();
        Drug byConcept = new Drug.Medication("99999999999", 1_653_438, "Something Oral Tablet");
        int number = gateway.draft(draft(patient, UUID.randomUUID(), CUREXA, byConcept));
        assertThat(stub.prescription(number).path("DispensableDrugId").asInt()).isEqualTo(7741);

        for (Drug unknown : List.of(
                new Drug.Medication(null, null, "Something Oral Tablet"),
                new Drug.Medication("001130147", null, "Something Oral Tablet"),
                new Drug.Medication("99999999999", 3, "Something Oral Tablet"))) {
            assertFails(Kind.REFUSED, () -> gateway.draft(draft(patient, UUID.randomUUID(), CUREXA, unknown)));
        }
    }

    @Test
    void oneTokenServesManyCallsAndEachClinicianHasItsOwn() {
        Prescribed prescribed = drafted(CUREXA);
        gateway.state(prescribed);
        assertThat(stub.count("POST /v2/connect/token")).isEqualTo(1);

        Subject patient = inTheNameOf(prescribed.patient(), 4242);
        gateway.state(new Prescribed(patient, prescribed.prescriptionId()));
        assertThat(stub.count("POST /v2/connect/token")).isEqualTo(2);
        assertThat(stub.heard().stream()
                        .filter(one -> one.path().equals("/v2/connect/token"))
                        .toList()
                        .getLast()
                        .body())
                .endsWith("&acr_values=OnBehalfOfUserId%3D4242");
        assertThat(stub.heard().getLast().authorization()).isEqualTo("Bearer token-2");
    }

    @Test
    void aTokenThatIsOverIsRenewedOnceAlsoForWrites() {
        Subject patient = known();
        stub.endTokens();
        int number = gateway.draft(draft(patient, UUID.randomUUID(), CUREXA, new Drug.Supply(21, "Lancets")));
        stub.endTokens();
        gateway.send(new Prescribed(patient, number));

        assertThat(stub.count("POST /v2/connect/token")).isEqualTo(3);
        assertThat(stub.prescription(number).path("Times").asInt()).isEqualTo(1);
    }

    @Test
    void aWrongKeyIsNotTakenAndNamesNoKey() {
        PrescriptionGateway stranger = gateway("another-key");

        assertFails(Kind.NOT_TAKEN, () -> stranger.syncPatient(patient(UUID.randomUUID(), null, "12 Larkspur Row")));
        assertThat(stranger.isReachable()).isFalse();
    }

    @Test
    void readsAreAskedTwiceAndWritesNever() {
        Prescribed prescribed = drafted(CUREXA);
        String path = "GET /v2/api/patients/" + prescribed.patient().patientId() + "/prescriptions/"
                + prescribed.prescriptionId();
        stub.silences(1);
        gateway.state(prescribed);
        assertThat(stub.count(path)).isEqualTo(2);

        int number = prescribed.patient().patientId();
        stub.silences(1);
        assertFails(Kind.UNKNOWN, () -> gateway.syncPatient(patient(UUID.randomUUID(), number, "14 Larkspur Row")));
        assertThat(stub.count("PUT /v2/api/patients/" + number)).isEqualTo(1);
    }

    @Test
    void aPeerThatIsDownIsLeftAloneForAWhile() {
        Subject patient = known();
        stub.answersAll(503, "down");
        for (int i = 0; i < 5; i++) {
            assertFails(Kind.NOT_TAKEN, () -> gateway.eligibilities(patient));
        }
        int before = stub.heard().size();

        assertFails(Kind.NOT_TAKEN, () -> gateway.eligibilities(patient));
        assertThat(stub.heard()).hasSize(before);
        assertThat(gateway.isReachable()).isFalse();
    }

    @Test
    void whatAnAnswerMeansForAWriteDependsOnItsStatus() {
        Prescribed prescribed = drafted(CUREXA);
        UUID patientId = UUID.randomUUID();
        int number = prescribed.patient().patientId();
        assertMeans(500, "boom", Kind.UNKNOWN, patientId, number);
        assertMeans(503, "later", Kind.NOT_TAKEN, patientId, number);
        assertMeans(429, "slower", Kind.NOT_TAKEN, patientId, number);
        assertMeans(400, "{\"Message\": \"The request is invalid.\"}", Kind.REFUSED, patientId, number);
        assertMeans(200, "{\"Id\": ", Kind.UNKNOWN, patientId, number);
        assertMeans(403, "{}", Kind.NOT_TAKEN, patientId, number);
    }

    private void assertMeans(int status, String body, Kind kind, UUID patientId, int number) {
        stub.answersAll(status, body);
        assertFails(kind, () -> gateway.syncPatient(patient(patientId, number, "12 Larkspur Row")));
    }

    @Test
    void pharmaciesAreSearchedPageByPageByAllFilters() {
        PharmacyFilter filter = new PharmacyFilter(
                "shop",
                "Dedham",
                "MA",
                "02026",
                "3 Quay & Co",
                "617555",
                EnumSet.of(PharmacySpecialty.RETAIL, PharmacySpecialty.EPCS),
                "2233445");
        List<Pharmacy> found = gateway.pharmacies().search(filter);

        assertThat(found).hasSize(100).isSortedAccordingTo(java.util.Comparator.comparing(Pharmacy::name));
        assertThat(stub.heard().getLast().query())
                .isEqualTo("name=shop&city=Dedham&state=MA&zip=02026&address=3 Quay & Co&phoneOrFax=617555"
                        + "&specialty=EPCS&specialty=Retail&ncpdpId=2233445&pageNumber=2");
    }

    @Test
    void aPharmacyIsReadIntoOurWords() {
        assertThat(gateway.pharmacies().find(CUREXA))
                .contains(new Pharmacy(
                        CUREXA,
                        "Curexa",
                        "2233445",
                        new Pharmacy.Place("3 Quay Street", "", "Dedham", "MA", "02026", 42.24, -71.17),
                        new Pharmacy.Lines("6175550142", "6175550143", List.of("6175550144")),
                        List.of("Retail", "EPCS"),
                        3));
        assertThat(gateway.pharmacies().find(UNKNOWN)).isEmpty();
    }

    @Test
    void anAttachmentGoesAsAForm() {
        gateway.priorAuthorization(
                drafted(CUREXA),
                new PriorAuthorizationStep.Attachment("letter \"1\".pdf", "application/pdf", new byte[] {37, 80}));
        DoseSpotStub.Heard upload = stub.heard().stream()
                .filter(one -> one.path().endsWith("/attachments"))
                .findFirst()
                .orElseThrow();

        assertThat(upload.contentType()).startsWith("multipart/form-data; boundary=");
        assertThat(upload.body()).contains("filename=\"letter__1_.pdf\"", "Content-Type: application/pdf", "%P");
    }

    private JsonNode sentTo(String end) {
        return stub.heard().stream()
                .filter(one -> one.path().endsWith(end))
                .findFirst()
                .map(one -> new JsonMapper().readTree(one.body()))
                .orElseThrow();
    }

    @Test
    void anAppealSaysWhy() {
        gateway.priorAuthorization(drafted(CUREXA), new PriorAuthorizationStep.Appeal("Two others did not help."));

        assertThat(sentTo("/appeal")).isEqualTo(new JsonMapper().readTree("""
                {"AppealReason": "Two others did not help."}"""));
    }

    @Test
    void aCaseThatIsOverIsAppealedByTheNumberThatWasTold() {
        Prescribed drafted = drafted(CUREXA);
        gateway.priorAuthorization(
                new Prescribed(drafted.patient(), drafted.prescriptionId(), 4711),
                new PriorAuthorizationStep.Appeal("Two others did not help."));

        assertThat(stub.count("POST /v2/api/priorAuths/4711/appeal")).isEqualTo(1);
        assertThat(stub.count("GET /v2/api/patients/" + drafted.patient().patientId() + "/priorAuths"))
                .isZero();
    }

    @Test
    void aQuestionIsAnsweredAsItWantsAndTheLastAnswerHandsAllIn() {
        Prescribed prescribed = drafted(CUREXA);
        assertThat(gateway.priorAuthorization(prescribed, new PriorAuthorizationStep.Question(3)))
                .containsEntry("AnswerType", "Multiselect");
        PriorAuthorizationStep.Choice metformin = new PriorAuthorizationStep.Choice(71, "for a year");
        gateway.priorAuthorization(
                prescribed, new PriorAuthorizationStep.Reply(3, null, null, null, List.of(metformin)));
        assertThat(sentTo("/questions/3/answer")).isEqualTo(new JsonMapper().readTree("""
                {"PriorAuthorizationQuestionChoices": [{"PriorAuthorizationQuestionChoiceId": 71,
                  "PriorAuthorizationQuestionChoiceText": "for a year"}]}"""));
        assertThat(stub.count("POST /v2/api/priorAuths/4711/submit")).isZero();

        gateway.priorAuthorization(
                prescribed, new PriorAuthorizationStep.Reply(4, null, new BigDecimal("7.2"), null, List.of()));
        assertThat(sentTo("/questions/4/answer")).isEqualTo(new JsonMapper().readTree("{\"NumericAnswer\": 7.2}"));
        assertThat(stub.count("POST /v2/api/priorAuths/4711/submit")).isEqualTo(1);
    }

    @Test
    void anInsuranceCoversWhenItDoesAtSomeKindOfPharmacy() {
        Subject patient = known();

        assertThat(gateway.eligibilities(patient))
                .containsExactly(new Eligibility(patient.patientId() + 900_000, "Larkspur Mutual", "Choice", true));
    }

    @Test
    void aConsentIsLogged() {
        Subject patient = known();
        gateway.consentToHistory(patient);

        assertThat(stub.count("POST /v2/api/patients/" + patient.patientId() + "/medications/history/consent"))
                .isEqualTo(1);
    }

    @Test
    void aFillIsReadIntoOurWords() {
        MedicationFill fill = gateway.medicationHistory(known(), null, null).getFirst();

        assertThat(fill.validity())
                .isEqualTo(new MedicationFill.Validity(LocalDate.of(2026, 8, 10), LocalDate.of(2027, 8, 10)));
        assertThat(fill.diagnosis()).isEqualTo(new MedicationFill.Diagnosis("J301", "ABF"));
        assertThat(fill.quantity()).isEqualByComparingTo("12");
    }
}

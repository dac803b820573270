package io.careloom.cases.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The wire of cases: shapes, refusals, the two surfaces. */
class CaseRoutesTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String CASES = "/v1/partner/cases";

    @Test
    void aNewCaseHasTheKeysThatClientsRead() {
        JsonNode created = create(Map.of("patient_id", patient(), "metadata", "order 77"));

        assertThat(created.propertyNames())
                .containsExactlyInAnyOrder(
                        ("case_cost prioritized_at prioritized_reason prioritized locked_at is_locked"
                                        + " is_additional_approval_needed created_at metadata patient_exam_id"
                                        + " is_chargeable is_sync case_type case_id reference_case_id hold_status"
                                        + " case_status patient partner case_assignment tags case_files"
                                        + " case_offerings case_prescriptions case_services")
                                .split(" "));
        assertThat(created.path("case_status").propertyNames())
                .containsExactly("name", "hold_status", "reason", "updated_at", "created_at");
    }

    @Test
    void aNewCaseSaysWhatWasSentAndWhatIsUsual() {
        String patientId = patient();
        Map<String, Object> body = new HashMap<>(Map.of("patient_id", patientId, "metadata", "order 77"));
        List.of("case_files", "case_prescriptions", "case_services", "tags").forEach(key -> body.put(key, List.of()));
        body.put(
                "case_questions",
                List.of(Map.of("question", "Since when?", "answer", "NA", "type", "string", "critical", true)));

        JsonNode created = create(body);

        assertThat(created.path("patient").path("patient_id").asString("")).isEqualTo(patientId);
        assertThat(created.path("metadata").asString("")).isEqualTo("order 77");
        assertThat(created.path("is_chargeable").asBoolean()).isTrue();
        assertThat(created.path("hold_status").asBoolean(true)).isFalse();
        assertThat(created.path("case_type").asString("")).isEqualTo("new");
        assertThat(created.path("case_assignment").isNull()).isTrue();
        assertThat(created.path("created_at").asString(""))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void badOfferingsAreRefused() {
        for (String key : List.of("case_offerings", "case_prescriptions", "case_services")) {
            Client.Reply reply = SERVER.partner()
                    .post(
                            CASES,
                            Map.of(
                                    "patient_id",
                                    patient(),
                                    key,
                                    List.of(UUID.randomUUID().toString())));

            assertThat(reply.status()).as(key).isEqualTo(422);
            assertThat(reply.json().path("errors").propertyNames())
                    .as(reply.body())
                    .allMatch(field -> field.startsWith(key));
        }
    }

    @Test
    void nobodyIsAvailableInAStateThatDoesNotExist() {
        Client.Reply reply = SERVER.clinician(0)
                .post(
                        "/v1/clinician/available/list",
                        Map.of(
                                "partner_id",
                                SERVER.world().partners().getFirst().partnerId(),
                                "state_id",
                                UUID.randomUUID()));

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.text("/errors/state_id/0")).isNotEmpty();
    }

    @Test
    void endlessListsAreRefused() {
        Map<String, Object> question = Map.of("question", "q", "answer", "a", "type", "string");
        Map<String, Object> disease = Map.of("disease_id", UUID.randomUUID());
        Map<String, Object> chosen = new HashMap<>(question);
        chosen.put("displayed_options", Collections.nCopies(501, "x"));
        Map<String, List<Map<String, Object>>> lists = Map.of(
                "case_questions", Collections.nCopies(501, question),
                "diseases", Collections.nCopies(101, disease));

        lists.forEach((key, list) -> {
            Client.Reply reply = SERVER.partner().post(CASES, Map.of("patient_id", patient(), key, list));
            assertThat(reply.status()).as(key).isEqualTo(422);
            assertThat(reply.json().path("errors").propertyNames()).containsExactly(key);
        });
        assertThat(fault(patient(), chosen)).containsExactly("case_questions.0.displayed_options");
    }

    @Test
    void badQuestionsAreNamedByTheirPlace() {
        String patientId = patient();

        assertThat(fault(patientId, Map.of("question", "q".repeat(256), "answer", "a", "type", "string")))
                .containsExactly("case_questions.0.question");
        assertThat(fault(patientId, Map.of("question", "q", "answer", "", "type", "string")))
                .containsExactly("case_questions.0.answer");
        assertThat(fault(patientId, Map.of("question", "q", "answer", "a", "type", "text")))
                .containsExactly("case_questions.0.type");
        assertThat(fault(patientId, Map.of("question", "q", "answer", "a", "type", "string", "label", "l".repeat(51))))
                .containsExactly("case_questions.0.label");
    }

    @Test
    void metadataIsShortAndThePatientMustBeOwn() {
        assertThat(SERVER.partner()
                        .post(CASES, Map.of("patient_id", patient(), "metadata", "m".repeat(256)))
                        .status())
                .isEqualTo(422);
        assertThat(SERVER.otherPartner()
                        .post(CASES, Map.of("patient_id", patient()))
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.partner().post(CASES, Map.of()).text("/errors/patient_id/0"))
                .isNotEmpty();
    }

    @Test
    void theClinicianSurfaceTakesApprovesAndCompletes() throws InterruptedException {
        String caseId = assigned();
        Client clinician = SERVER.clinician(holder(caseId));
        String one = "/v1/clinician/cases/" + caseId;

        assertThat(clinician.get(one).text("/case_id")).isEqualTo(caseId);
        assertThat(clinician.get(one + "/assignment").text("/case_assignment_id"))
                .isNotEmpty();
        assertThat(clinician.get(one + "/assignment").json().path("verdicts").size())
                .isPositive();
        JsonNode question = clinician.get(one + "/questions").json().path(0);
        assertThat(clinician
                        .patch(
                                one + "/questions/"
                                        + question.path("case_question_id").asString(""),
                                Map.of("question", "Since when?", "answer", "A month", "type", "string"))
                        .ok()
                        .path("answer")
                        .asString(""))
                .isEqualTo("A month");
        assertThat(clinician.post(one + "/waiting", Map.of()).status()).isEqualTo(422);
        assertThat(clinician
                        .post(one + "/approved", Map.of("workflows", List.of(Map.of("key", "patient-av-request"))))
                        .status())
                .isEqualTo(422);
        assertThat(clinician
                        .post(one + "/approved", Map.of("thank_you_message", "Thanks", "clinical_note", "Looks fine."))
                        .ok()
                        .path("case_status")
                        .path("name")
                        .asString(""))
                .isEqualTo("approved");
        eventually("the case is processed", () -> status(caseId).equals("processing"));
        clinician.post(one + "/completed", "").ok();
        assertThat(clinician.get(one + "/notes").json().path(0).path("text").asString(""))
                .isEqualTo("Looks fine.");
        Client.Reply late = clinician.post(one + "/processing", "");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("/code")).isEqualTo("illegal_transition");
    }

    @Test
    void historyIsPagedAndBare() throws InterruptedException {
        String one = CASES + "/" + assigned();

        JsonNode statuses = SERVER.partner().get(one + "/statuses").ok();
        JsonNode events = SERVER.partner().get(one + "/events?per_page=1").ok();

        assertThat(statuses.propertyNames()).containsExactly("data", "links", "meta");
        assertThat(statuses.path("data").path(0).propertyNames())
                .containsExactly("name", "reason", "hold_status", "user_id", "user_type", "updated_at", "created_at");
        assertThat(statuses.path("data").path(0).path("user_type").asString("")).isEqualTo("App\\Models\\Partner");
        assertThat(events.isArray()).isTrue();
        assertThat(events.size()).isEqualTo(1);
        assertThat(events.path(0).propertyNames())
                .containsExactly("event_id", "date_time", "model", "type", "by_model", "by", "title");
    }

    @Test
    void casesOfAPatientComeInTheOldFlatPaginator() throws InterruptedException {
        String caseId = assigned();
        String patientId = SERVER.partner().get(CASES + "/" + caseId).text("/patient/patient_id");

        JsonNode flat = SERVER.partner()
                .get("/v1/partner/patients/" + patientId + "/cases")
                .ok();

        assertThat(flat.path("per_page").asInt()).isEqualTo(50);
        assertThat(flat.path("total").asInt()).isEqualTo(1);
        JsonNode one = flat.path("data").path(0);
        assertThat(one.path("case_id").asString("")).isEqualTo(caseId);
        assertThat(one.path("case_questions").path(0).path("answer").asString(""))
                .isEqualTo("NA");
    }

    @Test
    void casesByStatusTakeTheBodyOfTheDocument() throws InterruptedException {
        assigned();
        Client partner = SERVER.partner();
        Map<String, Object> body = Map.of(
                "sort",
                "desc",
                "is_sync",
                false,
                "is_assigned_to_me",
                false,
                "tags",
                List.of(),
                "case_type",
                "New",
                "is_live",
                true,
                "is_sandbox",
                false);

        JsonNode line =
                partner.post(CASES + "/status/Assigned", body).ok().path("data").path(0);

        assertThat(line.path("patient").path("address").path("state").has("abbreviation"))
                .isTrue();
        assertThat(line.path("case_assignment").path("clinician").has("clinician_specialty"))
                .isTrue();
        assertThat(partner.post(CASES + "/status/asleep", Map.of()).status()).isEqualTo(404);
        assertThat(partner.post(CASES + "/status/assigned", Map.of("sort", "up"))
                        .status())
                .isEqualTo(422);
        assertThat(partner.get("/v1/partner/statistics/count/cases-by-status")
                        .ok()
                        .propertyNames())
                .containsExactly("assigned", "waiting", "processing", "approved", "support", "created");
    }

    @Test
    void searchTakesItsOldLimit() {
        Client clinician = SERVER.clinician(0);

        JsonNode found = clinician
                .post("/v1/clinician/cases/search?page=1&limit=1", Map.of("patient_name", "Thea"))
                .ok();

        assertThat(found.path("meta").path("per_page").asInt()).isEqualTo(1);
        assertThat(clinician
                        .post("/v1/clinician/cases/search?limit=0", Map.of())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void simulatedEncountersAreRawRecords() throws InterruptedException {
        String clinicianId = holder(assigned());
        JsonNode created = SERVER.partner()
                .post(
                        "/v1/partner/tests/encounters",
                        Map.of("patient_id", patient(), "clinician_id", clinicianId, "case_services", List.of()))
                .ok();
        String caseId = created.path("case_id").asString("");
        String one = "/v1/partner/tests/encounters/" + caseId;

        JsonNode waiting = SERVER.partner()
                .post(one + "/status", Map.of("status", "waiting", "reason", "test", "clinician_id", clinicianId))
                .ok();

        assertThat(waiting.path("id").asString("")).isEqualTo(caseId);
        assertThat(waiting.has("case_id")).isFalse();
        assertThat(waiting.path("case_status").propertyNames())
                .containsExactly("id", "name", "reason", "updated_at", "created_at");
        assertThat(waiting.path("case_status").path("name").asString("")).isEqualTo("waiting");
        assertThat(SERVER.partner()
                        .post(one + "/status", Map.of("status", "resubmit", "clinician_id", clinicianId))
                        .status())
                .isEqualTo(409);
        assertThat(SERVER.livePartner()
                        .post(one + "/status", Map.of("status", "support", "clinician_id", clinicianId))
                        .status())
                .isEqualTo(403);
    }

    private static List<String> fault(String patientId, Map<String, Object> question) {
        Client.Reply reply =
                SERVER.partner().post(CASES, Map.of("patient_id", patientId, "case_questions", List.of(question)));
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        return List.copyOf(reply.json().path("errors").propertyNames());
    }

    private static JsonNode create(Map<String, Object> body) {
        return SERVER.partner().post(CASES, new HashMap<>(body)).ok();
    }

    private static String assigned() throws InterruptedException {
        String caseId = create(Map.of(
                        "patient_id",
                        patient(),
                        "case_questions",
                        List.of(Map.of("question", "Since when?", "answer", "NA", "type", "string"))))
                .path("case_id")
                .asString("");
        eventually("the case is assigned", () -> status(caseId).equals("assigned"));
        return caseId;
    }

    private static String status(String caseId) {
        return SERVER.partner().get(CASES + "/" + caseId).text("/case_status/name");
    }

    private static String holder(String caseId) {
        return SERVER.partner().get(CASES + "/" + caseId).text("/case_assignment/clinician/clinician_id");
    }

    private static String patient() {
        return SERVER.partner()
                .post(
                        "/v1/partner/patients",
                        Map.of(
                                "first_name",
                                "Thea",
                                "last_name",
                                "Lindqvist",
                                "email",
                                UUID.randomUUID() + "@patients.example",
                                "date_of_birth",
                                "1984-06-02",
                                "gender",
                                2,
                                "phone_number",
                                "4155550142",
                                "phone_type",
                                2,
                                "address",
                                Map.of(
                                        "address", "8 Orchard Row",
                                        "city_name", "Oakland",
                                        "state_name", "CA",
                                        "zip_code", "94601")))
                .ok()
                .path("patient_id")
                .asString("");
    }
}

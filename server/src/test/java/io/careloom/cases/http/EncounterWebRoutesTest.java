package io.careloom.cases.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.kernel.Role;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The wire of cases in the consoles, and of what partners add to a case. */
class EncounterWebRoutesTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String CASES = "/v1/partner/cases/";

    @Test
    void aConsoleShowsRelationsOnlyWhenAskedFor() {
        String caseId = heldCase();
        String path = "/web/resources/cases/" + caseId;

        JsonNode bare = SERVER.admin().get(path).ok();
        JsonNode full = SERVER.admin()
                .get(path
                        + "?with_relationships[]=patient&with_relationships[]=caseStatus&with_relationships[]=made_up")
                .ok();

        assertThat(bare.path("id").asString("")).isEqualTo(caseId);
        assertThat(bare.path("status").asString("")).isEqualTo("created");
        assertThat(bare.path("hold_status").asBoolean()).isTrue();
        assertThat(bare.propertyNames()).doesNotContain("patient", "partner", "case_status", "case_assignment");
        assertThat(full.at("/patient/last_name").asString("")).isNotEmpty();
        assertThat(full.at("/case_status/name").asString("")).isEqualTo("created");
        assertThat(full.propertyNames()).doesNotContain("partner", "case_assignment");
    }

    @Test
    void anUnknownSortOrEnvironmentIsRefused() {
        String path = "/web/partners/" + partner() + "/encounters";

        assertThat(SERVER.panelUser().get(path + "?sort=metadata").status()).isEqualTo(422);
        assertThat(SERVER.panelUser().get(path + "?environments[]=moon").text("/errors/environments/0"))
                .isNotEmpty();
        assertThat(SERVER.panelUser()
                        .get(path + "?id=no-uuid")
                        .ok()
                        .at("/meta/total")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void anExportIsASpreadsheetToBeSaved() {
        heldCase();
        String path = "/web/partners/" + partner() + "/encounters/export";

        Client.Reply reply = SERVER.panelUser().post(path, Map.of("status", List.of("created", "Assigned")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(reply.header("Content-Disposition")).contains("encounters.xlsx");
        assertThat(reply.body()).startsWith("PK");
        assertThat(SERVER.panelUser().post(path, Map.of("status", List.of())).status())
                .isEqualTo(422);
        assertThat(SERVER.panelUser()
                        .post(path, Map.of("status", List.of("asleep")))
                        .text("/errors/status/0"))
                .isNotEmpty();
        assertThat(SERVER.panelUser()
                        .post(path, Map.of("status", List.of("created"), "created_at_from", "yesterday"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void simulationsOfAConsoleKeepToThePartnerOfThePath() {
        String tests = "/tests/encounters/" + heldCase();
        Map<String, String> cancelled = Map.of(
                "status",
                "cancelled",
                "reason",
                "made up",
                "clinician_id",
                SERVER.world().users().clinicians().getFirst().clinicianId().toString());
        String other = SERVER.world().partners().get(1).partnerId().toString();

        assertThat(SERVER.admin()
                        .post("/web/partners/" + other + tests + "/status", cancelled)
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.admin()
                        .post("/web/partners/" + partner() + tests + "/status", cancelled)
                        .text("/case_status/name"))
                .isEqualTo("cancelled");
        assertThat(SERVER.as(Role.SUPPORT_STAFF)
                        .get("/web/partners/" + partner() + tests)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void olderFormsOfDiseasesAndQuestionsAreAccepted() {
        String caseId = heldCase();
        String disease =
                SERVER.admin().get("/web/diseases").ok().at("/data/0/id").asString("");
        SERVER.partner()
                .post(CASES + caseId + "/diseases", Map.of("disease_id", disease))
                .ok();
        String second =
                SERVER.admin().get("/web/diseases").ok().at("/data/1/id").asString("");
        JsonNode both = SERVER.partner()
                .post(CASES + caseId + "/diseases", Map.of("diseases", List.of(Map.of("disease_id", second))))
                .ok();
        assertThat(both.valueStream().map(one -> one.path("disease_id").asString("")))
                .containsExactlyInAnyOrder(disease, second);

        assertThat(SERVER.partner()
                        .post(
                                CASES + caseId + "/diseases/" + disease + "/primary",
                                Map.of("diseases", List.of(Map.of("disease_id", disease))))
                        .status())
                .isEqualTo(200);
        JsonNode question = SERVER.partner()
                .post(
                        CASES + caseId + "/questions",
                        Map.of(
                                "question",
                                "Since when?",
                                "answer",
                                "NA",
                                "type",
                                "string",
                                "critical",
                                true,
                                "partner_questionnaire_question_id",
                                UUID.randomUUID()))
                .ok();
        assertThat(question.path("is_critical").asBoolean(true)).isFalse();
        assertThat(SERVER.partner()
                        .post(
                                CASES + caseId + "/questions",
                                Map.of("question", "Since when?", "answer", "", "type", "string"))
                        .text("/errors/answer/0"))
                .isNotEmpty();
    }

    private static String partner() {
        return SERVER.world().partners().getFirst().partnerId().toString();
    }

    private static String heldCase() {
        String patientId = SERVER.partner()
                .post("/v1/partner/patients", MadeUp.patient())
                .ok()
                .path("patient_id")
                .asString("");
        return SERVER.partner()
                .post("/v1/partner/cases", Map.of("patient_id", patientId, "hold_status", true))
                .ok()
                .path("case_id")
                .asString("");
    }
}

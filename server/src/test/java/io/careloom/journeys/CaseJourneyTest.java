package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.Receiver;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One case from the partner's call to the last signed webhook. */
class CaseJourneyTest {
    private static final TestServer SERVER = TestServer.with(Map.of());
    private static final Receiver RECEIVER = new Receiver();
    private static final String SECRET = "journey secret";

    @BeforeAll
    static void registerTheReceiver() throws InterruptedException {
        var partner = SERVER.world().partners().getFirst();
        SERVER.panelUser()
                .patch(
                        "/web/partners/" + partner.partnerId() + "/environments/"
                                + partner.environments().sandbox().settingsId(),
                        Map.of(
                                "webhook_url",
                                RECEIVER.url(),
                                "webhook_secret",
                                SECRET,
                                "webhook_authorization",
                                "Bearer journey"))
                .ok();
        // what a node knows of an address may be a second old
        eventually("the new address is used", () -> {
            createPatient("CA");
            return RECEIVER.arrived() > 0;
        });
    }

    @AfterAll
    static void stop() {
        RECEIVER.close();
        SERVER.close();
    }

    private static String createPatient(String state) {
        return SERVER.partner()
                .post(
                        "/v1/partner/patients",
                        Map.of(
                                "first_name", "Isolde",
                                "last_name", "Marchetti",
                                "email", UUID.randomUUID() + "@patients.example",
                                "date_of_birth", "1979-11-30",
                                "gender", 2,
                                "phone_number", "2135550199",
                                "phone_type", "2",
                                "metadata", "crm/77",
                                "address",
                                        Map.of(
                                                "address", "5 Quarry Lane",
                                                "city_name", "Fresno",
                                                "state_name", state,
                                                "zip_code", "93650")))
                .ok()
                .path("patient_id")
                .asString("");
    }

    private static String createCase(String patientId, boolean held) {
        JsonNode created = SERVER.partner()
                .post(
                        "/v1/partner/cases",
                        Map.of(
                                "patient_id",
                                patientId,
                                "hold_status",
                                held,
                                "metadata",
                                "order 12",
                                "case_questions",
                                List.of(Map.of("question", "Since when?", "answer", "A week", "type", "string"))))
                .ok();
        assertThat(created.path("case_status").path("name").asString("")).isEqualTo("created");
        return created.path("case_id").asString("");
    }

    private static String status(String caseId) {
        return SERVER.partner().get("/v1/partner/cases/" + caseId).text("/case_status/name");
    }

    private static Client holder(String caseId) throws InterruptedException {
        eventually("the case is assigned", () -> status(caseId).equals("assigned"));
        return SERVER.clinician(
                SERVER.partner().get("/v1/partner/cases/" + caseId).text("/case_assignment/clinician/clinician_id"));
    }

    private static Receiver.Webhook heard(String event, String caseId) throws InterruptedException {
        Receiver.Webhook webhook = RECEIVER.about(caseId);
        assertThat(webhook.event()).isEqualTo(event);
        assertThat(webhook.header("Signature")).isEqualTo(hmac(webhook.body()));
        assertThat(webhook.header("Authorization")).isEqualTo("Bearer journey");
        assertThat(webhook.header("webhook-event")).isEqualTo(event);
        assertThat(webhook.header("webhook-attempt")).isEqualTo("1");
        return webhook;
    }

    private static String hmac(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void approvedCaseTellsThePartnerEveryStepInOrder() throws InterruptedException {
        String caseId = createCase(createPatient("CA"), false);
        Client clinician = holder(caseId);
        String path = "/v1/clinician/cases/" + caseId;
        String noteId = clinician
                .post(path + "/notes", Map.of("text", "Reviewed, no red flags."))
                .ok()
                .path("case_note_id")
                .asString("");
        clinician.post(path + "/approved", Map.of()).ok();
        eventually("the case is processed", () -> status(caseId).equals("processing"));
        clinician.post(path + "/completed", Map.of()).ok();

        Receiver.Webhook created = heard("case_created", caseId);
        assertThat(created.json().propertyNames()).containsExactly("timestamp", "event_type", "case_id", "metadata");
        assertThat(created.json().path("metadata").asString("")).isEqualTo("order 12");
        heard("case_assigned_to_clinician", caseId);
        assertThat(heard("clinical_note_created", caseId).json().path("note_id").asString(""))
                .isEqualTo(noteId);
        heard("case_approved", caseId);
        heard("case_processing", caseId);
        heard("case_completed", caseId);
        assertThat(status(caseId)).isEqualTo("completed");
    }

    @Test
    void aTagIsToldOnceHoweverOftenItIsAttached() throws InterruptedException {
        String caseId = createCase(createPatient("CA"), false);
        String tagId =
                SERVER.world().partners().getFirst().tags().getFirst().id().toString();
        String path = "/v1/partner/cases/" + caseId + "/tags/" + tagId;
        Client clinician = holder(caseId);
        for (int again = 0; again < 3; again++) {
            SERVER.partner().post(path, Map.of("notes", "Sent by express.")).ok();
        }
        clinician
                .post("/v1/clinician/cases/" + caseId + "/waiting", Map.of("reason", "Please send a photo."))
                .ok();

        heard("case_created", caseId);
        heard("case_assigned_to_clinician", caseId);
        Receiver.Webhook attached = heard("case_tag_attached", caseId);
        assertThat(attached.json().propertyNames())
                .containsExactly("timestamp", "event_type", "encounter_id", "case_id", "tag_id", "notes");
        assertThat(attached.json().path("tag_id").asString("")).isEqualTo(tagId);
        assertThat(attached.json().path("notes").asString("")).isEqualTo("Sent by express.");
        heard("case_waiting", caseId);
    }

    @Test
    void heldCaseStaysCreatedUntilItIsReleased() throws InterruptedException {
        String caseId = createCase(createPatient("CA"), true);
        heard("case_created", caseId);
        assertThat(status(caseId)).isEqualTo("created");

        Client.Reply released =
                SERVER.partner().patch("/v1/partner/cases/" + caseId + "/status", Map.of("hold_status", false));

        assertThat(released.body()).isEqualTo("[]");
        heard("case_assigned_to_clinician", caseId);
        assertThat(status(caseId)).isEqualTo("assigned");
        Client.Reply late =
                SERVER.partner().patch("/v1/partner/cases/" + caseId + "/status", Map.of("hold_status", true));
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text("/message")).isEqualTo("Access forbidden.");
        assertThat(late.text("/code")).isEqualTo("case_not_in_created");
    }

    @Test
    void caseThatWaitsComesBackAndCanBeCancelled() throws InterruptedException {
        String caseId = createCase(createPatient("CA"), false);
        Client clinician = holder(caseId);
        clinician
                .post("/v1/clinician/cases/" + caseId + "/waiting", Map.of("reason", "Please send a photo."))
                .ok();
        assertThat(status(caseId)).isEqualTo("waiting");
        SERVER.partner()
                .post("/v1/partner/cases/" + caseId + "/assigned", Map.of())
                .ok();
        assertThat(status(caseId)).isEqualTo("assigned");
        SERVER.partner()
                .post("/v1/partner/cases/" + caseId + "/cancel", Map.of("reason", "Changed my mind"))
                .ok();

        heard("case_created", caseId);
        heard("case_assigned_to_clinician", caseId);
        heard("case_waiting", caseId);
        heard("case_assigned_to_clinician", caseId);
        heard("case_cancelled", caseId);
        Client.Reply dead = clinician.post("/v1/clinician/cases/" + caseId + "/approved", Map.of());
        assertThat(dead.status()).isEqualTo(409);
        assertThat(dead.json().path("allowed_transitions").size()).isZero();
    }

    @Test
    void caseOfAStateNobodyServesStaysCreatedAndSaysWhy() throws InterruptedException {
        String caseId = createCase(createPatient("WY"), false);
        heard("case_created", caseId);

        assertThat(status(caseId)).isEqualTo("created");
    }

    @Test
    void patientsAreToldOfToo() throws InterruptedException {
        String patientId = createPatient("CA");
        assertThat(RECEIVER.about(patientId).event()).isEqualTo("patient_created");

        SERVER.partner()
                .patch("/v1/partner/patients/" + patientId, Map.of("allergies", "Penicillin"))
                .ok();

        Receiver.Webhook modified = RECEIVER.about(patientId);
        assertThat(modified.event()).isEqualTo("patient_modified");
        assertThat(modified.body()).contains("\"metadata\":\"crm\\/77\"");
    }
}

package io.careloom.orders.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subscriptions over HTTP: what is taken, what is refused, who sees what. */
class SubscriptionRoutesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TestServer SERVER = TestServer.shared();
    private static final String PATH = "/v1/partner/subscriptions";
    private static String patientId;

    @BeforeAll
    static void aPatient() {
        patientId = patient(SERVER.partner());
    }

    private static String patient(Client partner) {
        return partner.post("/v1/partner/patients", MadeUp.patient())
                .ok()
                .path("patient_id")
                .asString("");
    }

    private static Map<String, Object> least() {
        return new HashMap<>(Map.of(
                "patient_id", patientId,
                "subscription_created_at", "2026-03-27 14:32:10",
                "expires_at", "2036-09-27 23:59:59",
                "title", "Sleep",
                "description", "Sleep well.",
                "status", "active",
                "renew_period", 30,
                "encounter_period", 60));
    }

    private static JsonNode created() {
        return SERVER.partner().post(PATH, least()).ok();
    }

    private static String id(JsonNode subscription) {
        return subscription.path("id").asString("");
    }

    private static void assertRefused(Client.Reply reply, String field) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").has(field)).as(reply.body()).isTrue();
    }

    @Test
    void theLeastThatIsSaidIsAnsweredWithEveryField() {
        JsonNode made = created();

        assertThat(made.path("subscription_created_at").asString("")).isEqualTo("2026-03-27 14:32:10");
        assertThat(made.path("expires_at").asString("")).isEqualTo("2036-09-27");
        assertThat(made.path("billing").isNull()).isTrue();
        assertThat(made.path("price").isNull()).isTrue();
        assertThat(made.path("products")).isEmpty();
        assertThat(made.path("metadata")).isEmpty();
        assertThat(made.path("cancelled_at").isNull()).isTrue();
        assertThat(made.path("partner_id").asString(""))
                .isEqualTo(SERVER.world().partners().getFirst().partnerId().toString());
        assertThat(SERVER.partner().get(PATH + "/" + id(made)).ok()).isEqualTo(made);
    }

    @Test
    void theOldAddressAnswersToo() {
        JsonNode made = SERVER.partner().post("/partner/subscriptions", least()).ok();

        assertThat(SERVER.partner().get("/partner/subscriptions/" + id(made)).ok())
                .isEqualTo(made);
        assertThat(SERVER.partner()
                        .get("/partner/patients/" + patientId + "/subscriptions")
                        .ok()
                        .path("data")
                        .path(0))
                .isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient_id",
                "subscription_created_at",
                "expires_at",
                "title",
                "description",
                "status",
                "renew_period",
                "encounter_period"
            })
    void aCreationWithoutItIsRefused(String field) {
        Map<String, Object> body = least();
        body.remove(field);

        assertRefused(SERVER.partner().post(PATH, body), field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            subscription_created_at | "yesterday"
            subscription_created_at | "2026-02-30 10:00:00"
            subscription_created_at | "2026-02-20 25:00:00"
            expires_at | "2026-03-27 14:32:10"
            expires_at | "1926-03-27"
            title | ""
            status | "expired"
            status | "sleeping"
            renew_period | 0
            renew_period | "often"
            renew_period | 3651
            encounter_period | -1
            price | -0.01
            price | 1.999
            price | "free"
            billing | {"card_id": "48211"}
            billing | {"expire_date": "13/2030"}
            billing | {"expire_date": "2030-12"}
            billing | {"type": "voucher"}
            products | "none"
            products | [{"image_url": "ftp://shop.example/1.png"}]
            products | [{"offering_id": "nonsense"}]
            products | [null]
            metadata | [{"value": "v"}]
            metadata | {"key": "k"}
            """)
    void aBadValueIsRefusedByCreationAndByChange(String field, String value) {
        Map<String, Object> body = least();
        body.put(field, JSON.readTree(value));
        Client.Reply creation = SERVER.partner().post(PATH, body);
        Client.Reply change = SERVER.partner().patch(PATH + "/" + id(created()), Map.of(field, JSON.readTree(value)));

        for (Client.Reply reply : List.of(creation, change)) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(422);
            assertThat(reply.json().path("errors").propertyNames())
                    .as(reply.body())
                    .anyMatch(name -> name.startsWith(field));
        }
    }

    @Test
    void aChangeTouchesWhatItNamesAndNullClears() {
        Map<String, Object> body = least();
        body.put("price", 4.5);
        body.put("billing", Map.of("card_id", "4821", "issuer", "visa", "expire_date", "12-2030", "type", "debit"));
        body.put("metadata", List.of(Map.of("key", "a", "value", "1"), Map.of("key", "b", "value", "2")));
        body.put("products", List.of(Map.of("name", "Tea")));
        String path = PATH + "/" + id(SERVER.partner().post(PATH, body).ok());

        JsonNode after = SERVER.partner()
                .patch(path, "{\"billing\": null, \"metadata\": [{\"key\": \"c\"}], \"products\": null}")
                .ok();

        assertThat(after.path("billing").isNull()).isTrue();
        assertThat(after.path("price").asDouble()).isEqualTo(4.5);
        assertThat(after.path("metadata")).hasSize(1);
        assertThat(after.at("/metadata/0/key").asString("")).isEqualTo("c");
        assertThat(after.path("products")).isEmpty();
        assertThat(SERVER.partner().get(path).ok()).isEqualTo(after);
        assertThat(SERVER.partner().patch(path, "{}").ok()).isEqualTo(after);
        assertRefused(SERVER.partner().patch(path, "{\"title\": null}"), "title");
    }

    @Test
    void aCancelledOneSaysWhenAndCannotBeCancelledAgain() {
        String path = PATH + "/" + id(created());

        assertThat(SERVER.partner().post(path + "/cancel", "").body()).isEqualTo("[]");

        JsonNode cancelled = SERVER.partner().get(path).ok();
        assertThat(cancelled.path("status").asString("")).isEqualTo("cancelled");
        assertThat(cancelled.path("cancelled_at").asString("")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        Client.Reply again = SERVER.partner().post(path + "/cancel", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("allowed_transitions")).isEmpty();
    }

    @Test
    void aDeletedOneIsGone() {
        String id = id(created());

        assertThat(SERVER.partner().delete(PATH + "/" + id).body()).isEqualTo("[]");

        assertThat(SERVER.partner().get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(SERVER.partner()
                        .get(PATH + "?per_page=100")
                        .ok()
                        .path("data")
                        .valueStream())
                .noneMatch(one -> id(one).equals(id));
        assertThat(SERVER.partner()
                        .get(PATH + "?per_page=100&trashed=only")
                        .ok()
                        .path("data")
                        .valueStream())
                .anyMatch(one -> id(one).equals(id));
    }

    @Test
    void aClinicianPausesAndResumesWhatIsThePatients() throws InterruptedException {
        String id = id(created());
        Client clinician = SERVER.clinician(0);
        String path = "/v1/clinician/patients/" + patientId + "/subscriptions/" + id;
        assertThat(clinician.get(path).status()).isEqualTo(404);
        UUID clinicianId = SERVER.world().users().clinicians().getFirst().clinicianId();
        SERVER.partner()
                .post("/v1/partner/cases", Map.of("patient_id", patientId, "clinician_id", clinicianId))
                .ok();
        eventually(
                "the clinician has a case of the patient",
                () -> clinician.get(path).status() == 200);

        clinician.post(path + "/pause", "").ok();
        assertThat(clinician.get(path).text("/status")).isEqualTo("paused");
        assertThat(clinician.patch(path, Map.of("status", "active")).text("/status"))
                .isEqualTo("active");
        String other = patient(SERVER.partner());
        assertThat(clinician.get(path.replace(patientId, other)).status()).isEqualTo(404);
    }

    @Test
    void anotherPartnersPatientCannotBeSubscribed() {
        Client.Reply reply = SERVER.otherPartner().post(PATH, least());

        assertThat(reply.status()).isEqualTo(404);
    }
}

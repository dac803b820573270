package io.careloom.patients.http;

import static io.careloom.patients.http.PatientServer.least;
import static io.careloom.patients.http.PatientServer.object;
import static io.careloom.patients.http.PatientServer.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.testing.RoomServer.Heard;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PatientRoutesTest {
    private static PatientServer server;

    @BeforeAll
    static void open() {
        server = new PatientServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static JsonNode created(ObjectNode body) {
        Heard made = server.create(body);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        return made.body();
    }

    private static String idOf(JsonNode patient) {
        return patient.get("patient_id").asString();
    }

    @Test
    void aPatientHasTheKeysThatClientsReadInTheirOrder() {
        List<String> keys =
                List.of(("patient_id partner_id prefix first_name middle_name last_name suffix ssn email metadata"
                                + " gender gender_label phone_number phone_type date_of_birth active weight height is_live"
                                + " dosespot current_medications allergies medical_conditions special_necessities pregnancy"
                                + " blood_pressure driver_license intro_video address partner metafields")
                        .split(" "));
        JsonNode made = created(least());

        assertThat(made.propertyNames()).containsSubsequence(keys);
        assertThat(made.get("dosespot").propertyNames())
                .containsExactly(
                        "patient_dosespot_id", "dosespot_id", "sync_status", "synced_at", "metadata", "eligibilities");
    }

    @Test
    void aPatientIsShownWithItsPlaceAndPartner() {
        JsonNode made = created(least());

        assertThat(made.get("gender_label").asString()).isEqualTo("Female");
        assertThat(made.get("is_live").asBoolean()).isFalse();
        assertThat(made.get("active").asBoolean()).isTrue();
        assertThat(made.at("/address/state/abbreviation").asString()).isEqualTo("CO");
        assertThat(made.at("/address/state/country/abbreviation").asString()).isEqualTo("US");
        assertThat(made.at("/address/address_id").asString()).hasSize(36);
        assertThat(made.at("/partner/partner_id").asString())
                .isEqualTo(made.get("partner_id").asString())
                .isEqualTo(server.partner.id().toString());
        assertThat(made.at("/partner/name").asString()).isEqualTo("Fernhollow Clinic");
    }

    @Test
    void aCustomPropertySaysWhatItBelongsTo() {
        ObjectNode body = with(least(), "metafields", """
                [{"key": "smoke", "title": "Does the patient smoke?", "value": "false", "type": "boolean"}]""");
        JsonNode made = created(body);
        JsonNode property = made.at("/metafields/0");

        assertThat(property.get("model_type").asString()).isEqualTo("App\\Models\\Patient");
        assertThat(property.get("model_id").asString()).isEqualTo(idOf(made));
        assertThat(property.get("scope").asString()).isEqualTo("patient_custom_properties");
        assertThat(property.get("created_at").asString()).isEqualTo("2026-11-24T15:04:05.678901Z");
        assertThat(property.get("deleted_at").isNull()).isTrue();
    }

    @Test
    void aFoundPatientHasAnAuthLinkThatIsNullYet() {
        JsonNode made = created(least());
        Heard found = server.get(idOf(made));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body()).isEqualTo(made);
        assertThat(found.body().has("auth_link")).isTrue();
        assertThat(found.body().get("auth_link").isNull()).isTrue();
    }

    @Test
    void foreignAndUnknownIdsAreTheSame404() {
        String patientId = idOf(created(least()));

        Heard foreign = server.send("GET", "/v1/partner/patients/" + patientId, "other", null);
        Heard otherSide = server.send("GET", "/v1/partner/patients/" + patientId, "live", null);
        Heard unknown = server.get(UUID.randomUUID().toString());
        Heard noId = server.get("nonsense");
        Heard change = server.send("PATCH", "/v1/partner/patients/" + patientId, "other", object("{}"));

        assertThat(List.of(foreign, otherSide, unknown, noId, change))
                .extracting(Heard::status)
                .containsOnly(404);
        assertThat(foreign.body().get("message")).isEqualTo(unknown.body().get("message"));
        assertThat(foreign.body().get("code")).isEqualTo(unknown.body().get("code"));
    }

    @Test
    void aTakenEmailIsToldWithTheWordClientsTest() {
        ObjectNode body = least();
        created(body);
        Heard again = server.create(body);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body().get("message").asString()).isEqualTo("ERROR_PATIENT_EMAIL_ALREADY_TAKEN");
        assertThat(again.body().at("/errors/email").isArray()).isTrue();
    }

    @Test
    void whatIsAbsentStaysAndNullClears() {
        ObjectNode body = with(with(least(), "allergies", "\"pollen\""), "metadata", "\"our number 7\"");
        String patientId = idOf(created(body));

        JsonNode changed = server.patch(patientId, "{\"allergies\": null, \"weight\": \"70.50\", \"active\": false}")
                .body();

        assertThat(changed.get("allergies").isNull()).isTrue();
        assertThat(changed.get("metadata").asString()).isEqualTo("our number 7");
        assertThat(changed.get("weight").decimalValue()).isEqualByComparingTo("70.5");
        assertThat(changed.get("active").asBoolean()).isFalse();
        assertThat(server.get(patientId).body()).isEqualTo(changed);
    }

    @Test
    void theBodiesOfTheDocumentAreTaken() {
        String sample = """
                {"prefix": "Sr", "ssn": "123456789", "first_name": "John", "middle_name": "Harry", "last_name": "Doe",
                 "gender": 1, "date_of_birth": "1983-10-17", "phone_number": "(816) 679-2211", "phone_type": 2,
                 "metadata": "patient number 200", "email": "john.doe@mail.example",
                 "address": {"address": "9071 E. Mississippi Ave", "address2": "Apt 6C", "zip_code": "80247",
                             "city_name": "Tazlima", "state_name": "Ohio"},
                 "pregnancy": false, "blood_pressure": "120-129", "body_temperature": 36.9, "oxygen_saturation": 99,
                 "special_necessities": "Example of a text", "intro_video_id": null, "is_sms_enabled": true,
                 "is_email_enabled": true, "shopify_customer_id": null, "woocommerce_customer_id": null,
                 "metafields": [{"key": "smoke", "title": "Does the patient smoke??", "value": "false",
                                 "type": "boolean"}]}""";
        String change = """
                {"weight": 200, "height": 180, "phone_number": "(415) 555-2671", "phone_type": 4,
                 "address": {"address": "1901 1st Avenue, New York", "address2": "NY 10029", "zip_code": "80247",
                             "city_id": "9f3c4995-8416-4d19-a1e0-3d469afa3a7b", "city_name": "Tazlima",
                             "state_name": "Ohio"}}""";

        JsonNode made = created(object(sample));
        Heard changed = server.patch(idOf(made), change);

        assertThat(made.get("ssn").asString()).isEqualTo("123-45-6789");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().at("/address/state/abbreviation").asString()).isEqualTo("OH");
    }

    @Test
    void anEmptyChangeAnswersThePatient() {
        JsonNode made = created(least());
        Heard changed = server.send("PATCH", "/v1/partner/patients/" + idOf(made), "own", null);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo(made);
    }

    @Test
    void anAddressIsChangedInParts() {
        JsonNode made = created(least());
        JsonNode changed = server.patch(
                        idOf(made), "{\"address\": {\"address2\": \"Unit 4\", \"state_name\": \"ohio\"}}")
                .body();

        assertThat(changed.at("/address/address").asString()).isEqualTo("12 Larkspur Row");
        assertThat(changed.at("/address/address2").asString()).isEqualTo("Unit 4");
        assertThat(changed.at("/address/state/name").asString()).isEqualTo("Ohio");
        assertThat(changed.at("/address/address_id")).isEqualTo(made.at("/address/address_id"));
    }

    @Test
    void aSearchAnswersABareListOfReducedPatients() {
        ObjectNode body = least();
        JsonNode made = created(with(body, "last_name", "\"Thistlewood\""));

        Heard found = server.send(
                "POST",
                "/v1/partner/patients/search",
                "own",
                object("{\"search\": \"thistle\", \"is_sandbox\": false, \"is_live\": true}"));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().isArray()).isTrue();
        JsonNode only = found.body().get(0);
        assertThat(found.body()).hasSize(1);
        assertThat(idOf(only)).isEqualTo(idOf(made));
        assertThat(only.at("/address").propertyNames()).containsExactly("state");
        assertThat(only.has("allergies")).isFalse();
        assertThat(only.at("/partner/name").asString()).isEqualTo("Fernhollow Clinic");
        assertThat(server.send("POST", "/v1/partner/patients/search", "other", object("{\"search\": \"thistle\"}"))
                        .body())
                .isEmpty();
    }

    @Test
    void aPartnerListsItsPatientsPageByPageOrByTheBeginningOfAName() {
        String patientId = idOf(created(with(least(), "last_name", "\"Wolframite\"")));
        String second = idOf(created(with(least(), "last_name", "\"Wolframson\"")));

        JsonNode found = list("?search=wolfram&per_page=1&page=2", "own");
        assertThat(found.at("/data")).hasSize(1);
        assertThat(idOf(found.at("/data/0"))).isEqualTo(second);
        assertThat(found.at("/meta/total").asInt()).isEqualTo(2);
        assertThat(list("", "own").at("/meta/total").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(idOf(list("?search=" + patientId, "own").at("/data/0"))).isEqualTo(patientId);
        assertThat(list("?search=fernhollow", "own").at("/data")).isEmpty();
        assertThat(list("?search=wolfram", "other").at("/data")).isEmpty();
        assertThat(list("?search=wolfram", "live").at("/data")).isEmpty();
    }

    private static JsonNode list(String query, String by) {
        Heard found = server.send("GET", "/v1/partner/patients" + query, by, null);
        assertThat(found.status()).isEqualTo(200);
        return found.body();
    }

    @Test
    void aSearchNeedsAText() {
        for (String json : List.of("{}", "{\"search\": \" \"}", "{\"search\": null}", "{\"search\": 7}")) {
            assertThat(server.send("POST", "/v1/partner/patients/search", "own", object(json))
                            .status())
                    .as(json)
                    .isEqualTo(422);
        }
    }

    @Test
    void readsAndSearchesLeaveARowPerPatient() {
        String patientId = idOf(created(with(least(), "last_name", "\"Umberfield\"")));
        server.get(patientId);
        server.send("POST", "/v1/partner/patients/search", "own", object("{\"search\": \"umberfield\"}"));
        server.send("GET", "/v1/partner/patients/" + patientId, "live", null);

        assertThat(server.world.<List<String>>read(tx -> tx.handle()
                        .createQuery("select kind || ' ' || route from platform.audit_row where subject_id = :id"
                                + " and kind = 'read' order by position")
                        .bind("id", UUID.fromString(patientId))
                        .mapTo(String.class)
                        .list()))
                .containsExactly("read GET /v1/partner/patients/{patient_id}", "read POST /v1/partner/patients/search");
    }

    @Test
    void aClinicianLooksUpPatientsOfItsEnvironments() {
        String patientId = idOf(created(with(least(), "last_name", "\"Pemberwick\"")));
        UUID tenantId = server.world.access.tenant(server.partner.id(), Environment.SANDBOX);
        server.admit(
                "clinician",
                new Caller(
                        UUID.randomUUID(),
                        Role.CLINICIAN,
                        Set.of(Permission.PATIENT_READ),
                        Scope.tenant(tenantId),
                        Set.of(Environment.SANDBOX),
                        null,
                        null,
                        UUID.randomUUID()));

        assertThat(server.send("GET", "/v1/clinician/patients/" + patientId, "clinician", null)
                        .body()
                        .get("last_name")
                        .asString())
                .isEqualTo("Pemberwick");
        String search = "{\"search\": \"pember\", \"partner_id\": \"" + server.partner.id() + "\"}";
        assertThat(server.send("POST", "/v1/clinician/patients/search", "clinician", object(search))
                        .body())
                .hasSize(1);
        String elsewhere = "{\"search\": \"pember\", \"partner_id\": \"" + UUID.randomUUID() + "\"}";
        assertThat(server.send("POST", "/v1/clinician/patients/search", "clinician", object(elsewhere))
                        .body())
                .isEmpty();
        assertThat(server.send("POST", "/v1/partner/patients", "clinician", least())
                        .status())
                .isEqualTo(403);
    }
}

package io.careloom.patients.http;

import static io.careloom.patients.http.PatientServer.least;
import static io.careloom.patients.http.PatientServer.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.RoomServer.Heard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every rule of partner-contract.md 5.1: what is taken and what is refused, by creation and by change. */
class PatientFieldsTest {
    private static PatientServer server;
    private static String patientId;

    @BeforeAll
    static void open() {
        server = new PatientServer();
        patientId = server.create(least()).body().get("patient_id").asString();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /** {@code letters:36} stands for a text of that length. */
    private static String spelled(String value) {
        return value.startsWith("letters:") ? '"' + "a".repeat(Integer.parseInt(value.substring(8))) + '"' : value;
    }

    private static void assertRefused(Heard heard, String field) {
        assertThat(heard.status()).as(heard.body().toString()).isEqualTo(422);
        assertThat(heard.body().get("errors").has(field))
                .as(heard.body().toString())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first_name",
                "last_name",
                "email",
                "date_of_birth",
                "gender",
                "phone_number",
                "phone_type",
                "address",
                "address.address",
                "address.zip_code",
                "address.city_name",
                "address.state_name"
            })
    void aCreationWithoutItIsRefused(String field) {
        assertRefused(server.create(with(least(), field, "undefined")), field);
        assertRefused(server.create(with(least(), field, "null")), field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            prefix | letters:11
            first_name | letters:36
            first_name | "  "
            last_name | letters:36
            middle_name | letters:36
            suffix | letters:36
            ssn | "12345678"
            ssn | "123-45-678"
            ssn | "123 45 6789"
            ssn | "12345678a"
            email | "nobody"
            email | "a@b"
            email | "a b@mail.example"
            email | "@mail.example"
            date_of_birth | "29-02-1984"
            date_of_birth | "1985-02-29"
            date_of_birth | "2026-11-25"
            date_of_birth | "1890-01-01"
            gender | 3
            gender | -1
            gender | "male"
            gender | true
            phone_number | "12345"
            phone_number | "+44 20 7946 0958"
            phone_number | "(415) 555-267a"
            phone_number | ""
            phone_type | 1
            phone_type | 3
            phone_type | "cell"
            metadata | letters:256
            address.address | letters:36
            address.address | ""
            address.address2 | letters:36
            address.zip_code | "1234"
            address.zip_code | "123456"
            address.zip_code | "12345-6789"
            address.zip_code | "ABCDE"
            address.city_name | letters:36
            address.city_name | ""
            address.state_name | "Narnia"
            address.city_id | "8b1d7f0e-52c9-4b6e-9a55-1f0c2e7d9a11"
            address.city_id | "nonsense"
            weight | -0.1
            weight | 999.1
            weight | "heavy"
            height | -1
            height | 301
            height | 170.5
            allergies | letters:20001
            current_medications | letters:20001
            medical_conditions | letters:20001
            special_necessities | letters:20001
            pregnancy | "yes"
            pregnancy | 1
            blood_pressure | letters:256
            body_temperature | 100.1
            body_temperature | -1
            oxygen_saturation | 101
            oxygen_saturation | -1
            is_sms_enabled | "true"
            is_email_enabled | 0
            external_id | letters:256
            driver_license_id | "862a8e4c-d65a-4d52-8568-49c0d53fa51e"
            intro_video_id | "862a8e4c-d65a-4d52-8568-49c0d53fa51e"
            shopify_customer_id | "gid"
            metafields | "none"
            """)
    void aBadValueIsRefused(String field, String value) {
        assertRefused(server.create(with(least(), field, spelled(value))), field);

        ObjectNode change = PatientServer.object("{\"address\": {}}");
        Heard changed =
                server.send("PATCH", "/v1/partner/patients/" + patientId, "own", with(change, field, spelled(value)));
        assertRefused(changed, field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            prefix | letters:10 | letters:10
            first_name | letters:35 | letters:35
            first_name | " Zoë " | "Zoë"
            middle_name | "Ann-Marie" | "Ann-Marie"
            suffix | "III" | "III"
            ssn | "900124567" | "900-12-4567"
            ssn | "900-12-4567" | "900-12-4567"
            ssn | null | null
            date_of_birth | "2008-11-24" | "2008-11-24"
            gender | 0 | 0
            gender | "1" | 1
            gender | 9 | 9
            phone_number | "4155552671" | "4155552671"
            phone_number | "941-924-3019" | "941-924-3019"
            phone_number | "+1 415.555.2671" | "+1 415.555.2671"
            phone_type | "4" | 4
            metadata | letters:255 | letters:255
            address.address2 | "Apt 6C" | "Apt 6C"
            address.address2 | null | null
            address.zip_code | "802471234" | "802471234"
            address.zip_code | "K1A0B1" | "K1A0B1"
            weight | "50.000" | 50
            weight | 50.25 | 50.25
            weight | 0 | 0
            height | 300 | 300
            height | "180" | 180
            pregnancy | true | true
            blood_pressure | "120-129" | "120-129"
            body_temperature | 36.9 | 36.9
            oxygen_saturation | 99 | 99
            is_sms_enabled | false | false
            is_email_enabled | false | false
            special_necessities | "wheelchair" | "wheelchair"
            external_id | letters:255 | letters:255
            shopify_customer_id | "123456789" | 123456789
            woocommerce_customer_id | 112 | 112
            woocommerce_customer_id | null | null
            """)
    void aGoodValueIsKept(String field, String value, String shown) {
        Heard made = server.create(with(least(), field, spelled(value)));

        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        JsonNode found = server.get(made.body().get("patient_id").asString()).body();
        assertThat(found.at("/" + field.replace('.', '/'))).isEqualTo(PatientServer.JSON.readTree(spelled(shown)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver_license_id", "intro_video_id"})
    void aFileMayBeNull(String field) {
        assertThat(server.create(with(least(), field, "null")).status()).isEqualTo(200);
        assertThat(server.patch(patientId, "{\"" + field + "\": null}").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"value": "v", "type": "string"} | metafields.0.key
            {"key": "k", "type": "string"} | metafields.0.value
            {"key": "k", "value": "v"} | metafields.0.type
            {"key": "k", "value": "v", "type": ""} | metafields.0.type
            null | metafields.0
            """)
    void aCustomPropertyNeedsKeyValueAndType(String property, String field) {
        Heard heard = server.create(with(least(), "metafields", "[" + property + "]"));

        assertThat(heard.status()).isEqualTo(422);
        assertThat(heard.body().get("errors").propertyNames()).allMatch(name -> name.startsWith(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first_name",
                "last_name",
                "email",
                "gender",
                "phone_number",
                "phone_type",
                "date_of_birth",
                "active",
                "address",
                "address.address",
                "address.zip_code",
                "address.city_name",
                "address.state_name",
                "is_sms_enabled"
            })
    void whatIsRequiredCannotBeCleared(String field) {
        ObjectNode change = PatientServer.object("{\"address\": {}}");

        assertRefused(
                server.send("PATCH", "/v1/partner/patients/" + patientId, "own", with(change, field, "null")), field);
    }
}

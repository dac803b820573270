package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.Client;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server reads, what it refuses, and which field it blames (design section 4). */
class BodiesTest {
    private static final String ECHO = "/v1/partner/echo";
    private static HttpWorld world;

    @BeforeAll
    static void start() {
        world = new HttpWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Client.Reply echo(String json) {
        return world.partner().post(ECHO, json);
    }

    private static Wire.Heard echo(byte[] json) {
        try (Wire wire = world.wire()) {
            return wire.post(ECHO, json);
        }
    }

    private static Client.Reply typed(String type, String body) {
        return world.partner().with("Content-Type", type).post(ECHO, body);
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"first_name\":\"Alma\"",
                "{\"first_name\":\"Alma\"}}",
                "{\"first_name\":\"Alma\"} {}",
                "{'first_name':'Alma'}",
                "{\"first_name\":\"Alma\",}",
                "{\"first_name\":\"Al\nma\"}",
                "{\"weight\":NaN}",
                "{\"weight\":01}",
                "{/* */}",
                "nonsense",
                "\"text\"",
                "7",
                "[1]",
                "null"
            })
    void unreadableBodyIsRefusedWith400(String body) {
        Client.Reply reply = echo(body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.text("/code")).isEqualTo("unreadable");
        assertThat(reply.text("/message")).isNotEmpty().doesNotContain("Alma").doesNotContain("Exception");
        assertThat(reply.text("/request_id")).isEqualTo(reply.header("Request-Id"));
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWith400() {
        byte[] body = "{\"first_name\":\"Al?ma\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[17] = (byte) 0xff;

        assertThat(echo(body).status()).isEqualTo(400);
    }

    @Test
    void duplicateKeysAreRefusedAtEveryDepth() {
        assertThat(echo("{\"first_name\":\"Alma\",\"first_name\":\"Ben\"}").status())
                .isEqualTo(400);
        assertThat(echo("{\"first_name\":\"Alma\",\"address\":{\"line\":\"a\",\"line\":\"b\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(echo("{\"first_name\":\"Alma\",\"unknown\":[{\"x\":1,\"x\":2}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void depthOf64IsReadAndOneMoreIsRefused() {
        assertThat(echo("{\"first_name\":\"Alma\",\"x\":" + nested(63) + "}").status())
                .isEqualTo(200);
        assertThat(echo("{\"first_name\":\"Alma\",\"x\":" + nested(64) + "}").status())
                .isEqualTo(400);
        assertThat(echo("[".repeat(100_000)).status()).isEqualTo(400);
    }

    @Test
    void bodyOfOneMebibyteIsReadAndOneByteMoreIs413() {
        String start = "{\"first_name\":\"Alma\",\"x\":\"";
        String exact = start + "x".repeat((1 << 20) - start.length() - 2) + "\"}";

        assertThat(exact).hasSize(1 << 20);
        assertThat(echo(exact).status()).isEqualTo(200);
        Wire.Heard refused = echo((exact + " ").getBytes(StandardCharsets.UTF_8));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("code").asString()).isEqualTo("too_large");
        assertThat(refused.header("Request-Id"))
                .isNotEmpty()
                .isEqualTo(refused.json().path("request_id").asString());
    }

    @Test
    void chunkedBodyThatGrowsTooLargeIs413() {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try (Wire wire = world.wire()) {
            wire.send("POST " + ECHO + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + HttpWorld.SANDBOX
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            wire.send(chunk.repeat(17)).send("0\r\n\r\n");

            Wire.Heard heard = wire.hear();
            assertThat(heard.status()).as(heard.body()).isEqualTo(413);
            assertThat(heard.json().path("code").asString()).isEqualTo("too_large");
        }
    }

    @Test
    void chunkedBodyIsRead() {
        try (Wire wire = world.wire()) {
            wire.send("POST " + ECHO + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + HttpWorld.SANDBOX
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"first\r\n10\r\n_name\":\"Alma\"  }\r\n0\r\n\r\n");

            Wire.Heard heard = wire.hear();
            assertThat(heard.status()).as(heard.body()).isEqualTo(200);
            assertThat(heard.json().path("first_name").asString()).isEqualTo("Alma");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "first_name | {\"first_name\":5}",
                "first_name | {\"first_name\":true}",
                "first_name | {\"first_name\":[\"Alma\"]}",
                "first_name | {\"first_name\":{\"a\":1}}",
                "address | {\"first_name\":\"Alma\",\"address\":\"Elm Street\"}",
                "address | {\"first_name\":\"Alma\",\"address\":[{\"zip_code\":\"1\"}]}",
                "address.zip_code | {\"first_name\":\"Alma\",\"address\":{\"zip_code\":12345}}",
                "case_questions | {\"first_name\":\"Alma\",\"case_questions\":\"none\"}",
                "case_questions.0 | {\"first_name\":\"Alma\",\"case_questions\":[\"a\"]}",
                "case_questions.1.question | {\"first_name\":\"A\",\"case_questions\":[{\"question\":\"a\"},{\"question\":7}]}",
                "disease_ids.1 | {\"first_name\":\"A\",\"disease_ids\":[\"0b5e4a5e-8d0b-4b6b-9d43-3f2f5a4f2a10\",\"x\"]}",
                "phone_type | {\"first_name\":\"Alma\",\"phone_type\":\"\"}",
                "phone_type | {\"first_name\":\"Alma\",\"phone_type\":\"two\"}",
                "phone_type | {\"first_name\":\"Alma\",\"phone_type\":2.5}",
                "phone_type | {\"first_name\":\"Alma\",\"phone_type\":\"2.5\"}",
                "phone_type | {\"first_name\":\"Alma\",\"phone_type\":true}",
                "phone_type | {\"first_name\":\"Alma\",\"phone_type\":[2]}",
                "weight | {\"first_name\":\"Alma\",\"weight\":\"heavy\"}",
                "weight | {\"first_name\":\"Alma\",\"weight\":\"NaN\"}",
                "weight | {\"first_name\":\"Alma\",\"weight\":\"\"}",
                "weight | {\"first_name\":\"Alma\",\"weight\":true}",
                "quantity | {\"first_name\":\"Alma\",\"quantity\":true}",
                "quantity | {\"first_name\":\"Alma\",\"quantity\":{}}",
                "date_of_birth | {\"first_name\":\"Alma\",\"date_of_birth\":\"01/02/1990\"}",
                "date_of_birth | {\"first_name\":\"Alma\",\"date_of_birth\":\"1990-02-30\"}",
                "date_of_birth | {\"first_name\":\"Alma\",\"date_of_birth\":\"+11990-02-03\"}",
                "date_of_birth | {\"first_name\":\"Alma\",\"date_of_birth\":[1990,2,3]}",
                "date_of_birth | {\"first_name\":\"Alma\",\"date_of_birth\":7000}",
                "date_of_birth | {\"first_name\":\"Alma\",\"date_of_birth\":\"\"}",
                "seen_at | {\"first_name\":\"Alma\",\"seen_at\":1700000000}",
                "seen_at | {\"first_name\":\"Alma\",\"seen_at\":\"yesterday\"}",
                "seen_at | {\"first_name\":\"Alma\",\"seen_at\":\"+999999999-12-31T00:00:00Z\"}",
                "seen_at | {\"first_name\":\"Alma\",\"seen_at\":\"-999999-01-01T00:00:00Z\"}",
                "driver_license_id | {\"first_name\":\"Alma\",\"driver_license_id\":\"7\"}",
                "driver_license_id | {\"first_name\":\"Alma\",\"driver_license_id\":\"\"}",
                "driver_license_id | {\"first_name\":\"Alma\",\"driver_license_id\":\"C15KXo0LS2udQz8vWk8qEA==\"}",
                "is_live | {\"first_name\":\"Alma\",\"is_live\":\"true\"}",
                "is_live | {\"first_name\":\"Alma\",\"is_live\":1}",
                "is_live | {\"first_name\":\"Alma\",\"is_live\":\"\"}",
                "color | {\"first_name\":\"Alma\",\"color\":1}",
                "color | {\"first_name\":\"Alma\",\"color\":\"BLUE\"}",
                "prescrption_id | {\"first_name\":\"Alma\",\"prescrption_id\":7}"
            })
    void valueOfTheWrongKindIs422WithItsField(String field, String body) {
        Client.Reply reply = echo(body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames()).containsExactly(field);
        assertThat(reply.json().at("/errors").path(field).get(0).asString())
                .startsWith("The " + field + " field ")
                .endsWith(".");
        assertThat(reply.text("/code")).isEqualTo("invalid");
        assertThat(reply.body()).doesNotContain("Exception").doesNotContain("io.careloom");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"weight\":1e999",
                "\"weight\":-1e999",
                "\"weight\":1e-999",
                "\"weight\":\"1e999\"",
                "\"phone_type\":99999999999",
                "\"phone_type\":-99999999999",
                "\"phone_type\":\"99999999999\"",
                "\"phone_type\":10",
                "\"phone_type\":100000000000000000000000000000000000000000000000000000000000000000000000000000"
            })
    void numberOutOfRangeIs422WithItsField(String pair) {
        Client.Reply reply = echo("{\"first_name\":\"Alma\"," + pair + "}");

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames())
                .containsExactly(pair.substring(1, pair.indexOf(':') - 1));
    }

    @Test
    void numericTextIsReadWhereANumberIsWantedAndItsDigitsStay() {
        Client.Reply reply = echo("{\"first_name\":\"Alma\",\"phone_type\":\"2\",\"weight\":\"50.000\"}");

        assertThat(reply.ok().path("phone_type").intValue()).isEqualTo(2);
        assertThat(reply.body()).contains("\"weight\":50.000");
        assertThat(echo("{\"first_name\":\"Alma\",\"weight\":70.10}").body()).contains("\"weight\":70.10");
    }

    @Test
    void numberIsReadAsTextForAQuantity() {
        assertThat(echo("{\"first_name\":\"Alma\",\"quantity\":30}").text("/quantity"))
                .isEqualTo("30");
        assertThat(echo("{\"first_name\":\"Alma\",\"quantity\":2.50}").text("/quantity"))
                .isEqualTo("2.50");
        assertThat(echo("{\"first_name\":\"Alma\",\"quantity\":\"30\"}").text("/quantity"))
                .isEqualTo("30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\u0000", "\\u0001", "\\u001b", "\\u007f", "\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800"})
    void characterThatCannotBeStoredIs422WithItsField(String escape) {
        Client.Reply reply =
                echo("{\"first_name\":\"Al" + escape + "ma\",\"address\":{\"zip_code\":\"1\",\"line\":\"" + escape
                        + "\"},\"case_questions\":[{\"question\":\"" + escape + "\"}],\"unknown\":\"" + escape + "\"}");

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames())
                .containsExactlyInAnyOrder("first_name", "address.line", "case_questions.0.question", "unknown");
    }

    @Test
    void keyThatCannotBeStoredIs422() {
        assertThat(echo("{\"first_name\":\"Alma\",\"x\":{\"a\\u0000b\":1}}").status())
                .isEqualTo(422);
    }

    @Test
    void surrogateWrittenAsBytesIsRefused() {
        byte[] body = "{\"first_name\":\"Al???ma\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[17] = (byte) 0xed;
        body[18] = (byte) 0xa0;
        body[19] = (byte) 0x80;

        assertThat(echo(body).status()).isIn(400, 422);
    }

    @Test
    void lineBreaksTabsAndSurrogatePairsAreKept() {
        assertThat(echo("{\"first_name\":\"A\\r\\n\\t\\ud83d\\ude00 \u00e9\"}").text("/first_name"))
                .isEqualTo("A\r\n\t\ud83d\ude00 \u00e9");
    }

    @Test
    void unknownFieldsAreIgnored() {
        assertThat(echo("{\"first_name\":\"Alma\",\"legacy\":[],\"other\":{\"a\":[1,2]}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void emptyListIsReadWhereAListOfObjectsIsWanted() {
        assertThat(echo("{\"first_name\":\"Alma\",\"case_questions\":[]}")
                        .ok()
                        .path("case_questions")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void everyRefusedValueIsNamedWithAReadableReason() {
        Client.Reply reply = echo("""
                {"address": {"line": "x"},
                 "case_questions": [{"question": "Any pain?", "answer": "No"}, {"answer": "y"}],
                 "disease_ids": [null],
                 "prescrption_id": "long"}""");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").toString())
                .isEqualTo("{\"address.zip_code\":[\"The address.zip_code field is required.\"],"
                        + "\"case_questions.1.answer\":[\"The case_questions.1.answer field must hold at least 2 characters.\"],"
                        + "\"case_questions.1.question\":[\"The case_questions.1.question field is required.\"],"
                        + "\"disease_ids.0\":[\"The disease_ids.0 field is required.\"],"
                        + "\"first_name\":[\"The first_name field is required.\"],"
                        + "\"prescrption_id\":[\"The prescrption_id field may hold at most 3 characters.\"]}");
        assertThat(reply.text("/message")).isEqualTo("The address.zip_code field is required.");
    }

    @Test
    void hugeNumberOfFaultsIsCutShort() {
        Client.Reply reply = echo("{\"first_name\":\"Alma\",\"x\":[" + "\"\\u0000\",".repeat(50_000) + "1]}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").size()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "[]"})
    void nothingCountsAsAnEmptyObject(String body) {
        Client.Reply reply = echo(body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames()).containsExactly("first_name");
    }

    @Test
    void actionWithoutBodyAndTypeIsDone() {
        try (Wire wire = world.wire()) {
            wire.send("DELETE /v1/partner/things/" + ThingRoutes.KNOWN
                    + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + "Bearer " + HttpWorld.SANDBOX + "\r\n\r\n");

            Wire.Heard heard = wire.hear();
            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.body()).isEqualTo("[]");
        }
    }

    @Test
    void missingContentTypeCountsAsJson() {
        try (Wire wire = world.wire()) {
            wire.send("POST " + ECHO + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + HttpWorld.SANDBOX
                    + "\r\nContent-Length: 21\r\n\r\n{\"first_name\":\"Alma\"}");

            assertThat(wire.hear().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON",
                "application/vnd.api+json"
            })
    void spellingsOfJsonAreRead(String type) {
        assertThat(typed(type, "{\"first_name\":\"Alma\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data; boundary=x", "jsonish"})
    void otherContentTypeIs415(String type) {
        Client.Reply reply = typed(type, "{\"first_name\":\"Alma\"}");

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.text("/code")).isEqualTo("unsupported_type");
    }

    @Test
    void formIsReadLikeJson() {
        Client.Reply reply = typed("application/x-www-form-urlencoded", "first_name=Al%C3%A9+M&phone_type=2&scope=");

        assertThat(reply.ok().path("first_name").asString()).isEqualTo("Al\u00e9 M");
        assertThat(reply.ok().path("phone_type").intValue()).isEqualTo(2);
    }

    @Test
    void formIsHeldToTheSameRules() {
        String type = "application/x-www-form-urlencoded";

        assertThat(typed(type, "first_name=%zz").status()).isEqualTo(400);
        assertThat(typed(type, "first_name=a%00b").status()).isEqualTo(422);
        assertThat(typed(type, "phone_type=2").status()).isEqualTo(422);
    }

    @Test
    void partialUpdateTellsAbsentFromNull() {
        String path = "/v1/partner/things/" + ThingRoutes.KNOWN;

        assertThat(world.partner()
                        .patch(path, "{\"driver_license_id\":null,\"last_name\":\"Reed\"}")
                        .ok()
                        .toString())
                .isEqualTo(
                        "{\"last_name\":\"set to Reed\",\"driver_license_id\":\"set to null\",\"address\":\"absent\"}");
    }

    @Test
    void partialUpdateIsCheckedByItsPathOnTheWire() {
        String path = "/v1/partner/things/" + ThingRoutes.KNOWN;

        Client.Reply refused =
                world.partner().patch(path, "{\"last_name\":\"Reedham\",\"address\":{\"zip_code\":\"123456\"}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").propertyNames()).containsExactly("address.zip_code", "last_name");
        Client.Reply wrong = world.partner().patch(path, "{\"address\":{\"zip_code\":7}}");
        assertThat(wrong.json().path("errors").propertyNames()).containsExactly("address.zip_code");
        assertThat(world.partner()
                        .patch(path, "{\"driver_license_id\":\"x\"}")
                        .json()
                        .path("errors")
                        .propertyNames())
                .containsExactly("driver_license_id");
    }

    @Test
    void answersWriteNullsAndTimestampsWithSixDigits() {
        assertThat(world.partner()
                        .get("/v1/partner/things/" + ThingRoutes.KNOWN)
                        .body())
                .isEqualTo("{\"thing_id\":\"" + ThingRoutes.KNOWN
                        + "\",\"created_at\":\"2025-05-29T22:06:08.000000Z\",\"note\":null}");
        assertThat(echo("{\"first_name\":\"Alma\",\"seen_at\":\"2026-01-02T03:04:05+01:00\"}")
                        .text("/seen_at"))
                .isEqualTo("2026-01-02T02:04:05.000000Z");
    }

    @Test
    void wordsOfTheWireAreNotTranslatedByTheMachinesLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(typed("APPLICATION/JSON", "{\"first_name\":\"A\"}").status())
                    .isEqualTo(200);
        } finally {
            Locale.setDefault(before);
        }
    }
}

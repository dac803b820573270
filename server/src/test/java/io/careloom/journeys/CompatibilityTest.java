package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.kernel.Environment;
import io.careloom.platform.database.Origin;
import io.careloom.platform.secrets.Secrets;
import io.careloom.sandbox.DemoFile;
import io.careloom.testing.Client;
import io.careloom.testing.Receiver;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What clients break without (partner-contract.md 21), as far as no other test says it: shapes and status 200 are in
 * {@link OperationsTest}, signatures and holds in {@link CaseJourneyTest}, origins of browsers in {@code RoutingTest}.
 */
class CompatibilityTest {
    private static final String PUBLIC_URL = "https://api.careloom.example";
    private static final TestServer SERVER = TestServer.with(Map.of("http.public_url", PUBLIC_URL));
    private static final String TOKEN = "/v1/partner/auth/token";
    private static final String CASES = "/v1/partner/cases";
    private static final String FORM = "application/x-www-form-urlencoded";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static DemoFile.DemoEnvironment sandbox() {
        return SERVER.world().partners().getFirst().environments().sandbox();
    }

    private static String filled(String template) {
        return template.replace("ID", sandbox().clientId().toString())
                .replace("SECRET", sandbox().clientSecret());
    }

    private static Map<String, Object> person() {
        return Map.of(
                "first_name", "Noor",
                "last_name", "Castellan",
                "email", UUID.randomUUID() + "@patients.example",
                "date_of_birth", "1981-10-12",
                "gender", 0,
                "phone_number", "(415) 555-0133",
                "phone_type", "2",
                "address",
                        Map.of(
                                "address", "3 Saffron Court",
                                "city_name", "Fresno",
                                "state_name", "California",
                                "zip_code", "93650"));
    }

    private static String patient() {
        return SERVER.partner()
                .post("/v1/partner/patients", person())
                .ok()
                .path("patient_id")
                .asString("");
    }

    private static JsonNode heldCase(Map<String, Object> question) {
        return SERVER.partner()
                .post(CASES, Map.of("patient_id", patient(), "hold_status", true, "case_questions", List.of(question)))
                .ok();
    }

    private static final Map<String, Object> QUESTION =
            Map.of("question", "Any allergies?", "answer", "None", "type", "string");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            application/json | {"grant_type":"client_credentials","client_id":"ID","client_secret":"SECRET","scope":"*"}
            application/json | {"client_id":"ID","client_secret":"SECRET"}
            application/json | {"grant_type":"client_credentials","client_id":"ID","client_secret":"SECRET","scope":""}
            application/json; charset=utf-8 | {"client_id":"ID","client_secret":"SECRET","scope":"partner"}
            application/x-www-form-urlencoded | grant_type=client_credentials&client_id=ID&client_secret=SECRET&scope=*
            application/x-www-form-urlencoded | grant_type=client_credentials&client_id=ID&client_secret=SECRET
            application/x-www-form-urlencoded | client_id=ID&client_secret=SECRET
            """)
    void tokenIsGivenInEveryFormThatClientsSend(String type, String body) {
        JsonNode token = SERVER.anybody()
                .with("Content-Type", type)
                .post(TOKEN, filled(body))
                .ok();

        assertThat(token.propertyNames()).containsExactly("token_type", "expires_in", "access_token");
        assertThat(token.path("token_type").asString("")).isEqualTo("Bearer");
        assertThat(token.path("expires_in").isInt()).isTrue();
        assertThat(token.path("expires_in").asInt()).isEqualTo(86_400);
    }

    @Test
    void idsAreRandomUuidsOfVersionFour() {
        JsonNode opened = heldCase(QUESTION);

        assertThat(List.of(
                        sandbox().clientId().toString(),
                        opened.path("case_id").asString(""),
                        opened.path("patient").path("patient_id").asString(""),
                        opened.path("partner").path("partner_id").asString("")))
                .allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(4));
    }

    @Test
    void severalTokensAreValidAtOnceAndAnExpiredOneIsUnauthorized() {
        Client first = SERVER.anybody().token(freshToken());
        Client second = SERVER.anybody().token(freshToken());
        String third = freshToken();
        SERVER.transactions()
                .write(
                        Origin.worker("test"),
                        tx -> tx.handle()
                                .createUpdate(
                                        "update access.token set expires_at = now() - interval '1 s' where token_digest = :d")
                                .bind("d", Secrets.digest(third))
                                .execute());

        Client.Reply late = SERVER.anybody().token(third).get("/v1/partner");

        assertThat(first.get("/v1/partner").status()).isEqualTo(200);
        assertThat(second.get("/v1/partner").status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.text("/message")).isNotEmpty();
    }

    private static String freshToken() {
        return SERVER.anybody()
                .with("Content-Type", FORM)
                .post(TOKEN, filled("client_id=ID&client_secret=SECRET"))
                .ok()
                .path("access_token")
                .asString("");
    }

    @Test
    void newStateIsVisibleWhenItsWebhookArrives() throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (Receiver receiver = new Receiver()) {
            register(receiver);
            String path = CASES + "/" + heldCase(QUESTION).path("case_id").asString("");
            receiver.about(path.substring(CASES.length() + 1));
            receiver.answers(exchange -> {
                seen.add(SERVER.partner().get(path).text("/case_status/name"));
                exchange.sendResponseHeaders(200, -1);
            });
            SERVER.partner()
                    .post(path + "/cancel", Map.of("reason", "Ordered twice"))
                    .ok();

            assertThat(seen.poll(1, TimeUnit.MINUTES)).isEqualTo("cancelled");
        }
    }

    private static void register(Receiver receiver) throws InterruptedException {
        SERVER.panelUser()
                .patch(
                        "/web/partners/" + SERVER.world().partners().getFirst().partnerId() + "/environments/"
                                + Environment.SANDBOX.id(),
                        Map.of("webhook_url", receiver.url()))
                .ok();
        // what a node knows of an address may be a second old
        eventually("the new address is used", () -> {
            patient();
            return receiver.arrived() > 0;
        });
    }

    @Test
    void foundPatientsAreABareArrayAndCasesTheOldFlatPaginator() {
        JsonNode opened = heldCase(QUESTION);
        JsonNode patient = opened.path("patient");
        JsonNode found = SERVER.partner()
                .post(
                        "/v1/partner/patients/search",
                        Map.of("search", patient.path("email").asString(""), "is_sandbox", true))
                .ok();
        JsonNode cases = SERVER.partner()
                .get("/v1/partner/patients/" + patient.path("patient_id").asString("") + "/cases")
                .ok();

        assertThat(found.isArray()).isTrue();
        assertThat(found.path(0).path("patient_id")).isEqualTo(patient.path("patient_id"));
        assertThat(cases.propertyNames())
                .containsExactly(("current_page data first_page_url from last_page last_page_url links next_page_url"
                                + " path per_page prev_page_url to total")
                        .split(" "));
        assertThat(cases.at("/data/0/case_id")).isEqualTo(opened.path("case_id"));
    }

    @Test
    void holdIsToldTwice() {
        JsonNode opened = heldCase(QUESTION);

        assertThat(opened.path("hold_status").isBoolean()).isTrue();
        assertThat(opened.path("hold_status").asBoolean()).isTrue();
        assertThat(opened.path("case_status").path("hold_status").asBoolean()).isTrue();
        assertThat(opened.path("case_status").path("updated_at").isString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"boolean,true", "number,12", "string,NA"})
    void questionOfEachTypeIsTakenAndWhatItAddsIsIgnored(String type, String answer) {
        JsonNode opened = heldCase(Map.of(
                "question",
                "q".repeat(255),
                "answer",
                answer,
                "type",
                type,
                "critical",
                true,
                "partner_questionnaire_question_id",
                UUID.randomUUID()));
        JsonNode asked = SERVER.partner()
                .get(CASES + "/" + opened.path("case_id").asString("") + "/questions")
                .ok()
                .path(0);

        assertThat(asked.path("question").asString("")).hasSize(255);
        assertThat(asked.path("answer").asString("")).isEqualTo(answer);
        assertThat(asked.path("type").asString("")).isEqualTo(type);
        assertThat(asked.has("critical")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            answer | {"question": "Why?", "answer": "", "type": "string"}
            answer | {"question": "Why?", "type": "string"}
            type | {"question": "Why?", "answer": "So", "type": "text"}
            type | {"question": "Why?", "answer": "So"}
            question | {"answer": "So", "type": "string"}
            """)
    void badQuestionIsRefusedWithAMessageAndTheField(String field, String question) {
        Client.Reply reply = SERVER.partner()
                .post(CASES, "{\"patient_id\": \"%s\", \"case_questions\": [%s]}".formatted(patient(), question));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).isNotEmpty();
        assertThat(reply.json().at("/errors/case_questions.0." + field).isArray())
                .as(reply.body())
                .isTrue();
    }

    @Test
    void requestWithATypeButWithoutABodyIsDone() {
        String cancel = CASES + "/" + heldCase(QUESTION).path("case_id").asString("") + "/cancel";
        Client typed = SERVER.partner().with("Content-Type", "application/json");

        assertThat(typed.send("POST", cancel, null).ok().at("/case_status/name").asString(""))
                .isEqualTo("cancelled");
        assertThat(typed.send("POST", CASES, null).status()).isEqualTo(422);
        assertThat(typed.send("PATCH", "/v1/partner/patients/" + patient(), null)
                        .ok()
                        .path("first_name")
                        .asString(""))
                .isEqualTo("Noor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void deletionAnswersAnEmptyListWhateverItsBody(String body) {
        Client panel = SERVER.panelUser().with("Content-Type", "application/json");
        String credentials =
                "/web/partners/" + SERVER.world().partners().getFirst().partnerId() + "/credentials";
        String id = panel.post(credentials, Map.of("name", "Spare", "environment_id", Environment.SANDBOX.id()))
                .ok()
                .path("id")
                .asString("");

        assertThat(panel.send("DELETE", credentials + "/" + id, body).ok()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/partner/metadata/license-types",
                "/v1/partner/metadata/license-types/",
                "/partner/metadata/license-types",
                "/partner/metadata/license-types/",
                "/v1/v1/partner/metadata/license-types"
            })
    void everyPrefixLeadsToTheSameAnswer(String path) {
        Client plain = SERVER.partner();
        Client.Reply reply = plain.with("Version", "2")
                .with("x-source", "shop")
                .with("Content", "multipart/form-data;")
                .get(path);

        assertThat(reply.ok())
                .isEqualTo(plain.get("/v1/partner/metadata/license-types").ok());
        assertThat(reply.header("Version")).isEqualTo("2");
        assertThat(SERVER.anybody()
                        .with("Authorization", freshToken())
                        .get(path)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void linksOfAnswersHaveThePublicAddress() {
        JsonNode page = SERVER.partner()
                .get("/v1/partner/metadata/diseases?page=1&per_page=2")
                .ok();

        assertThat(page.at("/links/next").asString(""))
                .startsWith(PUBLIC_URL + "/v1/partner/metadata/diseases?")
                .contains("page=2");
        assertThat(page.at("/meta/path").asString("")).isEqualTo(PUBLIC_URL + "/v1/partner/metadata/diseases");
    }
}

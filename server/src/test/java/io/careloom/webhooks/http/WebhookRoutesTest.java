package io.careloom.webhooks.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.partners.Tenant;
import io.careloom.testing.TestDatabase;
import io.careloom.testing.WebhookReceiver;
import io.careloom.webhooks.DeliveryWorker;
import io.careloom.webhooks.Happened;
import io.careloom.webhooks.WebhookWorld;
import io.careloom.webhooks.http.WebhookServer.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** W-26, W-27 and their neighbours, over HTTP. */
class WebhookRoutesTest {
    private static final UUID CASE = UUID.fromString("9971c903-0f79-4ca6-ba52-2c9f3a90497d");
    private static final UUID VOUCHER = UUID.fromString("326b18f4-390d-41c9-ace5-a2ab220768da");
    private static final UUID PATIENT = UUID.fromString("796fef8b-a4d5-4e19-8a58-852adfbe8709");
    private static final UUID MESSAGE = UUID.fromString("e6b0c466-6a14-4231-bb17-388cba5c511f");
    private static final Set<Permission> ALL = Set.of(Permission.WEBHOOK_READ, Permission.WEBHOOK_RESEND);
    private static final AtomicInteger PARTNERS = new AtomicInteger();

    private static TestDatabase database;
    private static WebhookWorld world;
    private static DeliveryWorker node;
    private static WebhookServer server;

    private final AtomicInteger status = new AtomicInteger(200);
    private final WebhookReceiver receiver = WebhookReceiver.answering(request -> status.get());
    private final Tenant tenant = world.registered("Saltmarsh " + PARTNERS.incrementAndGet(), receiver.url());
    private final String token = server.token(tenant, ALL);
    private final String path = "/web/partners/" + tenant.partnerId() + "/webhooks";

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new WebhookWorld(database.database(), database.address(2));
        node = world.node();
        server = new WebhookServer(database, world, node);
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    @AfterAll
    static void close() {
        server.close();
        world.close();
        database.close();
    }

    private UUID happened() throws InterruptedException {
        UUID subject = UUID.randomUUID();
        int before = receiver.heard().size();
        world.append(Happened.to(tenant.tenantId(), subject));
        receiver.await(before + 1);
        eventually(
                "the attempt is recorded",
                () -> world.sent(tenant).stream()
                        .noneMatch(sent -> sent.status().equals("queued")));
        return subject;
    }

    private List<String> models(String query) {
        Heard heard = server.get(path + query, token);
        assertThat(heard.status()).as(heard.text()).isEqualTo(200);
        List<String> models = new ArrayList<>();
        heard.body().path("data").forEach(row -> models.add(row.path("model_id").asString()));
        return models;
    }

    private static List<String> keys(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }

    @Test
    void oneShowsWhatWasSent() throws InterruptedException {
        UUID subject = happened();
        UUID id = world.sent(tenant).getFirst().id();

        Heard heard = server.get(path + "/" + id, token);

        JsonNode body = heard.body();
        assertThat(keys(body))
                .containsExactly(
                        "id",
                        "partner_id",
                        "environment_id",
                        "environment",
                        "event",
                        "model_type",
                        "model_id",
                        "url",
                        "payload",
                        "payload_raw",
                        "status",
                        "dispatch",
                        "attempts",
                        "next_attempt_at",
                        "created_at",
                        "updated_at",
                        "deleted_at");
        assertThat(body.path("id").asString()).isEqualTo(id.toString());
        assertThat(body.path("partner_id").asString())
                .isEqualTo(tenant.partnerId().toString());
        assertThat(body.path("environment_id").asString())
                .isEqualTo(Environment.SANDBOX.id().toString());
        assertThat(body.path("environment").toString())
                .isEqualTo("{\"id\":\"" + Environment.SANDBOX.id() + "\",\"identifier\":\"sandbox\"}");
        assertThat(body.path("event").asString()).isEqualTo("case_waiting");
        assertThat(body.path("model_type").asString()).isEqualTo("App\\Models\\Encounter");
        assertThat(body.path("model_id").asString()).isEqualTo(subject.toString());
        assertThat(body.path("url").asString()).isEqualTo(receiver.url());
        assertThat(body.path("payload").path("case_id").asString()).isEqualTo(subject.toString());
        assertThat(keys(body.path("payload"))).containsExactly("timestamp", "event_type", "case_id", "metadata");
        assertThat(body.path("payload_raw").asString())
                .isEqualTo(receiver.heard().getFirst().body());
        assertThat(body.path("status").asString()).isEqualTo("sent");
        assertThat(body.path("dispatch").asString()).isEqualTo("automatic");
        assertThat(body.path("next_attempt_at").isNull()).isTrue();
    }

    @Test
    void oneShowsItsTimesAndAttempts() throws InterruptedException {
        happened();
        UUID id = world.sent(tenant).getFirst().id();
        JsonNode body = server.get(path + "/" + id, token).body();
        assertThat(body.path("deleted_at").isNull()).isTrue();
        assertThat(body.path("created_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        JsonNode attempt = body.path("attempts").path(0);
        assertThat(keys(attempt)).containsExactly("number", "at", "status", "duration_ms", "error");
        assertThat(attempt.path("number").asInt()).isEqualTo(1);
        assertThat(attempt.path("status").asInt()).isEqualTo(200);
        assertThat(attempt.path("error").isNull()).isTrue();
    }

    @Test
    void secretAndAuthorizationAreNeverShown() throws InterruptedException {
        happened();
        UUID id = world.sent(tenant).getFirst().id();
        List<Heard> answers = List.of(
                server.get(path, token),
                server.get(path + "/" + id, token),
                server.post(path + "/" + id + "/resend", token, ""),
                server.post(path + "/test", token, test("case_created")));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text())
                    .doesNotContain(WebhookWorld.SECRET)
                    .doesNotContain("of-the-partner")
                    .doesNotContain("lease");
        });
    }

    @Test
    void listIsNewestFirstAndNarrowedByEveryFilter() throws InterruptedException {
        String first = happened().toString();
        status.set(500);
        String second = happened().toString();
        status.set(200);
        String third = happened().toString();

        assertThat(models("")).containsExactly(third, second, first);
        assertThat(models("?order=desc")).containsExactly(third, second, first);
        assertThat(models("?order=asc")).containsExactly(first, second, third);
        assertThat(models("?model_id=" + second)).containsExactly(second);
        assertThat(models("?model_id=" + UUID.randomUUID())).isEmpty();
        assertThat(models("?status=failed")).containsExactly(second);
        assertThat(models("?status=sent")).containsExactly(third, first);
        assertThat(models("?status=queued")).isEmpty();
        assertThat(models("?status=dead")).isEmpty();
        assertThat(models("?dispatch=automatic&status=sent&order=asc")).containsExactly(first, third);
        assertThat(models("?dispatch=manual")).isEmpty();
        assertThat(models("?environments[]=sandbox")).hasSize(3);
        assertThat(models("?environments[]=live")).isEmpty();
        assertThat(models("?environments[]=live&environments[]=sandbox")).hasSize(3);
        assertThat(models("?model_id=&environments[]=&order=&status=&dispatch="))
                .hasSize(3);
        assertThat(models("?per_page=2")).containsExactly(third, second);
        assertThat(models("?per_page=2&page=2")).containsExactly(first);
        JsonNode page = server.get(path + "?per_page=2&page=2", token).body();
        assertThat(keys(page)).containsExactly("data", "links", "meta");
        assertThat(page.path("meta").path("total").asInt()).isEqualTo(3);
        assertThat(page.path("data").path(0).path("attempts").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=lost",
                "dispatch=both",
                "environments[]=staging",
                "model_id=12",
                "order=up",
                "per_page=0",
                "per_page=101",
                "page=0",
                "sort=url"
            })
    void filterThatNobodyKnowsIsRefused(String query) {
        Heard heard = server.get(path + "?" + query, token);
        assertThat(heard.status()).isEqualTo(422);
        assertThat(keys(heard.body().path("errors")))
                .containsExactly(query.substring(0, query.indexOf('=')).replace("[]", ""));
    }

    @Test
    void whatIsOutOfScopeIsNotFound() throws InterruptedException {
        happened();
        UUID id = world.sent(tenant).getFirst().id();
        Tenant other = world.tenant("Ridgeway " + PARTNERS.incrementAndGet());
        String foreign = server.token(other, ALL);
        String others = "/web/partners/" + other.partnerId() + "/webhooks";

        assertThat(server.get(path, foreign).status()).isEqualTo(404);
        assertThat(server.get(path + "/" + id, foreign).status()).isEqualTo(404);
        assertThat(server.get(others + "/" + id, foreign).status()).isEqualTo(404);
        assertThat(server.post(path + "/" + id + "/resend", foreign, "").status())
                .isEqualTo(404);
        assertThat(server.post(path + "/test", foreign, test("case_created")).status())
                .isEqualTo(404);
        assertThat(server.get(path + "/" + UUID.randomUUID(), token).status()).isEqualTo(404);
        assertThat(server.get(path + "/12", token).status()).isEqualTo(404);
        String live = server.post(
                        path + "/test",
                        token,
                        test("case_created")
                                .replace(
                                        Environment.SANDBOX.id().toString(),
                                        Environment.LIVE.id().toString()))
                .text();
        assertThat(live).as("this panel may not enter live").contains("not_found");
        assertThat(receiver.heard()).hasSize(1);
    }

    @Test
    void whoMayReadMayNotSend() throws InterruptedException {
        happened();
        UUID id = world.sent(tenant).getFirst().id();
        String reader = server.token(tenant, Set.of(Permission.WEBHOOK_READ));
        assertThat(server.get(path + "/" + id, reader).status()).isEqualTo(200);
        assertThat(server.post(path + "/" + id + "/resend", reader, "").status())
                .isEqualTo(403);
        assertThat(server.post(path + "/test", reader, test("case_created")).status())
                .isEqualTo(403);
        String nobody = server.token(tenant, Set.of(Permission.PATIENT_READ));
        assertThat(server.get(path, nobody).status()).isEqualTo(403);
    }

    @Test
    void resendIsANewRowWithTheSameBytesAndEventId() throws InterruptedException {
        happened();
        UUID id = world.sent(tenant).getFirst().id();

        Heard again = server.post(path + "/" + id + "/resend", token, "");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("id").asString()).isNotEqualTo(id.toString());
        assertThat(again.body().path("dispatch").asString()).isEqualTo("manual");
        assertThat(again.body().path("status").asString()).isEqualTo("queued");
        assertThat(again.body().path("attempts").size()).isZero();
        List<WebhookReceiver.Heard> heard = receiver.await(2);
        assertThat(heard.get(1).bytes()).isEqualTo(heard.get(0).bytes());
        assertThat(heard.get(1).header("webhook-id")).isEqualTo(heard.get(0).header("webhook-id"));
        assertThat(heard.get(1).header("webhook-attempt")).isEqualTo("1");
        assertThat(models("?dispatch=manual")).hasSize(1);
    }

    @Test
    void withoutARegisteredEndpointNothingCanBeSent() throws InterruptedException {
        happened();
        UUID id = world.sent(tenant).getFirst().id();
        world.unregister(tenant);

        Heard again = server.post(path + "/" + id + "/resend", token, "");
        Heard test = server.post(path + "/test", token, test("case_created"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("code").asString()).isEqualTo("no_webhook_registered");
        assertThat(test.status()).isEqualTo(409);
        assertThat(models("")).hasSize(1);
    }

    private static String test(String event) {
        return """
                {"event": "%s", "metadata": {"id": 20190901}, "encounter_id": "%s", "voucher_id": "%s",
                 "patient_id": "%s", "message_id": "%s", "channel": "patient", "from": "clinician",
                 "message": "An encounter message.", "environment_id": "%s"}
                """.formatted(event, CASE, VOUCHER, PATIENT, MESSAGE, Environment.SANDBOX.id());
    }

    private static final String NOTE = "\"metadata\":\"{\\\"id\\\":20190901}\"";
    private static final String OF_CASE = "\"case_id\":\"" + CASE + "\"," + NOTE;
    private static final String OF_PATIENT = "\"patient_id\":\"" + PATIENT + "\"," + NOTE;

    private static String fields(String event) {
        return switch (event) {
            case "patient_modified", "patient_deleted" -> OF_PATIENT;
            case "message_created" ->
                "\"message_id\":\"" + MESSAGE + "\",\"patient_id\":\"" + PATIENT
                        + "\",\"user_type\":\"App\\/Models\\/Clinician\",\"channel\":\"patient\"";
            case "voucher_used" -> "\"case_id\":\"" + CASE + "\",\"voucher_id\":\"" + VOUCHER + "\"," + OF_PATIENT;
            case "prescription_submitted" -> OF_CASE + ",\"prescriptions\":[]";
            default -> OF_CASE;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "case_processing,Encounter",
        "case_cancelled,Encounter",
        "case_waiting,Encounter",
        "case_completed,Encounter",
        "case_transferred_to_support,Encounter",
        "case_assigned_to_clinician,Encounter",
        "message_created,Message",
        "patient_modified,Patient",
        "patient_deleted,Patient",
        "prescription_submitted,Encounter",
        "case_created,Encounter",
        "voucher_used,Voucher"
    })
    void everyTestEventHasTheFieldsOfTheRealOne(String event, String model) throws InterruptedException {
        Heard answer = server.post(path + "/test", token, test(event));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        WebhookReceiver.Heard heard = receiver.await(1).getFirst();
        long timestamp = answer.body().path("payload").path("timestamp").asLong();
        assertThat(heard.body())
                .isEqualTo("{\"timestamp\":" + timestamp + ",\"event_type\":\"" + event + "\"," + fields(event) + "}");
        assertThat(heard.header("webhook-event")).isEqualTo(event);
        assertThat(answer.body().path("event").asString()).isEqualTo(event);
        assertThat(answer.body().path("model_type").asString()).isEqualTo("App\\Models\\" + model);
        assertThat(answer.body().path("dispatch").asString()).isEqualTo("manual");
        assertThat(answer.body().path("payload_raw").asString()).isEqualTo(heard.body());
    }

    @Test
    void testEventMakesUpWhatIsLeftOut() throws InterruptedException {
        String json = "{\"event\": \"voucher_used\", \"metadata\": \"order 7\", \"environment_id\": \""
                + Environment.SANDBOX.id() + "\"}";
        assertThat(server.post(path + "/test", token, json).status()).isEqualTo(200);
        String uuid = "\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"";
        assertThat(receiver.await(1).getFirst().body())
                .matches("\\{\"timestamp\":[0-9]{10},\"event_type\":\"voucher_used\",\"case_id\":" + uuid
                        + ",\"voucher_id\":" + uuid + ",\"patient_id\":" + uuid + ",\"metadata\":\"order 7\"\\}");
    }

    @ParameterizedTest
    @CsvSource({
        "event,\"case_waiting\",\"case_approved\"",
        "event,\"case_waiting\",null",
        "event,\"case_waiting\",7",
        "channel,\"patient\",\"fax\"",
        "from,\"clinician\",\"nobody\"",
        "encounter_id,\"9971c903-0f79-4ca6-ba52-2c9f3a90497d\",\"12\"",
        "environment_id,\"5a1d0b0e-7c4f-4e0b-9f3c-3d2a6b1c8e01\",null",
        "environment_id,\"5a1d0b0e-7c4f-4e0b-9f3c-3d2a6b1c8e01\",\"5698c890-e79b-4d27-9a92-500dfffb1ae6\""
    })
    void testThatMakesNoSenseIsRefused(String field, String right, String wrong) {
        String json = test("case_waiting").replace("\"" + field + "\": " + right, "\"" + field + "\": " + wrong);
        Heard heard = server.post(path + "/test", token, json);
        assertThat(heard.status()).isEqualTo(422);
        assertThat(keys(heard.body().path("errors"))).containsExactly(field);
    }
}

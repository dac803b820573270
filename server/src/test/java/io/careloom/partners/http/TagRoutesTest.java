package io.careloom.partners.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire of tags: shapes, refusals, the three surfaces. */
class TagRoutesTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String TAGS = "/v1/partner/tags";

    private static Map<String, Object> tag(String key) {
        return new HashMap<>(Map.of("name", "Call back", "key", key, "color", "#5899c7"));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String made(Client by, String all) {
        return by.post(all, tag(key())).ok().path("id").asString("");
    }

    private static String ofTheirs() {
        return "/web/partners/" + SERVER.world().partners().getFirst().partnerId() + "/tags";
    }

    @Test
    void aTagHasTheKeysOfTheReferenceInTheirOrder() {
        JsonNode made = SERVER.partner().post("/partner/tags", tag(key())).ok();

        assertThat(made.propertyNames())
                .containsExactly(
                        ("id name key description color type removable_role auto_detach_status created_at updated_at"
                                        + " deleted_at notes")
                                .split(" "));
        assertThat(made.path("type").asString("")).isEqualTo("partner");
        assertThat(SERVER.partner()
                        .get(TAGS + "/" + made.path("id").asString(""))
                        .ok())
                .isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            name;''
            name;null
            key;''
            key;null
            color;'"blue"'
            color;'"#12345"'
            color;'"5899c7"'
            color;null
            removable_role;'"partner"'
            auto_detach_status;'["asleep"]'
            auto_detach_status;'[null]'
            auto_detach_status;'"waiting"'
            """)
    void aRefusedFieldIsNamed(String field, String json) {
        Map<String, Object> body = tag(key());
        body.put(field, json.isEmpty() ? "" : new JsonMapper().readTree(json));

        Client.Reply reply = SERVER.partner().post(TAGS, body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames())
                .allMatch(name -> name.startsWith(field))
                .isNotEmpty();
    }

    @Test
    void aTakenKeyIsRefusedOnEverySurface() {
        String key = key();
        SERVER.partner().post(TAGS, tag(key)).ok();

        for (Client.Reply reply : List.of(
                SERVER.partner().post(TAGS, tag(key)),
                SERVER.livePartner().post(TAGS, tag(key)),
                SERVER.panelUser().post("/web/tags", tag(key)),
                SERVER.admin().post(ofTheirs(), tag(key)))) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(422);
            assertThat(reply.json().path("errors").propertyNames()).containsExactly("key");
        }
        assertThat(SERVER.otherPartner().post(TAGS, tag(key)).status()).isEqualTo(200);
    }

    @Test
    void theSampleOfTheDocumentChangesNothing() {
        String id = made(SERVER.partner(), TAGS);
        JsonNode before = SERVER.partner().get(TAGS + "/" + id).ok();

        JsonNode after = SERVER.panelUser()
                .patch(ofTheirs() + "/" + id, Map.of("key", "wildcard-key-updated", "value", "wildcard value updated"))
                .ok();

        assertThat(after).isEqualTo(before);
    }

    @Test
    void listsArePagedAndSorted() {
        String word = UUID.randomUUID().toString().substring(0, 8);
        for (String letter : List.of("b", "c", "a")) {
            Map<String, Object> body = tag(key());
            body.put("name", word + letter);
            SERVER.partner().post(TAGS, body).ok();
        }

        JsonNode page = SERVER.partner()
                .get(TAGS + "?search=" + word + "&per_page=2&page=2&sort=name&order=desc&type=partner")
                .ok();

        assertThat(page.path("meta").path("total").asInt()).isEqualTo(3);
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.at("/data/0/name").asString("")).isEqualTo(word + "a");
        assertThat(SERVER.partner()
                        .get(TAGS + "?search=" + word + "&type=global")
                        .ok()
                        .path("data"))
                .isEmpty();
    }

    @Test
    void aDeletedTagIsGoneEverywhere() {
        String id = made(SERVER.partner(), TAGS);
        assertThat(SERVER.panelUser().delete("/web/tags/" + id).body()).isEqualTo("[]");

        assertThat(SERVER.partner().get(TAGS + "/" + id).status()).isEqualTo(404);
        assertThat(SERVER.partner().delete(TAGS + "/" + id).status()).isEqualTo(404);
        assertThat(SERVER.partner()
                        .patch(TAGS + "/" + id, Map.of("name", "Late"))
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.panelUser().delete(ofTheirs() + "/" + id).status()).isEqualTo(404);
        assertThat(SERVER.clinician(0)
                        .post("/v1/clinician/tags/" + id + "/favorite", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aGlobalTagIsForbiddenToChangeButThere() {
        String id = made(SERVER.admin(), "/web/tags");

        assertThat(SERVER.partner().get(TAGS + "/" + id).ok().path("type").asString(""))
                .isEqualTo("global");
        Client.Reply refused = SERVER.partner().patch(TAGS + "/" + id, Map.of("name", "Mine"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/code")).isEqualTo("global_tag");
        assertThat(SERVER.admin().delete(ofTheirs() + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void aCliniciansTagIsOfNobodyElse() {
        String id = made(SERVER.clinician(0), "/v1/clinician/tags");

        assertThat(SERVER.clinician(1)
                        .patch("/v1/clinician/tags/" + id, Map.of("name", "Mine"))
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.partner().get(TAGS + "/" + id).status()).isEqualTo(404);
        assertThat(SERVER.admin().delete("/web/tags/" + id).status()).isEqualTo(404);
        assertThat(SERVER.clinician(0).delete("/v1/clinician/tags/" + id).body())
                .isEqualTo("[]");
    }
}

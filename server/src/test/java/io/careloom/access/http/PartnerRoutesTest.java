package io.careloom.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.access.http.AccessServer.Heard;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Role;
import io.careloom.testing.TestDatabase;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PartnerRoutesTest {
    private static TestDatabase database;
    private static AccessServer server;
    private static String admin;
    private static String partnerId;
    private static String panel;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        server = new AccessServer(database);
        admin = token(Role.ADMIN, null);
        partnerId = opened("Fernhollow Clinic");
        panel = token(Role.PANEL_USER, partnerId);
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    private static String token(Role role, String ofPartner) {
        Set<UUID> partners = ofPartner == null ? Set.of() : Set.of(UUID.fromString(ofPartner));
        return server.world.signedIn(server.world.person(role, partners)).accessToken();
    }

    private static String opened(String name) {
        String body = """
                {"partner": {"name": "%s", "operation_country_id": null, "recaptcha": "-", "enable_av_flow": true},
                 "categories": [],
                 "panel_user": {"name": "Ines Oyelaran", "email": "%s@panel.example", "timezone_id": null}}
                """.formatted(name, name.toLowerCase(Locale.ROOT).replace(' ', '.'));
        Heard made = server.post("/web/partners", admin, body);
        assertThat(made.status()).isEqualTo(200);
        server.world.nextLetter();
        return made.text("id");
    }

    private static String credentials(String partner) {
        return "/web/partners/" + partner + "/credentials";
    }

    private static Heard key(Environment environment) {
        Heard made = server.post(
                credentials(partnerId),
                panel,
                "{\"name\": \"Shop\", \"environment_id\": \"" + environment.id() + "\"}");
        assertThat(made.status()).isEqualTo(200);
        return made;
    }

    @Test
    void anOpenedPartnerIsReadAtOnce() {
        String id = opened("Brightwater Health");

        JsonNode read =
                server.get("/web/partners?search=Brightwater", admin).body().at("/data/0");

        assertThat(read.path("id").asString("")).isEqualTo(id);
        assertThat(read.path("name").asString("")).isEqualTo("Brightwater Health");
        assertThat(read.path("enable_av_flow").asBoolean()).isTrue();
        assertThat(read.path("is_auto_dl_flow").asBoolean()).isFalse();
        assertThat(read.path("accepted_at").isNull()).isTrue();
        assertThat(read.path("created_at").asString("")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(server.get("/web/partners/" + id + "/environments", panel).status())
                .isEqualTo(404);
        assertThat(server.get("/web/partners", panel).body().path("data").size())
                .isEqualTo(1);
    }

    @Test
    void aPartnerIsOpenedByAdministratorsOnlyAndNotWithoutAName() {
        String body = "{\"partner\": {\"name\": \"X\"}, \"panel_user\": {\"name\": \"Y\", \"email\": \"y@x.example\"}}";
        String nameless = "{\"partner\": {\"active\": true}, \"panel_user\": {\"name\": \"Y\", \"email\": \"why\"}}";

        assertThat(server.post("/web/partners", panel, body).status()).isEqualTo(403);
        Heard refused = server.post("/web/partners", admin, nameless);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").has("panel_user.email")).isTrue();
        Heard unnamed = server.post("/web/partners", admin, nameless.replace("why", "why@x.example"));
        assertThat(unnamed.body().path("errors").has("partner.name")).isTrue();
    }

    @Test
    void aProfileIsChangedFieldByField() {
        String path = "/web/partners/" + partnerId;
        Heard changed = server.patch(path, panel, """
                {"thank_you_note_header": "Thanks for trusting us", "charge_sync_new_case": 0.1,
                 "accepted_at": "1991-12-14 18:05:14", "notification_schedule": 1,
                 "messaging_app_primary_color": "#5899c7", "support_location": "us-based", "unknown": 1}
                """);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("charge_sync_new_case")).isEqualTo("0.10");
        assertThat(changed.text("accepted_at")).isEqualTo("1991-12-14T18:05:14.000000Z");
        assertThat(changed.text("name")).isEqualTo("Fernhollow Clinic");
        Heard cleared = server.patch(path, panel, "{\"thank_you_note_header\": null}");
        assertThat(cleared.body().path("thank_you_note_header").isNull()).isTrue();
        assertThat(cleared.text("support_location")).isEqualTo("us-based");
    }

    @Test
    void refusedValuesAreNamed() {
        Heard refused = server.patch("/web/partners/" + partnerId, panel, """
                {"active": null, "messaging_app_primary_color": "blue", "support_message_capability": "pigeon",
                 "customer_support_email": "nobody"}
                """);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").propertyNames())
                .containsExactlyInAnyOrder(
                        "active",
                        "messaging_app_primary_color",
                        "support_message_capability",
                        "customer_support_email");
    }

    @Test
    void aProgramFetchesTokensInManyWays() {
        Heard key = key(Environment.SANDBOX);
        String id = key.text("client_id");
        String secret = key.text("client_secret");
        String full = """
                {"grant_type": "client_credentials", "client_id": "%s", "client_secret": "%s", "scope": "*"}
                """.formatted(id, secret);
        String form = "client_id=" + id + "&client_secret=" + secret + "&grant_type=client_credentials&scope=*";

        Heard json = server.post("/v1/partner/auth/token", null, full);
        Heard bare = server.post("/partner/auth/token", null, full.replace("\"scope\": \"*\"", "\"scope\": \"\""));
        Heard formed = server.postForm("/v1/partner/auth/token", form);

        assertThat(json.body().propertyNames()).containsExactly("token_type", "expires_in", "access_token");
        for (Heard token : new Heard[] {json, bare, formed}) {
            Heard own = server.get("/v1/partner", token.text("access_token"));
            assertThat(own.status()).isEqualTo(200);
            assertThat(own.body().toString())
                    .isEqualTo("{\"name\":\"Fernhollow Clinic\",\"active\":true,\"partner_id\":\"" + partnerId + "\"}");
        }
    }

    @Test
    void aWrongSecretIsUnauthorizedInTheWordsOfOAuth() {
        Heard key = key(Environment.SANDBOX);
        String wrong = "{\"client_id\": \"" + key.text("client_id") + "\", \"client_secret\": \"wrong\"}";

        Heard refused = server.post("/v1/partner/auth/token", null, wrong);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("error")).isEqualTo("invalid_client");
        assertThat(refused.text("error_description")).isNotEmpty();
        assertThat(refused.text("message")).isNotEmpty();
        assertThat(server.get("/v1/partner", "nobodys").status()).isEqualTo(401);
        assertThat(server.get("/v1/partner", null).status()).isEqualTo(401);
    }

    @Test
    void aDeletedKeyEndsItsTokens() {
        Heard key = key(Environment.LIVE);
        String token = server.post(
                        "/v1/partner/auth/token",
                        null,
                        "{\"client_id\": \"" + key.text("client_id") + "\", \"client_secret\": \""
                                + key.text("client_secret") + "\"}")
                .text("access_token");
        assertThat(server.get("/v1/partner", token).status()).isEqualTo(200);
        assertThat(server.get(credentials(partnerId), panel)
                        .body()
                        .path("data")
                        .get(0)
                        .path("client_secret")
                        .isNull())
                .isTrue();

        Heard deleted = server.delete(credentials(partnerId) + "/" + key.text("id"), panel);

        assertThat(deleted.body().toString()).isEqualTo("[]");
        assertThat(server.get("/v1/partner", token).status()).isEqualTo(401);
        assertThat(server.delete(credentials(partnerId) + "/" + key.text("id"), panel)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEndpointIsRegisteredChangedAndRemoved() {
        String all = "/web/partners/" + opened("Larkmoor") + "/environments";
        String body = "{\"webhook_url\": \"https://hooks.larkmoor.example/x?y=1\", \"environment_id\": \""
                + Environment.SANDBOX.id() + "\"}";

        Heard made = server.post(all, admin, body);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("webhook_secret")).startsWith("whsec_");
        assertThat(server.post(all, admin, body).status()).isEqualTo(409);
        Heard changed =
                server.patch(all + "/" + Environment.SANDBOX.id(), admin, "{\"webhook_authorization\": \"Token 7\"}");
        assertThat(changed.text("webhook_authorization")).isEqualTo("Token 7");
        assertThat(changed.text("webhook_secret")).isEqualTo(made.text("webhook_secret"));
        assertThat(server.get(all + "?identifiers[]=live", admin)
                        .body()
                        .path("data")
                        .size())
                .isZero();
        assertThat(server.get(all + "?identifier=sandbox", admin)
                        .body()
                        .path("data")
                        .size())
                .isEqualTo(1);
        assertThat(server.get(all, panel).status()).isEqualTo(404);
        assertThat(server.get(all, token(Role.SUPPORT_STAFF, null)).status()).isEqualTo(403);
        assertThat(server.delete(all + "/" + made.text("id"), admin).body().toString())
                .isEqualTo("[]");
        assertThat(server.get(all + "/" + made.text("id"), admin).status()).isEqualTo(404);
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        String all = "/web/partners/" + partnerId + "/environments";
        for (String url :
                new String[] {"ftp://x.example", "hooks.example", "https://a:b@x.example", "https://x.example#y"}) {
            Heard refused = server.post(
                    all,
                    panel,
                    "{\"webhook_url\": \"" + url + "\", \"environment_id\": \"" + Environment.LIVE.id() + "\"}");
            assertThat(refused.status()).as(url).isEqualTo(422);
            assertThat(refused.body().path("errors").has("webhook_url")).isTrue();
        }
    }

    @Test
    void theTwoEnvironmentsAreListed() {
        Heard list = server.get("/web/environments", admin);
        assertThat(list.body().path("data").size()).isEqualTo(2);
        Heard sandbox = server.get("/web/environments/" + Environment.SANDBOX.id(), admin);
        assertThat(sandbox.text("identifier")).isEqualTo("sandbox");
        assertThat(server.get("/web/environments/" + UUID.randomUUID(), admin).status())
                .isEqualTo(404);
        // the reference asks for this one in its sample
        assertThat(server.get("/web/environments?identifier=production", admin)
                        .body()
                        .path("data")
                        .size())
                .isZero();
    }
}

package io.careloom.files.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.kernel.Role;
import io.careloom.testing.Client;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Logo, contract and insurance of a partner's profile, and who may read its papers. */
class PartnerPapersTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final List<String> FIELDS = List.of("logo_file_id", "contract_file_id", "insurance_file_id");
    private static final String PARTNER =
            "/web/partners/" + SERVER.world().partners().getFirst().partnerId();
    private static final String WITH_ALL =
            "?with_relationships[]=logo&with_relationships[]=contractFile&with_relationships[]=insuranceFile";

    private static String uploaded(Client by, String path) {
        return by.upload(path, Multipart.of("paper.pdf", Samples.pdf()))
                .ok()
                .path("file_id")
                .asString("");
    }

    /** Names a file of the administrator in each field. */
    private static Map<String, Object> named() {
        Map<String, Object> fields = new HashMap<>();
        FIELDS.forEach(field -> fields.put(field, uploaded(SERVER.admin(), "/web/files")));
        SERVER.admin().patch(PARTNER, fields).ok();
        return fields;
    }

    @Test
    void theFilesOfAProfileAreShownWhenAskedForUntilTheyAreCleared() {
        Map<String, Object> fields = named();

        JsonNode shown = SERVER.panelUser().get(PARTNER + WITH_ALL).ok();

        FIELDS.forEach(field -> assertThat(shown.path(field).asString("")).isEqualTo(fields.get(field)));
        assertThat(shown.at("/logo/id").asString("")).isEqualTo(fields.get("logo_file_id"));
        assertThat(shown.at("/contract_file/id").asString("")).isEqualTo(fields.get("contract_file_id"));
        assertThat(shown.at("/insurance_file/id").asString("")).isEqualTo(fields.get("insurance_file_id"));
        assertThat(SERVER.anybody().download(shown.at("/logo/url").asString("")).status())
                .isEqualTo(200);
        assertThat(SERVER.panelUser().get(PARTNER).ok().has("logo"))
                .as("not asked for")
                .isFalse();
        SERVER.panelUser()
                .patch(PARTNER, Collections.singletonMap("contract_file_id", null))
                .ok();
        JsonNode cleared = SERVER.admin().get(PARTNER + WITH_ALL).ok();
        assertThat(cleared.path("contract_file_id").isNull()).isTrue();
        assertThat(cleared.has("contract_file")).isFalse();
    }

    @Test
    void aNewPartnerMayComeWithItsFiles() {
        String logo = uploaded(SERVER.admin(), "/web/files");
        Map<String, Object> body = Map.of(
                "partner",
                Map.of("name", "Tarn Hollow", "logo_file_id", logo),
                "panel_user",
                Map.of("name", "Lou Tamsin", "email", UUID.randomUUID() + "@people.example"));

        JsonNode opened = SERVER.admin().post("/web/partners", body).ok();

        assertThat(opened.path("logo_file_id").asString("")).isEqualTo(logo);
        assertThat(SERVER.admin()
                        .get("/web/partners/" + opened.path("id").asString("") + WITH_ALL)
                        .text("/logo/id"))
                .isEqualTo(logo);
        Client.Reply again = SERVER.admin().patch(PARTNER, Map.of("logo_file_id", logo));
        assertThat(again.status()).as("it is another partner's now").isEqualTo(422);
    }

    @Test
    void filesThatCannotBeTakenAreRefusedByField() {
        Map<String, Object> refused = Map.of(
                "logo_file_id", uploaded(SERVER.partner(), "/v1/partner/files"),
                "contract_file_id", uploaded(SERVER.otherPanelUser(), "/web/files"),
                "insurance_file_id", UUID.randomUUID());

        Client.Reply reply = SERVER.panelUser().patch(PARTNER, refused);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames()).containsExactlyInAnyOrderElementsOf(FIELDS);
    }

    @Test
    void papersAreReadByPanelUsersAndTheInstallationsStaffOnly() {
        Map<String, Object> fields = named();
        String contract = String.valueOf(fields.get("contract_file_id"));
        SERVER.admin()
                .put(PARTNER + "/files/" + contract, Map.of("title", "Contract"))
                .ok();
        for (Role role : List.of(Role.PANEL_USER, Role.INTERNAL_SUPPORT_STAFF, Role.ADMIN)) {
            Client reader = SERVER.as(role);
            assertThat(reader.get(PARTNER + "/files?per_page=100").ok().path("data"))
                    .as(role.word())
                    .anySatisfy(one -> assertThat(one.path("id").asString("")).isEqualTo(contract));
            assertThat(reader.get("/web/files/" + contract).status()).isEqualTo(200);
        }
        for (Role role : List.of(Role.PARTNER_CREDENTIAL, Role.SUPPORT_STAFF, Role.CLINICIAN, Role.MEDICAL_ASSISTANT)) {
            Client other = SERVER.as(role);
            assertThat(other.get(PARTNER + "/files").status()).as(role.word()).isEqualTo(403);
            assertThat(other.get("/web/files/" + contract).status())
                    .as(role.word())
                    .isEqualTo(404);
        }
        JsonNode ofProgram = SERVER.partner().get(PARTNER + WITH_ALL).ok();
        assertThat(ofProgram.at("/logo/id").asString("")).isEqualTo(fields.get("logo_file_id"));
        assertThat(ofProgram.has("contract_file")).isFalse();
        assertThat(ofProgram.has("insurance_file")).isFalse();
        assertThat(SERVER.clinician(0).get(PARTNER + WITH_ALL).ok().propertyNames())
                .containsExactly("id", "name");
    }
}

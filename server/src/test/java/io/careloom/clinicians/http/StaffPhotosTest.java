package io.careloom.clinicians.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Photos of the staff: named by ids, shown wherever the person is, never a patient's file nor somebody else's. */
class StaffPhotosTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String OWN =
            "/web/partners/" + SERVER.world().partners().getFirst().partnerId() + "/support-staffs";

    private static String picture(Client of, String path) {
        return of.upload(path, Multipart.of("face.png", Samples.png(60, 40)))
                .ok()
                .path("file_id")
                .asString("");
    }

    private static Map<String, Object> person(String photoId) {
        Map<String, Object> person = new HashMap<>();
        person.put("first_name", "Nora");
        person.put("last_name", "Okonkwo");
        person.put("email", UUID.randomUUID() + "@staff.example");
        person.put("active", true);
        person.put(
                "timezone_id",
                SERVER.admin().get("/web/timezones").ok().at("/data/0/id").asString(""));
        person.put("permissions", List.of("sandbox"));
        person.put("photo_id", photoId);
        return person;
    }

    private static void assertShown(JsonNode person, String photoId) {
        assertThat(person.path("photo_id").asString("")).isEqualTo(photoId);
        assertThat(person.at("/photo/file_id").asString("")).isEqualTo(photoId);
        assertThat(SERVER.anybody()
                        .download(person.at("/photo/url").asString(""))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"support-staffs", "internal-support-staffs", "medical-assistants"})
    void aPhotoIsShownUntilItIsCleared(String kind) {
        Client admin = SERVER.admin();
        String first = picture(admin, "/web/files");
        JsonNode made = admin.post("/web/" + kind, person(first)).ok();
        assertShown(made, first);
        String path = "/web/" + kind + "/" + made.path("id").asString("");
        String listed = "/web/" + kind + "?search=" + made.path("email").asString("");
        String second = picture(admin, "/web/files");

        assertShown(admin.patch(path, Map.of("photo_id", second)).ok(), second);
        assertShown(
                admin.patch(path, Map.of("photo_id", second, "first_name", "Nadia"))
                        .ok(),
                second);
        assertShown(admin.get(path).ok(), second);
        assertShown(admin.get(listed).ok().at("/data/0"), second);

        JsonNode cleared =
                admin.patch(path, Collections.singletonMap("photo_id", null)).ok();
        assertThat(cleared.path("photo_id").isNull()).isTrue();
        assertThat(cleared.path("photo").isNull()).isTrue();
    }

    @Test
    void filesOfPatientsAndOfOthersAndUnknownOnesAreRefused() {
        String email = UUID.randomUUID() + "@staff.example";
        Map<String, Object> body = person("");
        body.put("email", email);
        for (String refused : List.of(
                picture(SERVER.partner(), "/v1/partner/files"),
                picture(SERVER.clinician(0), "/v1/clinician/files"),
                UUID.randomUUID().toString())) {
            body.put("photo_id", refused);
            Client.Reply reply = SERVER.admin().post("/web/support-staffs", body);
            assertThat(reply.status()).as(reply.body()).isEqualTo(422);
            assertThat(reply.json().path("errors").propertyNames()).containsExactly("photo_id");
        }
        assertThat(SERVER.admin()
                        .get("/web/support-staffs?search=" + email)
                        .ok()
                        .path("data"))
                .as("nobody was made")
                .isEmpty();
    }

    @Test
    void aPartnerNamesThePhotosOfItsOwnStaff() {
        String photo = picture(SERVER.panelUser(), "/web/files");
        JsonNode made = SERVER.panelUser().post(OWN, person(photo)).ok();
        assertShown(made, photo);
        String one = OWN + "/" + made.path("id").asString("");
        String other = picture(SERVER.panelUser(), "/web/files");

        assertShown(SERVER.panelUser().patch(one, Map.of("photo_id", other)).ok(), other);
        assertShown(
                SERVER.partner()
                        .get("/v1/partner/support-staffs/" + made.path("id").asString(""))
                        .ok(),
                other);
        Client.Reply foreign =
                SERVER.panelUser().patch(one, Map.of("photo_id", picture(SERVER.otherPanelUser(), "/web/files")));
        assertThat(foreign.status()).as(foreign.body()).isEqualTo(422);
    }

    @Test
    void aClinicianNamesThePhotoOfAnAssistantItTakes() {
        String photo = picture(SERVER.clinician(0), "/v1/clinician/files");

        JsonNode hired = SERVER.clinician(0)
                .post("/v1/clinician/medical-assistants", person(photo))
                .ok();

        assertShown(hired, photo);
        String clinician =
                SERVER.world().users().clinicians().getFirst().clinicianId().toString();
        JsonNode beside = SERVER.admin()
                .get("/web/clinicians/" + clinician + "/medical-assistants?per_page=100")
                .ok()
                .path("data");
        assertThat(beside)
                .anySatisfy(
                        one -> assertThat(one.at("/photo/file_id").asString("")).isEqualTo(photo));
    }
}

package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.kernel.Role;
import io.careloom.sandbox.DemoFile;
import io.careloom.testing.Client;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Staff come by a mailed invitation, reach what their bonds say, and go at once. */
class StaffJourneyTest {
    private static final TestServer SERVER = TestServer.with(Map.of());
    private static final String PASSWORD = "quiet-harbour-41";
    private static final String OWN =
            "/web/partners/" + SERVER.world().partners().getFirst().partnerId() + "/";
    private static final String FOREIGN =
            "/web/partners/" + SERVER.world().partners().get(1).partnerId() + "/";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Map<String, Object> person(String email) {
        Map<String, Object> person = new HashMap<>(Map.of(
                "first_name",
                "Nora",
                "last_name",
                "Okonkwo",
                "email",
                email,
                "active",
                true,
                "timezone_id",
                SERVER.admin().get("/web/timezones").ok().at("/data/0/id").asString(""),
                "permissions",
                List.of("sandbox")));
        person.put("photo_id", null);
        return person;
    }

    private static String email() {
        return UUID.randomUUID() + "@staff.example";
    }

    /** Chooses the password by the mailed token and signs in. */
    private static Client join(String email) throws InterruptedException {
        eventually("the invitation is mailed", () -> !SERVER.letters(email).isEmpty());
        String token = SERVER.letters(email).at("/0/code").asString("");
        SERVER.anybody()
                .post(
                        "/web/user/password-resets/" + token + "/reset",
                        Map.of("email", email, "password", PASSWORD, "password_confirmation", PASSWORD))
                .ok();
        return SERVER.staff(email, PASSWORD);
    }

    private static String patient(Client partner) {
        return partner.post(
                        "/v1/partner/patients",
                        Map.of(
                                "first_name", "Isolde",
                                "last_name", "Marchetti",
                                "email", UUID.randomUUID() + "@patients.example",
                                "date_of_birth", "1979-11-30",
                                "gender", 2,
                                "phone_number", "2135550199",
                                "phone_type", "2",
                                "address",
                                        Map.of(
                                                "address", "5 Quarry Lane",
                                                "city_name", "Fresno",
                                                "state_name", "CA",
                                                "zip_code", "93650")))
                .ok()
                .path("patient_id")
                .asString("");
    }

    private static String id(Client.Reply reply) {
        return reply.ok().path("id").asString("");
    }

    @Test
    void internalSupportStaffHasExactlyTheKeysOfTheSample() {
        String staffId = SERVER.world().users().internalSupportStaff().userId().toString();

        JsonNode shown = SERVER.partner()
                .get("/v1/partner/internal-support-staffs/" + staffId)
                .ok();

        assertThat(shown.propertyNames())
                .containsExactly(
                        "id",
                        "first_name",
                        "last_name",
                        "email",
                        "photo_id",
                        "active",
                        "timezone_id",
                        "created_at",
                        "updated_at",
                        "deleted_at",
                        "full_name",
                        "is_online",
                        "can_unlock_phi",
                        "photo",
                        "roles");
        assertThat(shown.at("/roles/0").propertyNames())
                .containsExactly("id", "name", "created_at", "updated_at", "pivot");
        assertThat(shown.at("/roles/0/name").asString("")).isEqualTo("internal-support");
        assertThat(shown.at("/roles/0/created_at").asString("")).isEqualTo("2024-11-13T15:26:48.000000Z");
        assertThat(shown.at("/roles/0/pivot").toString())
                .isEqualTo("{\"role_id\":\"92f0d82a-22d3-4ea9-95c6-ec37b8d15a75\",\"model_id\":\"" + staffId
                        + "\",\"model_type\":null,\"created_at\":null,\"updated_at\":null}");
    }

    @Test
    void supportStaffReachesItsPartnerInItsEnvironmentsUntilItIsDetached() throws InterruptedException {
        String email = email();
        String staffId = id(SERVER.panelUser().post(OWN + "support-staffs", person(email)));
        Client staff = join(email);
        String own = "/v1/partner/patients/" + patient(SERVER.partner());
        String live = "/v1/partner/patients/" + patient(SERVER.livePartner());
        String foreign = "/v1/partner/patients/" + patient(SERVER.otherPartner());

        assertThat(staff.get(own).status()).isEqualTo(200);
        assertThat(staff.get(live).status()).isEqualTo(404);
        assertThat(staff.get(foreign).status()).isEqualTo(404);

        SERVER.otherPanelUser()
                .put(FOREIGN + "support-staffs", Map.of("email", email, "can_unlock_phi", true))
                .ok();
        assertThat(staff.get(foreign).status()).isEqualTo(200);

        SERVER.panelUser().delete(OWN + "support-staffs/" + staffId).ok();
        assertThat(staff.get(own).status()).isEqualTo(404);
        assertThat(staff.get(foreign).status()).isEqualTo(200);
        assertThat(SERVER.panelUser().get("/web/support-staffs/" + staffId).status())
                .isEqualTo(404);
    }

    @Test
    void supportSeesTheSealedNumberOnlyOfPartnersThatLetItUnlock() throws InterruptedException {
        String email = email();
        String staffId = id(SERVER.panelUser().post(OWN + "support-staffs", person(email)));
        SERVER.otherPanelUser()
                .put(FOREIGN + "support-staffs", Map.of("email", email, "can_unlock_phi", false))
                .ok();
        Client staff = join(email);
        String own = "/v1/partner/patients/" + numbered(SERVER.partner());
        String foreign = "/v1/partner/patients/" + numbered(SERVER.otherPartner());
        String held = "/v1/partner/cases/"
                + SERVER.partner()
                        .post(
                                "/v1/partner/cases",
                                Map.of("patient_id", own.substring(own.lastIndexOf('/') + 1), "hold_status", true))
                        .ok()
                        .path("case_id")
                        .asString("");
        assertThat(staff.get(own).ok().path("ssn").isNull()).isTrue();
        assertThat(staff.get(held).ok().at("/patient/ssn").isNull()).isTrue();

        SERVER.panelUser()
                .patch(OWN + "support-staffs/" + staffId, Map.of("can_unlock_phi", true))
                .ok();

        assertThat(staff.get(own).text("/ssn")).isEqualTo("123-45-6789");
        assertThat(staff.get(held).text("/patient/ssn")).isEqualTo("123-45-6789");
        assertThat(staff.get(foreign).ok().path("ssn").isNull()).isTrue();
        for (Client other : List.of(SERVER.partner(), SERVER.panelUser(), SERVER.admin())) {
            assertThat(other.get(own).text("/ssn")).isEqualTo("123-45-6789");
        }
    }

    @Test
    void whoUsesASessionIsShownOnline() throws InterruptedException {
        String email = email();
        String path = "/web/internal-support-staffs/"
                + id(SERVER.admin().post("/web/internal-support-staffs", person(email)));
        assertThat(SERVER.admin().get(path).text("/is_online")).isEqualTo("false");

        Client staff = join(email);

        assertThat(staff.get(path).text("/is_online")).isEqualTo("true");
        staff.post("/web/user/logout", Map.of()).ok();
        assertThat(SERVER.admin().get(path).text("/is_online")).isEqualTo("false");
        var doctor = SERVER.world().users().clinicians().getFirst();
        Client clinician = SERVER.clinician(0);
        assertThat(clinician
                        .get("/v1/clinician/clinicians/" + doctor.clinicianId())
                        .text("/is_online"))
                .isEqualTo("true");
    }

    @Test
    void internalSupportWritesANumberThatItDoesNotSee() {
        DemoFile.Login login = SERVER.world().users().internalSupportStaff();
        Client staff = SERVER.as(Role.INTERNAL_SUPPORT_STAFF);
        String own = "/v1/partner/patients/" + numbered(SERVER.otherPartner());

        assertThat(staff.patch(own, Map.of("first_name", "Ida"))
                        .ok()
                        .path("ssn")
                        .isNull())
                .isTrue();
        assertThat(SERVER.otherPartner().get(own).text("/ssn")).isEqualTo("123-45-6789");
        assertThat(staff.patch(own, Map.of("ssn", "987-65-4321"))
                        .ok()
                        .path("ssn")
                        .isNull())
                .isTrue();
        assertThat(SERVER.otherPartner().get(own).text("/ssn")).isEqualTo("987-65-4321");

        SERVER.admin()
                .put(FOREIGN + "internal-support-staffs/" + login.userId(), Map.of("can_unlock_phi", true))
                .ok();
        assertThat(staff.get(own).text("/ssn")).isEqualTo("987-65-4321");
        SERVER.admin()
                .delete(FOREIGN + "internal-support-staffs/" + login.userId())
                .ok();
        assertThat(staff.get(own).ok().path("ssn").isNull()).isTrue();
    }

    /** A patient whose social security number is known. */
    private static String numbered(Client partner) {
        String patientId = patient(partner);
        partner.patch("/v1/partner/patients/" + patientId, Map.of("ssn", "123-45-6789"))
                .ok();
        return patientId;
    }

    @Test
    void aPartnerChangesOnlyAccountsThatBelongToNobodyElse() {
        String staffId = id(SERVER.panelUser().post(OWN + "support-staffs", person(email())));
        Map<String, Object> takeover =
                Map.of("password", "another-harbour-9", "password_confirmation", "another-harbour-9");
        String path = OWN + "support-staffs/" + staffId;
        SERVER.panelUser().patch(path, Map.of("first_name", "Nadia")).ok();
        SERVER.admin().put(FOREIGN + "support-staffs/" + staffId, Map.of()).ok();

        assertThat(SERVER.panelUser().patch(path, takeover).status()).isEqualTo(403);
        assertThat(SERVER.panelUser()
                        .patch(path, Map.of("can_unlock_phi", true))
                        .text("/pivot/can_unlock_phi"))
                .isEqualTo("true");
        assertThat(SERVER.admin().patch(path, takeover).status()).isEqualTo(200);
    }

    @Test
    void aNewPasswordNeedsItsConfirmation() {
        String staffId = id(SERVER.admin().post("/web/support-staffs", person(email())));

        Client.Reply reply =
                SERVER.admin().patch("/web/support-staffs/" + staffId, Map.of("password", "another-harbour-9"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/password_confirmation").isArray()).isTrue();
    }

    @Test
    void anAssistantReachesTheCasesOfItsCliniciansOnly() throws InterruptedException {
        var doctors = SERVER.world().users().clinicians();
        String first = doctors.getFirst().clinicianId().toString();
        String other = doctors.get(2).clinicianId().toString();
        String email = email();
        String assistantId = id(SERVER.admin().post("/web/medical-assistants", person(email)));
        Client assistant = join(email);
        String caseId = caseHeldBy(first);
        String path = "/v1/clinician/cases/" + caseId;
        String bond = "/web/clinicians/" + first + "/medical-assistants/" + assistantId;

        assertThat(assistant.get(path).status()).isEqualTo(404);
        SERVER.admin()
                .put("/web/clinicians/" + other + "/medical-assistants/" + assistantId, Map.of())
                .ok();
        assertThat(assistant.get(path).status()).isEqualTo(404);
        SERVER.admin().put(bond, Map.of("priority", "preferred")).ok();
        assertThat(assistant.get(path).status()).isEqualTo(200);
        assertThat(SERVER.admin()
                        .get("/web/medical-assistants/" + assistantId + "/clinicians")
                        .ok()
                        .path("data"))
                .hasSize(2);
        assertThat(SERVER.admin()
                        .get("/web/clinicians/" + first + "?with_relationships[]=medical_assistants")
                        .ok()
                        .path("medical_assistants"))
                .anySatisfy(one -> {
                    assertThat(one.path("id").asString("")).isEqualTo(assistantId);
                    assertThat(one.at("/pivot/priority").asString("")).isEqualTo("preferred");
                    assertThat(one.at("/pivot/clinician_id").asString("")).isEqualTo(first);
                });
        assistant.post(path + "/waiting", Map.of("reason", "made up")).ok();

        SERVER.admin().delete(bond).ok();
        assertThat(assistant.get(path).status()).isEqualTo(404);
        assertThat(assistant
                        .post(path + "/support", Map.of("reason", "made up"))
                        .status())
                .isEqualTo(404);
    }

    private static String caseHeldBy(String clinicianId) throws InterruptedException {
        String caseId = SERVER.partner()
                .post(
                        "/v1/partner/cases",
                        Map.of(
                                "patient_id",
                                patient(SERVER.partner()),
                                "clinician_id",
                                clinicianId,
                                "case_questions",
                                List.of(Map.of("question", "Any allergies?", "answer", "None", "type", "string"))))
                .ok()
                .path("case_id")
                .asString("");
        eventually(
                "the case is assigned",
                () -> SERVER.partner()
                        .get("/v1/partner/cases/" + caseId)
                        .text("/case_status/name")
                        .equals("assigned"));
        return caseId;
    }

    @Test
    void aClinicianTakesAndDismissesItsOwnAssistant() throws InterruptedException {
        String email = email();
        String assistantId = id(SERVER.clinician(0).post("/v1/clinician/medical-assistants", person(email)));
        Client assistant = join(email);
        String caseId = caseHeldBy(
                SERVER.world().users().clinicians().getFirst().clinicianId().toString());
        assertThat(assistant.get("/v1/clinician/cases/" + caseId).status()).isEqualTo(200);
        assertThat(SERVER.clinician(1)
                        .delete("/v1/clinician/medical-assistants/" + assistantId)
                        .status())
                .isEqualTo(404);

        SERVER.clinician(0)
                .delete("/v1/clinician/medical-assistants/" + assistantId)
                .ok();

        assertThat(assistant.get("/web/user").status()).isEqualTo(401);
        assertThat(SERVER.admin().get("/web/medical-assistants/" + assistantId).status())
                .isEqualTo(404);
    }

    @Test
    void ofManyWhoTakeOneEmailAtOnceOneWins() throws Exception {
        String email = email();
        Map<String, Object> body = person(email);
        SERVER.admin();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                String kind = i % 2 == 0 ? "support-staffs" : "medical-assistants";
                answers.add(callers.submit(() -> {
                    start.await();
                    return decided(() -> SERVER.admin().post("/web/" + kind, body));
                }));
            }
            start.countDown();
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).filteredOn(status -> status == 422).hasSize(63);
    }

    /** Asks until it is decided: a crowd may have to wait for a connection longer than the pool does. */
    private static int decided(Supplier<Client.Reply> request) {
        int status = request.get().status();
        while (status == 503) {
            status = request.get().status();
        }
        return status;
    }

    @Test
    void anEmailThatIsTakenIsRefusedAsAChangeToo() {
        String taken = email();
        id(SERVER.admin().post("/web/support-staffs", person(taken)));
        String staffId = id(SERVER.admin().post("/web/internal-support-staffs", person(email())));

        Client.Reply reply = SERVER.admin().patch("/web/internal-support-staffs/" + staffId, Map.of("email", taken));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/email").isArray()).isTrue();
    }

    @Test
    void aDeletedPersonIsSignedOutAndItsEmailIsFree() throws InterruptedException {
        String email = email();
        String staffId = id(SERVER.admin().post("/web/internal-support-staffs", person(email)));
        Client staff = join(email);
        assertThat(staff.get("/web/user").status()).isEqualTo(200);

        SERVER.admin().delete("/web/internal-support-staffs/" + staffId).ok();

        assertThat(staff.get("/web/user").status()).isEqualTo(401);
        assertThat(SERVER.admin().get("/web/internal-support-staffs/" + staffId).status())
                .isEqualTo(404);
        assertThat(SERVER.admin()
                        .get("/web/internal-support-staffs?trashed=only&search=" + email)
                        .text("/data/0/id"))
                .isEqualTo(staffId);
        assertThat(SERVER.admin().post("/web/support-staffs", person(email)).status())
                .isEqualTo(200);
    }

    @Test
    void aPartnerKeepsOnePanelUser() {
        Map<String, Object> second = Map.of("name", "Ines Oyelaran", "email", email(), "managed_by_partner", true);
        String first = SERVER.world().users().panelUser().userId().toString();
        String path = OWN + "panel-users/";
        Client.Reply refused = SERVER.panelUser().delete(path + first);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("last_panel_user");

        Client.Reply made = SERVER.panelUser().post(OWN + "panel-users", second);

        assertThat(made.text("/managed_by_partner")).isEqualTo("true");
        SERVER.panelUser().delete(path + id(made)).ok();
        assertThat(SERVER.panelUser().get(path.replaceAll("/$", "")).ok().path("data"))
                .hasSize(1);
    }

    @Test
    void anEndedDeviceIsSignedOut() throws InterruptedException {
        String email = email();
        id(SERVER.admin().post("/web/support-staffs", person(email)));
        Client staff = join(email);
        JsonNode only = staff.get("/web/user/devices").ok();
        assertThat(only).hasSize(1);
        assertThat(only.at("/0/is_current").asBoolean(false)).isTrue();
        assertThat(only.at("/0/ip_address").asString("")).isEqualTo("127.0.0.1");
        String deviceId = only.at("/0/device_id").asString("");
        assertThat(SERVER.admin().delete("/web/user/devices/" + deviceId).status())
                .isEqualTo(404);

        staff.delete("/web/user/devices/" + deviceId).ok();

        assertThat(staff.get("/web/user").status()).isEqualTo(401);
    }

    @Test
    void aPersonChangesItsPasswordAndStaysSignedInHereOnly() throws InterruptedException {
        String email = email();
        id(SERVER.admin().post("/web/support-staffs", person(email)));
        Client here = join(email);
        int before = SERVER.letters(email).size();
        SERVER.anybody()
                .post("/web/user/passcodes", Map.of("email", email, "password", PASSWORD))
                .ok();
        eventually("a code is mailed", () -> SERVER.letters(email).size() > before);
        Client there = SERVER.anybody()
                .token(SERVER.anybody()
                        .post(
                                "/web/user/login",
                                Map.of(
                                        "email",
                                        email,
                                        "password",
                                        PASSWORD,
                                        "code",
                                        SERVER.letters(email).at("/0/code").asString("")))
                        .ok()
                        .path("access_token")
                        .asString(""));
        Map<String, String> wrong = change("not-my-harbour-1");
        assertThat(here.post("/v1/clinician/password/change", wrong)
                        .json()
                        .at("/errors/current_password")
                        .isArray())
                .isTrue();
        assertThat(there.get("/web/user").status()).isEqualTo(200);

        here.post("/v1/clinician/password/change", change(PASSWORD)).ok();

        assertThat(here.get("/web/user").status()).isEqualTo(200);
        assertThat(there.get("/web/user").status()).isEqualTo(401);
        assertThat(here.post("/v1/clinician/auth/inactivity/check", Map.of("password", PASSWORD))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aSignedLinkLetsOnePersonInOnce() {
        String email = SERVER.world().users().supportStaff().email();
        Map<String, String> link = SERVER.loginLink(email);
        String signed = "&expires=" + link.get("expires") + "&signature=" + link.get("signature");
        String path = "/web/user/signed-login?email=";

        assertThat(SERVER.anybody()
                        .get(path + SERVER.world().users().admin().email() + signed)
                        .status())
                .isEqualTo(401);
        assertThat(SERVER.anybody()
                        .get(path + email + signed.replace("&expires=", "&expires=9"))
                        .status())
                .isEqualTo(401);
        String token = SERVER.anybody().get(path + email + signed).text("/access_token");
        assertThat(SERVER.anybody().token(token).get("/web/user").text("/email"))
                .isEqualTo(email);
        assertThat(SERVER.anybody().get(path + email + signed).status()).isEqualTo(401);
    }

    private static Map<String, String> change(String present) {
        return Map.of(
                "current_password", present,
                "new_password", "another-harbour-9",
                "new_password_confirmation", "another-harbour-9");
    }
}

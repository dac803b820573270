package io.careloom.app;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.access.integration.ServiceAccount;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Permission;
import io.careloom.platform.config.Settings;
import io.careloom.platform.http.Route;
import io.careloom.platform.secrets.Secrets;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator's own programs sign what they send: they are the service account, for the rows that say so. */
class SignedRequestsTest {
    private static final String SECRET = "made-up secret of the operator's programs";

    private static TestServer server;

    @BeforeAll
    static void open() {
        server = TestServer.with(Map.of("integration.secret", SECRET));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static Client signing(String secret, String body) {
        String signature = Secrets.signature(secret, body.getBytes(StandardCharsets.UTF_8));
        return server.anybody().with("Signature", signature);
    }

    private static List<String> auditedOfAccount(String action) {
        return server.read(tx -> tx.handle()
                .createQuery("""
                        select role || ' ' || route from platform.audit_row where caller_id = :id and action = :action
                        """)
                .bind("id", ServiceAccount.ID)
                .bind("action", action)
                .mapTo(String.class)
                .list());
    }

    private static String offeringOfSpecialty(String specialty) {
        return server.admin()
                .post(
                        "/web/specialties/" + specialty + "/services",
                        Map.of(
                                "title", "Made-up check-up",
                                "name", "Check-up",
                                "description", "Made up.",
                                "service_type", "other",
                                "include_drivers_license", false,
                                "send_pdf_file_automatically", false))
                .ok()
                .path("id")
                .asString("");
    }

    private static String assigned() throws InterruptedException {
        Client partner = server.partner();
        String patientId =
                partner.post("/v1/partner/patients", MadeUp.patient()).text("/patient_id");
        String caseId = partner.post("/v1/partner/cases", Map.of("patient_id", patientId))
                .text("/case_id");
        eventually(
                "the case is assigned",
                () -> partner.get("/v1/partner/cases/" + caseId)
                        .text("/case_status/name")
                        .equals("assigned"));
        return caseId;
    }

    @Test
    void anOfferingOfASpecialtyIsCopiedByASignature() {
        String specialty = server.admin()
                .post("/web/specialties", Map.of("title", "Signed medicine"))
                .ok()
                .path("id")
                .asString("");
        String path = "/web/specialties/" + specialty + "/services/" + offeringOfSpecialty(specialty) + "/replicate";
        UUID partner = server.world().partners().getLast().partnerId();
        String body = "{\"partner_id\": \"" + partner + "\"}";

        String copy = signing(SECRET, body).post(path, body).ok().path("id").asString("");

        assertThat(server.admin()
                        .get("/web/partners/" + partner + "/offerings/" + copy)
                        .status())
                .isEqualTo(200);
        assertThat(auditedOfAccount("offering.replicated"))
                .containsExactly("service_account POST /web/specialties/{specialty}/services/{offering}/replicate");
        assertThat(signing("guessed secret of the operator's programs", body)
                        .post(path, body)
                        .status())
                .isEqualTo(401);
        assertThat(signing(SECRET, body).post(path, body + " ").status()).isEqualTo(401);
        assertThat(server.anybody().post(path, body).status()).isEqualTo(401);
    }

    @Test
    void theCoverageOfACaseIsAskedByASignature() throws InterruptedException {
        String caseId = assigned();
        server.process(UUID.fromString(caseId), ProductType.DOSESPOT_MEDICATION);
        eventually(
                "the prescription is made",
                () -> server.read(tx -> tx.handle()
                        .createQuery("select exists (select from prescribing.prescription where case_id = :id)")
                        .bind("id", UUID.fromString(caseId))
                        .mapTo(Boolean.class)
                        .one()));

        Client.Reply reply = signing(SECRET, "").post("/lambda/cases/" + caseId + "/benefits", "");

        assertThat(reply.ok().isEmpty()).isTrue();
        assertThat(auditedOfAccount("prescription.coverage"))
                .containsExactly("service_account POST /lambda/cases/{case}/benefits");
        assertThat(signing(SECRET, "")
                        .post("/lambda/cases/" + UUID.randomUUID() + "/benefits", "")
                        .status())
                .isEqualTo(404);
        assertThat(signing(SECRET, " ")
                        .post("/lambda/cases/" + caseId + "/benefits", "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void onlyTheseRowsTakeASignature() {
        assertThat(server.table().rows().stream().filter(Route::signable).map(Route::id))
                .allMatch(id -> id.matches("POST /web/specialties/\\{specialty}/[a-z]+/\\{offering}/replicate")
                        || id.equals("POST /lambda/cases/{case}/benefits"))
                .hasSize(6);
        assertThat(signing(SECRET, "{}").post("/v1/partner/patients", "{}").status())
                .isEqualTo(401);
    }

    @Test
    void theAccountHasTheRightOfTheRowAndNoOther() {
        ServiceAccount account = new ServiceAccount(server.transactions(), server.wiring().partners, SECRET);
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(account.signer(body, Secrets.signature(SECRET, body), Permission.OFFERING_MANAGE)
                        .permissions())
                .containsExactly(Permission.OFFERING_MANAGE);
    }

    @Test
    void nobodyIsBelievedWithoutASecretOrWithAShortOne() {
        assertThat(TestServer.shared()
                        .anybody()
                        .with("Signature", Secrets.signature(SECRET, new byte[0]))
                        .post("/lambda/cases/" + UUID.randomUUID() + "/benefits", "")
                        .status())
                .isEqualTo(401);
        assertThatThrownBy(() -> config("integration.secret").integration().signing())
                .hasMessage("integration.secret is too short: 32 characters are the least");
        assertThatThrownBy(() -> config("dosespot.notice_secret").dosespot().shown())
                .hasMessage("dosespot.notice_secret is too short: 32 characters are the least");
        assertThatThrownBy(() -> config("orders.callback_secret").orders().signing())
                .hasMessage("orders.callback_secret is too short: 32 characters are the least");
    }

    @Test
    void anAddressOfPharmaciesNeedsASecretToo() {
        Settings settings = Settings.defaults("/careloom.yaml").flag("orders.pharmacy_api_url", "https://p.example/");

        assertThatThrownBy(() -> settings.as(CareloomConfig.class).orders().pharmacyApi())
                .hasMessage("orders.pharmacy_api_url needs orders.pharmacy_api_secret too");
        settings.flag("orders.pharmacy_api_secret", SECRET);
        assertThat(settings.as(CareloomConfig.class).orders().pharmacyApi().baseUrl())
                .isEqualTo("https://p.example");
    }

    private static CareloomConfig config(String key) {
        return Settings.defaults("/careloom.yaml")
                .flag(key, "31 characters are not enough ..")
                .as(CareloomConfig.class);
    }
}

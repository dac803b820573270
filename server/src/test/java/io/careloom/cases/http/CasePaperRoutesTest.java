package io.careloom.cases.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import io.careloom.testing.Printed;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Printed cases over HTTP: each way in which they are handed over, and what is refused. */
class CasePaperRoutesTest {
    private static final TestServer SERVER = TestServer.shared();

    private static String caseId;

    @BeforeAll
    static void anAssignedCase() throws InterruptedException {
        Map<String, Object> patient = MadeUp.patient();
        String patientId = SERVER.partner()
                .post("/v1/partner/patients", patient)
                .ok()
                .path("patient_id")
                .asString("");
        UUID clinicianId = SERVER.world().users().clinicians().getFirst().clinicianId();
        caseId = SERVER.partner()
                .post("/v1/partner/cases", Map.of("patient_id", patientId, "clinician_id", clinicianId))
                .ok()
                .path("case_id")
                .asString("");
        eventually(
                "the case is assigned",
                () -> SERVER.partner()
                        .get("/v1/partner/cases/" + caseId)
                        .text("/case_status/name")
                        .equals("assigned"));
    }

    private static String text(Client.Reply encoded) {
        return Printed.of(Base64.getDecoder().decode(encoded.ok().path("file").asString("")))
                .text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/pdf", "/pdf?create_as_file=true", "/offerings/pdf", "/offerings/pdf?export_type=temporary_link"
            })
    void aLinkOpensWithoutAToken(String path) {
        String link = SERVER.partner()
                .get("/v1/partner/cases/" + caseId + path)
                .ok()
                .path("file")
                .asString("");

        Client.Reply opened = SERVER.anybody().get(link.substring(link.indexOf("/s3/")));

        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.body()).startsWith("%PDF-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pdf?create_as_file=false", "/offerings/pdf?export_type=file"})
    void theFileItself(String path) {
        Client.Reply file = SERVER.clinician(0).get("/v1/clinician/cases/" + caseId + path);

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).startsWith("%PDF-");
    }

    @Test
    void theFileInBase64() {
        assertThat(text(SERVER.partner().get("/v1/partner/cases/" + caseId + "/pdf?is_create_as_base64=true")))
                .contains("Case record", caseId);
        assertThat(text(SERVER.partner()
                        .get("/v1/partner/cases/" + caseId
                                + "/pdf?is_create_as_base64=true&is_only_prescriptions=true")))
                .contains("Prescriptions", caseId)
                .doesNotContain("Case record");
        assertThat(text(SERVER.partner()
                        .get("/v1/partner/cases/" + caseId + "/offerings/pdf?export_type=base64&scope=services")))
                .contains("Services", "Nothing is offered.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pdf?create_as_file=maybe", "/offerings/pdf?export_type=fax", "/offerings/pdf?scope=some"})
    void wordsThatNobodyKnowsAreRefused(String path) {
        assertThat(SERVER.partner().get("/v1/partner/cases/" + caseId + path).status())
                .isEqualTo(422);
    }

    @Test
    void readingAPaperIsAudited() throws InterruptedException {
        String path = "/v1/partner/cases/" + caseId + "/pdf?is_create_as_base64=true";
        long before = reads();
        SERVER.partner().get(path).ok();

        assertThat(reads()).isEqualTo(before + 1);
    }

    private static long reads() {
        return SERVER.read(tx -> tx.handle()
                .createQuery("select count(*) from platform.audit_row where kind = 'read' and route = :route")
                .bind("route", "GET /v1/partner/cases/{case_id}/pdf")
                .mapTo(long.class)
                .one());
    }

    @Test
    void manyCasesArePrintedForOnePartner() {
        String partnerId = SERVER.world().partners().getFirst().partnerId().toString();
        String stranger = SERVER.world().partners().getLast().partnerId().toString();
        String path = "/v1/clinician/cases/generate-pdf";

        assertThat(SERVER.clinician(0)
                        .post(path, Map.of("partner_id", partnerId, "cases_id", List.of(caseId)))
                        .ok()
                        .path("file")
                        .asString(""))
                .contains("/s3/files/");
        assertThat(SERVER.clinician(0)
                        .post(path, Map.of("partner_id", stranger, "cases_id", List.of(caseId)))
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.clinician(0)
                        .post(path, Map.of("partner_id", partnerId, "date_range", List.of("2026-11-01")))
                        .status())
                .isEqualTo(422);
    }
}

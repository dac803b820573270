package io.careloom.files.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files of the audiences over HTTP: what is shown, who reaches it, what links open, what deletion ends. */
class FileRoutesTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String FILES = "/v1/partner/files";

    private static JsonNode uploaded() {
        Multipart form = Multipart.of("left.png", Samples.png(400, 300))
                .text("name", "face - left side")
                .text("type", "face-photo");
        return SERVER.partner().upload(FILES, form).ok();
    }

    /** A patient whom this clinician entered for the first partner. */
    private static String patientOf(Client clinician) {
        Map<String, Object> body = MadeUp.patient();
        body.put("partner_id", SERVER.world().partners().getFirst().partnerId());
        body.put("is_live", false);
        return clinician
                .post("/v1/clinician/patients", body)
                .ok()
                .path("patient_id")
                .asString("");
    }

    /** A file of the partner that a case made part of the patient's record. */
    private static JsonNode uploadedTo(String patientId) {
        JsonNode file = uploaded();
        Map<String, Object> body =
                Map.of("patient_id", patientId, "hold_status", true, "case_files", List.of(id(file)));
        SERVER.partner().post("/v1/partner/cases", body).ok();
        return file;
    }

    private static String id(JsonNode file) {
        return file.path("file_id").asString("");
    }

    private static String url(JsonNode file) {
        return file.path("url").asString("");
    }

    @Test
    void uploadAnswersTheFileWithLinksThatOpen() throws IOException {
        JsonNode file = uploaded();

        assertThat(file.path("name").asString("")).isEqualTo("face - left side");
        assertThat(file.path("mime_type").asString("")).isEqualTo("image/png");
        assertThat(file.path("type").asString("")).isEqualTo("face-photo");
        assertThat(file.path("path").asString("")).matches("partners/[A-Za-z0-9]{40}\\.png");
        assertThat(url(file)).startsWith(SERVER.url() + "/s3/files/" + id(file) + "/file?");

        Client.Download content = SERVER.anybody().download(url(file));
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.body()).isEqualTo(Samples.png(400, 300));

        Client.Download thumbnail =
                SERVER.anybody().download(file.path("url_thumbnail").asString(""));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(thumbnail.body()));
        assertThat(picture.getWidth()).isEqualTo(180);
        assertThat(picture.getHeight()).isEqualTo(110);
        assertThat(picture.getRGB(20, 50) >> 16 & 0xff).as("red on the left").isGreaterThan(200);
        assertThat(picture.getRGB(160, 50) & 0xff).as("blue on the right").isGreaterThan(200);
    }

    @Test
    void contentIsSentSoThatNoBrowserRunsIt() {
        Client.Download content = SERVER.anybody().download(url(uploaded()));

        assertThat(content.header("Content-Type")).isEqualTo("image/png");
        assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(content.header("Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''face%20-%20left%20side");
        assertThat(content.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(content.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nameAndTypeMayBeLeftOut() {
        JsonNode file = SERVER.partner()
                .upload(FILES, Multipart.of("C:\\papers\\results.pdf", Samples.pdf()))
                .ok();

        assertThat(file.path("name").asString("")).isEqualTo("results.pdf");
        assertThat(file.path("type").asString("")).isEqualTo("other");
        assertThat(file.path("mime_type").asString("")).isEqualTo("application/pdf");
        assertThat(file.path("url_thumbnail").isNull()).isTrue();
    }

    @Test
    void changedOrExpiredLinksOpenNothing() {
        String url = url(uploaded());
        String other = url(uploaded());

        assertThat(SERVER.anybody()
                        .download(url.replaceFirst("signature=.", "signature=x"))
                        .status())
                .isEqualTo(403);
        assertThat(SERVER.anybody()
                        .download(url.replaceFirst("expires=[0-9]+", "expires=99999999999"))
                        .status())
                .isEqualTo(403);
        assertThat(SERVER.anybody().download(url.replaceFirst("\\?.*", "")).status())
                .isEqualTo(403);
        String swapped = url.substring(0, url.indexOf('?')) + other.substring(other.indexOf('?'));
        assertThat(SERVER.anybody().download(swapped).status()).isEqualTo(403);
        assertThat(SERVER.anybody()
                        .download(url.replace("/file?", "/thumbnail?"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void filesOfOtherTenantsAreUnknown() {
        String path = FILES + "/" + id(uploaded());

        for (Client stranger : new Client[] {SERVER.otherPartner(), SERVER.livePartner()}) {
            assertThat(stranger.get(path).status()).isEqualTo(404);
            assertThat(stranger.delete(path).status()).isEqualTo(404);
        }
        assertThat(SERVER.otherPanelUser().get("/web/files/" + id(uploaded())).status())
                .isEqualTo(404);
        assertThat(SERVER.partner().get(path).status()).isEqualTo(200);
    }

    @Test
    void whatNobodyHasYetIsSeenByItsUploaderOnly() {
        JsonNode file = SERVER.clinician(0)
                .upload("/v1/clinician/files", Multipart.of("scan.jpg", Samples.jpeg(200, 100)))
                .ok();

        assertThat(SERVER.clinician(0).get("/v1/clinician/files/" + id(file)).status())
                .isEqualTo(200);
        assertThat(SERVER.clinician(1).get("/v1/clinician/files/" + id(file)).status())
                .isEqualTo(404);
        assertThat(SERVER.partner().get(FILES + "/" + id(file)).status()).isEqualTo(404);
        assertThat(SERVER.admin().get("/web/files/" + id(file)).status()).isEqualTo(404);
    }

    @Test
    void deletedMeansNotFoundEverywhere() {
        JsonNode file = uploaded();
        String path = FILES + "/" + id(file);

        assertThat(SERVER.partner().delete(path).ok().isArray()).isTrue();

        assertThat(SERVER.partner().get(path).status()).isEqualTo(404);
        assertThat(SERVER.partner().delete(path).status()).isEqualTo(404);
        assertThat(SERVER.panelUser().get("/web/files/" + id(file)).status()).isEqualTo(404);
        assertThat(SERVER.anybody().download(url(file)).status()).isEqualTo(404);
        assertThat(SERVER.anybody()
                        .download(file.path("url_thumbnail").asString(""))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void cliniciansDeleteOnlyWhatTheyUploaded() {
        Client clinician = SERVER.clinician(0);
        String path = "/v1/clinician/files/" + id(uploadedTo(patientOf(clinician)));

        assertThat(clinician.get(path).status()).isEqualTo(200);
        assertThat(clinician.delete(path).status()).isEqualTo(403);
    }

    @Test
    void cliniciansReachTheFilesOfTheirPatientsAndWhatTheyUploaded() {
        Client clinician = SERVER.clinician(1);
        String theirs = id(uploadedTo(patientOf(SERVER.clinician(0))));
        String nobodys = id(uploaded());
        String own = id(clinician
                .upload("/v1/clinician/files", Multipart.of("own.png", Samples.png(30, 30)))
                .ok());

        assertThat(clinician.get("/v1/clinician/files/" + own).status()).isEqualTo(200);
        for (String foreign : List.of(theirs, nobodys)) {
            assertThat(clinician.get("/v1/clinician/files/" + foreign).status()).isEqualTo(404);
            assertThat(clinician.get("/web/files/" + foreign).status()).isEqualTo(404);
            assertThat(clinician.delete("/v1/clinician/files/" + foreign).status())
                    .isEqualTo(404);
        }
        assertThat(SERVER.admin().get("/web/files/" + theirs).status()).isEqualTo(200);
    }

    @Test
    void repeatedKeyedUploadsAreOneFile() {
        Client keyed =
                SERVER.partner().with("Idempotency-Key", UUID.randomUUID().toString());
        Multipart form = Multipart.of("once.png", Samples.png(30, 30));

        Client.Reply first = keyed.upload(FILES, form);
        Client.Reply second = keyed.upload(FILES, form);
        Client.Reply other = keyed.upload(FILES, Multipart.of("once.png", Samples.png(31, 30)));

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("/code")).isEqualTo("idempotency_key_reused");
    }

    @Test
    void cliniciansRenameAndTurnWhatTheySee() {
        String path = "/v1/clinician/files/" + id(uploadedTo(patientOf(SERVER.clinician(0))));
        Map<String, Object> change = Map.of("name", "left cheek", "type", "photo", "rotate", -90);

        JsonNode changed = SERVER.clinician(0).patch(path, change).ok();

        assertThat(changed.path("name").asString("")).isEqualTo("left cheek");
        assertThat(changed.path("type").asString("")).isEqualTo("photo");
        assertThat(SERVER.clinician(0).get(path).ok().path("name").asString("")).isEqualTo("left cheek");
        Client.Download content = SERVER.anybody().download(url(changed));
        assertThat(content.body()).as("with a note how to show it").hasSizeGreaterThan(Samples.png(400, 300).length);
        assertThat(content.header("Content-Length")).isEqualTo(String.valueOf(content.body().length));
    }

    @Test
    void changesThatMakeNoSenseAreRefusedByField() {
        String picture = "/v1/clinician/files/" + id(uploadedTo(patientOf(SERVER.clinician(0))));
        String paper = "/v1/clinician/files/"
                + id(SERVER.clinician(0)
                        .upload("/v1/clinician/files", Multipart.of("results.pdf", Samples.pdf()))
                        .ok());

        assertRefused(SERVER.clinician(0).patch(picture, Map.of("rotate", 45)), "rotate");
        assertRefused(SERVER.clinician(0).patch(paper, Map.of("rotate", 90)), "rotate");
        assertRefused(SERVER.clinician(0).patch(picture, Map.of("type", "malware")), "type");
        assertRefused(SERVER.clinician(0).patch(picture, Map.of("name", " ")), "name");
        assertThat(SERVER.clinician(0)
                        .patch("/v1/clinician/files/" + UUID.randomUUID(), Map.of("rotate", 90))
                        .status())
                .isEqualTo(404);
    }

    private static void assertRefused(Client.Reply reply, String field) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().at("/errors/" + field).isArray())
                .as(reply.body())
                .isTrue();
    }

    @Test
    void aPartnersDocumentIsSeenByItsPanelUsersAndNobodyElses() {
        String partner = "/web/partners/" + SERVER.world().partners().getFirst().partnerId() + "/files";
        JsonNode file = SERVER.admin()
                .upload("/web/files", Multipart.of("contract.pdf", Samples.pdf()))
                .ok();
        String one = partner + "/" + id(file);

        JsonNode attached = SERVER.admin()
                .put(one, Map.of("title", "Contract", "type", "document"))
                .ok();
        assertThat(attached.at("/pivot/title").asString("")).isEqualTo("Contract");
        SERVER.panelUser()
                .patch(one, Map.of("title", "Contract of 2026", "type", "review"))
                .ok();

        JsonNode listed = SERVER.panelUser().get(partner + "?per_page=100").ok().path("data");
        JsonNode mine = listed.valueStream()
                .filter(item -> id(item).equals(id(file)))
                .findFirst()
                .orElseThrow();
        assertThat(mine.at("/pivot/title").asString("")).isEqualTo("Contract of 2026");
        assertThat(mine.at("/pivot/type").asString("")).isEqualTo("review");
        assertThat(SERVER.panelUser().get("/web/files/" + id(file)).status()).isEqualTo(200);
        assertThat(SERVER.otherPanelUser().get(partner).status()).isEqualTo(404);
        assertThat(SERVER.otherPanelUser().get("/web/files/" + id(file)).status())
                .isEqualTo(404);

        SERVER.panelUser().delete(one).ok();
        assertThat(SERVER.panelUser().delete(one).status()).isEqualTo(404);
        assertThat(SERVER.panelUser().get("/web/files/" + id(file)).status())
                .as("the file stays")
                .isEqualTo(200);
    }

    @Test
    void aPatientsFileIsNoDocumentOfThePartner() {
        String partner = "/web/partners/" + SERVER.world().partners().getFirst().partnerId() + "/files/";
        Map<String, String> terms = Map.of("title", "Contract");

        assertRefused(SERVER.panelUser().put(partner + id(uploaded()), terms), "file");
        assertThat(SERVER.panelUser().put(partner + UUID.randomUUID(), terms).status())
                .isEqualTo(404);
        assertRefused(
                SERVER.panelUser().put(partner + UUID.randomUUID(), Map.of("title", "x", "type", "selfie")), "type");
    }
}

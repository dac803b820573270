package io.careloom.files.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
        String path = "/v1/clinician/files/" + id(uploaded());

        assertThat(SERVER.clinician(0).get(path).status()).isEqualTo(200);
        assertThat(SERVER.clinician(0).delete(path).status()).isEqualTo(403);
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
}

package io.careloom.cases.http;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.app.TestServer;
import io.careloom.testing.Client;
import io.careloom.testing.MadeUp;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files of cases over HTTP: attached, replaced, detached, deleted, and what partners are told of it. */
class CaseFileRoutesTest {
    private static final TestServer SERVER = TestServer.shared();

    private static String file(String type) {
        return SERVER.partner()
                .upload(
                        "/v1/partner/files",
                        Multipart.of("made-up.png", Samples.png(40, 40)).text("type", type))
                .ok()
                .path("file_id")
                .asString("");
    }

    private static String patient() {
        return SERVER.partner()
                .post("/v1/partner/patients", MadeUp.patient())
                .ok()
                .path("patient_id")
                .asString("");
    }

    private static Client.Reply submit(List<String> files) {
        return SERVER.partner()
                .post(
                        "/v1/partner/cases",
                        Map.of(
                                "patient_id",
                                patient(),
                                "metadata",
                                "made up",
                                "hold_status",
                                true,
                                "case_files",
                                files));
    }

    private static String caseWith(List<String> files) {
        return submit(files).ok().path("case_id").asString("");
    }

    private static List<String> attached(String caseId) {
        JsonNode files =
                SERVER.partner().get("/v1/partner/cases/" + caseId + "/files").ok();
        return files.valueStream().map(one -> one.path("file_id").asString("")).toList();
    }

    private static List<String> told(String caseId) {
        return SERVER.read(tx -> tx.handle()
                .createQuery("select event_type from platform.event_log where subject_id = :case order by sequence")
                .bind("case", UUID.fromString(caseId))
                .mapTo(String.class)
                .list());
    }

    @Test
    void filesComeWithTheCaseAndStayInTheirOrder() {
        String first = file("face-photo");
        String second = file("other");

        String caseId = caseWith(List.of(second, first, second));

        assertThat(attached(caseId)).containsExactly(second, first);
        assertThat(told(caseId)).containsExactly("case_created", "case_file_added", "case_file_added");
    }

    @Test
    void theCaseItselfShowsItsFiles() {
        String first = file("face-photo");
        String second = file("other");
        Client.Reply created = submit(List.of(second, first));
        String caseId = created.ok().path("case_id").asString("");

        assertThat(shown(created.json())).containsExactly(second, first);
        assertThat(created.json().at("/case_files/0/url").asString("")).contains("/s3/files/" + second);
        SERVER.partner()
                .delete("/v1/partner/cases/" + caseId + "/files/" + second)
                .ok();
        assertThat(shown(SERVER.partner().get("/v1/partner/cases/" + caseId).ok()))
                .containsExactly(first);
    }

    private static List<String> shown(JsonNode chart) {
        return chart.path("case_files")
                .valueStream()
                .map(one -> one.path("file_id").asString(""))
                .toList();
    }

    @Test
    void unknownAndForeignFilesAreRefused() {
        String foreign = SERVER.otherPartner()
                .upload("/v1/partner/files", Multipart.of("a.png", Samples.png(9, 9)))
                .ok()
                .path("file_id")
                .asString("");
        String caseId = caseWith(List.of());

        Client.Reply created = submit(List.of(file("other"), foreign));

        assertThat(created.status()).isEqualTo(422);
        assertThat(created.json().path("errors").path("case_files.1").isArray()).isTrue();
        assertThat(SERVER.partner()
                        .post("/v1/partner/cases/" + caseId + "/files/" + foreign, "{}")
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.partner()
                        .patch("/v1/partner/cases/" + caseId + "/files", Map.of("case_files", List.of(foreign)))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void attachingTwiceIsOnce() {
        String caseId = caseWith(List.of());
        String fileId = file("other");
        String path = "/v1/partner/cases/" + caseId + "/files/" + fileId;

        assertThat(SERVER.partner().post(path, "{}").text("/file_id")).isEqualTo(fileId);
        assertThat(SERVER.partner().post(path, "{}").status()).isEqualTo(200);

        assertThat(attached(caseId)).containsExactly(fileId);
        assertThat(told(caseId)).containsExactly("case_created", "case_file_added");
    }

    @Test
    void replacingTellsWhatCameAndWhatWent() {
        String kept = file("other");
        String gone = file("other");
        String fresh = file("other");
        String caseId = caseWith(List.of(kept, gone));

        JsonNode answer = SERVER.partner()
                .patch("/v1/partner/cases/" + caseId + "/files", Map.of("files", List.of(kept, fresh)))
                .ok();

        assertThat(answer.valueStream().map(one -> one.path("file_id").asString("")))
                .containsExactly(kept, fresh);
        assertThat(told(caseId).subList(3, 5)).containsExactly("case_file_deleted", "case_file_added");
    }

    @Test
    void laboratoryResultsAreTold() {
        String caseId = caseWith(List.of(file("lab-result")));

        assertThat(told(caseId)).containsExactly("case_created", "case_file_added", "file_lab_results_processed");
    }

    @Test
    void detachedFilesStayAndDeletedOnesLeaveEveryCase() throws InterruptedException {
        String fileId = file("other");
        String one = caseWith(List.of(fileId));
        String other = caseWith(List.of(fileId));

        SERVER.partner().delete("/v1/partner/cases/" + one + "/files/" + fileId).ok();
        assertThat(attached(one)).isEmpty();
        assertThat(SERVER.partner().get("/v1/partner/files/" + fileId).status()).isEqualTo(200);
        assertThat(SERVER.partner()
                        .delete("/v1/partner/cases/" + one + "/files/" + fileId)
                        .status())
                .isEqualTo(404);

        SERVER.partner().delete("/v1/partner/files/" + fileId).ok();
        assertThat(attached(other)).isEmpty();
        eventually("its partner is told", () -> told(other).getLast().equals("case_file_deleted"));
    }
}

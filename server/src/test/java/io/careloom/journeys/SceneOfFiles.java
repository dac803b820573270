package io.careloom.journeys;

import io.careloom.testing.Client;
import io.careloom.testing.Multipart;
import io.careloom.testing.Samples;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files and their links. */
final class SceneOfFiles implements ScenePart {
    private final Scene scene;

    SceneOfFiles(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "file" -> scene.first("POST /v1/partner/files", "/file_id");
            case "clinician_file" -> scene.first("POST /v1/clinician/files", "/file_id");
            case "staff_file", "spare_staff_file" -> scene.first("POST /web/files", "/file_id");
            case "spare_panel_file" -> upload(scene.server().panelUser(), "/web/files");
            case "portrait" -> portrait();
            case "partner_file", "spare_partner_file" -> document();
            case "documented_partner" -> documented();
            case "file_link" -> link("/url");
            case "thumbnail_link" -> link("/url_thumbnail");
            case "spare_file" -> scene.first("POST /v1/partner/files", "/file_id");
            case "spare_clinician_file" -> scene.first("POST /v1/clinician/files", "/file_id");
            case "spare_tagged_file" -> taggedFile(scene.thing("filed_case"));
            default -> null;
        };
    }

    /** A file of the case, with a tag. */
    private String taggedFile(String caseId) throws InterruptedException {
        String fileId = scene.first("POST /v1/partner/files", "/file_id");
        String path = "/cases/" + caseId + "/files/" + fileId;
        scene.server().partner().post("/v1/partner" + path, Map.of()).ok();
        scene.server()
                .clinician(0)
                .put("/v1/clinician" + path + "/tags/" + scene.thing("plain_tag"), Map.of("notes", "Blurred."))
                .ok();
        return fileId;
    }

    /** The query of a file's link. */
    private String link(String pointer) throws InterruptedException {
        String url = scene.server()
                .partner()
                .get("/v1/partner/files/" + scene.thing("file"))
                .ok()
                .at(pointer)
                .asString("");
        return url.substring(url.indexOf('?') + 1);
    }

    /** An upload of the other clinician. */
    private String portrait() {
        return upload(scene.server().clinician(2), "/v1/clinician/files");
    }

    private static String upload(Client caller, String path) {
        return caller.upload(path, Multipart.of("face.png", Samples.png(40, 30)))
                .ok()
                .path("file_id")
                .asString("");
    }

    /** A document of the partner. */
    private String document() throws InterruptedException {
        String fileId = scene.fresh("staff_file");
        scene.server()
                .admin()
                .put("/web/partners/" + scene.thing("partner") + "/files/" + fileId, Map.of("title", "Contract"))
                .ok();
        return fileId;
    }

    /** The partner, with a document. */
    private String documented() throws InterruptedException {
        scene.thing("partner_file");
        return scene.thing("partner");
    }
}

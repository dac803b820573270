package io.careloom.journeys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tags of partners and clinicians, and what carries them. */
final class SceneOfTags implements ScenePart {
    private final Scene scene;

    SceneOfTags(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "tag_id" -> scene.first("POST /v1/partner/tags", "/id");
            case "global_tag" -> scene.first("POST /web/tags", "/id");
            case "steady_tag" -> tag(Map.of("removable_role", "admin", "auto_detach_status", List.of("created")));
            case "plain_tag" -> tag(Map.of());
            case "patient_tag" -> patientTag();
            case "tag_key" -> scene.first("GET /v1/partner/tags/{tag_id}", "/key");
            case "global_tag_key" -> scene.first("POST /web/tags", "/key");
            case "favorite_tag_key" -> favoriteTag("/key");
            case "spare_tag" -> scene.first("POST /v1/partner/tags", "/id");
            case "spare_patient_tag" -> patientTag();
            case "spare_global_tag" -> scene.first("POST /web/tags", "/id");
            case "spare_own_tag" -> scene.first("POST /v1/clinician/tags", "/id");
            case "spare_favorite_tag" -> favoriteTag("/id");
            default -> null;
        };
    }

    /** A tag of the partner that no case of the scene loses by its status. */
    private String tag(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.putAll(Map.of(
                "name", "Steady", "key", UUID.randomUUID().toString(), "color", "#5899c7", "description", "Stays."));
        return scene.server()
                .partner()
                .post("/v1/partner/tags", body)
                .ok()
                .path("id")
                .asString("");
    }

    /** A tag that the usual patient has. */
    private String patientTag() throws InterruptedException {
        String tagId = tag(Map.of());
        scene.server()
                .partner()
                .post("/v1/partner/patients/" + scene.thing("patient_id") + "/tags/" + tagId, Map.of())
                .ok();
        return tagId;
    }

    /** A tag of the clinician that it keeps at hand. */
    private String favoriteTag(String pointer) throws InterruptedException {
        JsonNode tag = scene.send(scene.operation("POST /v1/clinician/tags")).ok();
        scene.server()
                .clinician(0)
                .post("/v1/clinician/tags/" + tag.path("id").asString("") + "/favorite", Map.of())
                .ok();
        return tag.at(pointer).asString("");
    }
}

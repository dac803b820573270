package io.careloom.journeys;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Specialties, diseases and units. */
final class SceneOfCatalog implements ScenePart {
    private final Scene scene;

    SceneOfCatalog(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "specialty", "other_specialty" -> specialty();
            case "specialty_title" -> scene.first("GET /web/specialties/{specialty}", "/title");
            case "spare_specialty" -> specialty();
            case "spare_taken_specialty" -> takenSpecialty();
            case "spare_own_specialty" ->
                scene.tied("/web/clinicians/" + scene.thing("clinician") + "/specialties/", specialty());
            case "disease", "disease_id" -> scene.first("GET /web/diseases", "/data/0/id");
            case "other_disease" -> scene.first("GET /web/diseases", "/data/1/id");
            case "supply_id" -> "301";
            case "dispense_unit" -> scene.first("GET /web/dispense-units", "/data/0/id");
            default -> null;
        };
    }

    private String specialty() {
        return scene.server()
                .admin()
                .post("/web/specialties", Map.of("title", "Made-up-" + UUID.randomUUID()))
                .ok()
                .path("id")
                .asString("");
    }

    private String takenSpecialty() throws InterruptedException {
        String taken = specialty();
        scene.server()
                .panelUser()
                .send("PUT", "/web/partners/" + scene.thing("partner") + "/specialties/" + taken, Map.of())
                .ok();
        return taken;
    }
}

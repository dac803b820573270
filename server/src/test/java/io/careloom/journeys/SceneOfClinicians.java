package io.careloom.journeys;

import io.careloom.sandbox.DemoFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Clinicians with their licences and practice areas. */
final class SceneOfClinicians implements ScenePart {
    private static final String PROFILE = """
            {"suffix": "MD", "specialty": "General Practice", "bio_details": "Sails.", "profile_url": "https://sails.example",
             "photo_id": "{{staff_file}}", "signature_id": "{{staff_file}}", "w9form_id": "{{staff_file}}",
             "automatic_sync_video_file_id": "{{staff_file}}", "thank_you_video_file_id": "{{staff_file}}",
             "date_of_birth": "1977-05-06", "phone_number": "415-555-2676", "phone_type": 2, "fax_number": "415-555-2677",
             "automatic_sync_message": "Please open the link.", "out_of_office_message": "Back soon.", "gender": 2,
             "out_of_office_return_at": "2026-11-30", "timezone_id": "{{timezone}}",
             "address": {"address": "1 Quay Street", "address2": "", "zip_code": "94601", "city_name": "Oakland",
                         "state_name": "CA"}}""";
    private final Scene scene;

    SceneOfClinicians(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "clinician", "clinician_id" -> scene.clinician(0).clinicianId().toString();
            case "other_clinician_id" -> scene.clinician(2).clinicianId().toString();
            case "idle_clinician" -> scene.first("POST /web/clinicians", "/id");
            case "leaving_clinician" -> leavingClinician();
            case "license" -> licence(scene.clinician(0), "dea");
            case "other_license" -> licence(scene.clinician(2), "npi");
            case "spare_clinician" -> scene.first("POST /web/clinicians", "/id");
            case "spare_license" -> scene.first("POST /web/clinicians/{clinician}/licenses", "/id");
            case "spare_area" ->
                scene.tied("/web/clinicians/" + scene.thing("clinician") + "/states/", scene.thing("maine"));
            case "spare_own_clinician" ->
                scene.tied("/web/partners/" + scene.thing("partner") + "/clinicians/", scene.thing("spare_clinician"));
            default -> null;
        };
    }

    /** The two Californian clinicians get a full profile. */
    void introduce() throws InterruptedException {
        profile(scene.clinician(0), List.of("1234567893", "BC1234563"));
        profile(scene.clinician(2), List.of("1598738916", "BF1234567"));
    }

    private void profile(DemoFile.DemoClinician of, List<String> numbers) throws InterruptedException {
        String path = "/web/clinicians/" + of.clinicianId();
        scene.server().admin().patch(path, scene.text(PROFILE)).ok();
        scene.server()
                .admin()
                .post(path + "/licenses", Map.of("type", "npi", "value", numbers.getFirst()))
                .ok();
        scene.server()
                .admin()
                .post(path + "/licenses", Map.of("type", "dea", "value", numbers.getLast()))
                .ok();
    }

    private String licence(DemoFile.DemoClinician of, String type) {
        JsonNode licences = scene.server()
                .admin()
                .get("/web/clinicians/" + of.clinicianId() + "/licenses")
                .ok()
                .path("data");
        return licences.valueStream()
                .filter(one -> one.path("type").asString("").equals(type))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString("");
    }

    private String leavingClinician() throws InterruptedException {
        scene.send(scene.operation("PUT /web/clinicians/{clinician}/states/{state}"))
                .ok();
        return scene.thing("spare_clinician");
    }
}

package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Patients. */
final class SceneOfPatients implements ScenePart {
    private final Scene scene;

    SceneOfPatients(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "patient_id" -> scene.first("POST /v1/partner/patients", "/patient_id");
            case "patient_email" -> scene.first("GET /v1/partner/patients/{patient_id}", "/email");
            case "exam_id" -> scene.first("GET /v1/partner/patients/{patient_id}/exams", "/data/0/id");
            case "told_patient" -> toldPatient();
            case "seen_patient" -> seenPatient();
            case "busy_patient" -> busyPatient();
            case "busy_name" ->
                scene.server()
                        .partner()
                        .get("/v1/partner/patients/" + scene.thing("busy_patient"))
                        .text("/last_name");
            case "spare_patient" -> scene.first("POST /v1/partner/patients", "/patient_id");
            case "spare_own_patient" -> scene.first("POST /v1/clinician/patients", "/patient_id");
            case "spare_left_patient" -> leftPatient();
            case "spare_patient_email" -> scene.first("POST /v1/partner/patients", "/email");
            case "spare_patient_code" -> patientCode(scene.thing("spare_patient_email"));
            default -> null;
        };
    }

    private String toldPatient() throws InterruptedException {
        String patientId = scene.thing("patient_id");
        String log = "/web/partners/" + scene.partner().partnerId() + "/webhooks?model_id=" + patientId;
        eventually(
                "its webhook was tried",
                () -> scene.server()
                        .panelUser()
                        .get(log)
                        .ok()
                        .at("/data/0/attempts/0")
                        .has("number"));
        return patientId;
    }

    /** A patient with a name of its own and two cases with all that a case can hold. */
    private String busyPatient() throws InterruptedException {
        String usual = scene.thing("patient_id");
        ObjectNode body = scene.filled(scene.template("POST /v1/partner/patients"));
        body.put("last_name", "Busy" + UUID.randomUUID().toString().substring(0, 8));
        String patientId = scene.server()
                .partner()
                .post("/v1/partner/patients", body)
                .ok()
                .path("patient_id")
                .asString("");
        String earlier = scene.thing("earlier_case");
        scene.keep("patient_id", patientId);
        scene.forget("earlier_case");
        scene.fresh("assigned_case");
        scene.fresh("assigned_case");
        scene.keep("patient_id", usual);
        scene.keep("earlier_case", earlier);
        return patientId;
    }

    private String patientCode(String email) throws InterruptedException {
        scene.server()
                .partner()
                .post("/v1/partner/patients/auth/2fa", Map.of("email", email))
                .ok();
        return scene.letterTo(email);
    }

    /** The usual patient, who has had a case with the first clinician. */
    private String seenPatient() throws InterruptedException {
        scene.thing("case_id");
        return scene.thing("patient_id");
    }

    private String leftPatient() throws InterruptedException {
        String patientId = scene.thing("spare_own_patient");
        scene.server()
                .clinician(0)
                .delete("/v1/clinician/patients/" + patientId)
                .ok();
        return patientId;
    }
}

package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Cases in every status; a name that ends in {@code _case} is a case that its call uses up. */
final class SceneOfCases implements ScenePart {
    private final Scene scene;

    SceneOfCases(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        if (name.endsWith("_case")) {
            return theCase(name);
        }
        return switch (name) {
            case "case_id", "encounter_id" -> theCase("assigned_case");
            case "case_question_id" -> scene.first("GET /v1/partner/cases/{case_id}/questions", "/0/case_question_id");
            case "spare_encounter" -> theCase("assigned_case");
            default -> null;
        };
    }

    private String theCase(String name) throws InterruptedException {
        ObjectNode template = scene.template("POST /v1/partner/cases");
        if (name.equals("earlier_case")) {
            template.putNull("reference_case_id");
        }
        ObjectNode body = scene.filled(template);
        body.put("hold_status", name.equals("held_case"));
        body.put("is_additional_approval_needed", name.equals("approved_case"));
        String caseId = scene.server()
                .partner()
                .post("/v1/partner/cases", body)
                .ok()
                .path("case_id")
                .asString("");
        scene.server()
                .partner()
                .patch(
                        "/v1/partner/cases/" + caseId + "/tags/" + scene.thing("steady_tag"),
                        Map.of("notes", "Sent by express."))
                .ok();
        if (!name.equals("held_case")) {
            becomes(caseId, "assigned");
        }
        switch (name) {
            case "waiting_case" -> move(caseId, "waiting");
            case "support_case" -> move(caseId, "support");
            case "cancelled_case" -> move(caseId, "cancelled");
            case "approved_case" -> move(caseId, "approved");
            case "processing_case" -> {
                move(caseId, "approved");
                becomes(caseId, "processing");
            }
            case "held_case" -> {}
            case "tagged_case" -> {
                scene.server()
                        .partner()
                        .post("/v1/partner/cases/" + caseId + "/tags/" + scene.thing("plain_tag"), Map.of())
                        .ok();
                move(caseId, "waiting");
            }
            case "sick_case" -> fallsSick(caseId);
            default -> move(caseId, "notes");
        }
        return caseId;
    }

    private void fallsSick(String caseId) throws InterruptedException {
        Map<String, String> disease = Map.of("disease_id", scene.thing("other_disease"));
        scene.server()
                .partner()
                .post("/v1/partner/cases/" + caseId + "/diseases", disease)
                .ok();
    }

    private void move(String caseId, String verb) {
        scene.server()
                .clinician(0)
                .post("/v1/clinician/cases/" + caseId + "/" + verb, Map.of("reason", "made up", "text", "made up"))
                .ok();
    }

    private void becomes(String caseId, String status) throws InterruptedException {
        String path = "/v1/partner/cases/" + caseId;
        eventually(
                "the case is " + status,
                () -> scene.server()
                        .partner()
                        .get(path)
                        .text("/case_status/name")
                        .equals(status));
    }
}

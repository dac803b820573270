package io.careloom.journeys;

import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.platform.database.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The offerings of a case whose clinician has not decided: {@code lined} has prescribed ones, {@code served} services. */
final class SceneOfLines implements ScenePart {
    private static final ProductTerms PATCHES = ProductTerms.NONE.with(Map.of(
            "name",
            "Made-up patches",
            "title",
            "Patches",
            "refills",
            1,
            "quantity",
            "30",
            "directions",
            "One per day.",
            "dispense_unit",
            "Tablet",
            "dispense_unit_id",
            26,
            "dosespot_supply_id",
            21,
            "pharmacy_notes",
            "Made up."));

    private final Scene scene;

    SceneOfLines(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "line_supply" -> supply();
            case "lined" -> with(scene.fresh("assigned_case"), "/offerings");
            case "served" -> with(scene.fresh("assigned_case"), "/services");
            case "case_offering", "spare_case_offering" -> added(scene.thing("lined"), "/offerings");
            case "line_service", "spare_line_service" -> added(scene.thing("served"), "/services");
            case "sick_line" -> sick(added(scene.thing("lined"), "/offerings"));
            case "disease_of_line" -> scene.thing("other_disease");
            case "spare_disease_of_line" -> {
                sick(scene.thing("sick_line"));
                yield scene.thing("disease_id");
            }
            default -> null;
        };
    }

    private String supply() {
        return scene.server()
                .transactions()
                .write(
                        Origin.worker("scene"),
                        tx -> OfferingSamples.put(
                                tx, scene.partner().partnerId(), ProductType.DOSESPOT_SUPPLY, PATCHES))
                .id()
                .toString();
    }

    private String with(String caseId, String part) throws InterruptedException {
        added(caseId, part);
        return caseId;
    }

    private String added(String caseId, String part) throws InterruptedException {
        ObjectNode body = scene.filled(scene.template("POST /v1/clinician/cases/{case_id}" + part));
        String key = part.equals("/offerings") ? "case_offering_id" : "case_service_id";
        return scene.server()
                .clinician(0)
                .post("/v1/clinician/cases/" + caseId + part, body)
                .ok()
                .path(key)
                .asString("");
    }

    /** With two diseases, of which the second one is {@code disease_of_line}. */
    private String sick(String lineId) throws InterruptedException {
        String path = "/v1/clinician/cases/" + scene.thing("lined") + "/offerings/" + lineId + "/diseases";
        for (String disease : new String[] {"disease_id", "other_disease"}) {
            scene.server()
                    .partner()
                    .post(path, Map.of("disease_id", scene.thing(disease)))
                    .ok();
        }
        return lineId;
    }
}

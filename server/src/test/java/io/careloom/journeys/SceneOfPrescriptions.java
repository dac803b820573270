package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;

import io.careloom.catalog.offerings.OfferingSamples;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.platform.database.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cases with a medication of the starter formulary: {@code screened} waits for its clinician, {@code prescribed} was sent. */
final class SceneOfPrescriptions implements ScenePart {
    private static final ProductTerms FINASTERIDE = ProductTerms.NONE
            .with(Map.of("days_supply", 30, "pharmacy_name", "Curexa"))
            .with(Map.of(
                    "name",
                    "Finasteride",
                    "ndc",
                    "00001100101",
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
                    "pharmacy_id",
                    13012));

    private final Scene scene;

    SceneOfPrescriptions(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "finasteride" -> offering(FINASTERIDE);
            case "unsendable" -> offering(FINASTERIDE.with(Map.of("pharmacy_id", 9101)));
            case "question_id" -> "1";
            case "screened" -> with(scene.fresh("assigned_case"), "finasteride");
            case "prescribed" -> ended(with(scene.fresh("assigned_case"), "finasteride"), "completed");
            case "prescription_id" -> line(scene.thing("prescribed"));
            case "spare_failed" -> ended(with(scene.fresh("assigned_case"), "unsendable"), "support");
            default -> null;
        };
    }

    private String offering(ProductTerms terms) {
        return scene.server()
                .transactions()
                .write(
                        Origin.worker("scene"),
                        tx -> OfferingSamples.put(
                                tx, scene.partner().partnerId(), ProductType.DOSESPOT_MEDICATION, terms))
                .id()
                .toString();
    }

    private String with(String caseId, String offering) throws InterruptedException {
        scene.server()
                .clinician(0)
                .post("/v1/clinician/cases/" + caseId + "/offerings", Map.of("offering_id", scene.thing(offering)))
                .ok();
        return caseId;
    }

    private String ended(String caseId, String status) throws InterruptedException {
        scene.server()
                .clinician(0)
                .post("/v1/clinician/cases/" + caseId + "/approved", Map.of())
                .ok();
        eventually(
                "the case is " + status,
                () -> scene.server()
                        .partner()
                        .get("/v1/partner/cases/" + caseId)
                        .text("/case_status/name")
                        .equals(status));
        return caseId;
    }

    private String line(String caseId) {
        return scene.server()
                .partner()
                .get("/v1/partner/cases/" + caseId + "/offerings")
                .ok()
                .at("/0/case_offering_id")
                .asString("");
    }
}

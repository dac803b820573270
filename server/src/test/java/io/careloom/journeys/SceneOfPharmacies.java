package io.careloom.journeys;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pharmacies of the sandbox, of partners and of patients. */
final class SceneOfPharmacies implements ScenePart {
    private static final String CUREXA = "13012";

    private final Scene scene;

    SceneOfPharmacies(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "pharmacy_id" -> CUREXA;
            case "pharmacy_patient" -> choosing(scene.thing("patient_id"));
            case "spare_pharmacy_patient" -> choosing(scene.thing("spare_patient"));
            case "linked_pharmacy_name" -> linked("/data/0/pharmacy_name");
            case "spare_linked_pharmacy" -> linked("/data/0/id");
            default -> null;
        };
    }

    private String choosing(String patientId) {
        scene.server()
                .partner()
                .post("/v1/partner/patients/" + patientId + "/pharmacies/" + CUREXA, Map.of())
                .ok();
        return patientId;
    }

    /** Of a pharmacy that the first partner works with. */
    private String linked(String pointer) throws InterruptedException {
        String path = "/web/partners/" + scene.partner().partnerId() + "/pharmacies";
        scene.send(scene.operation("PUT /web/partners/{partner}/pharmacies")).ok();
        return scene.server().panelUser().get(path).ok().at(pointer).asString("");
    }
}

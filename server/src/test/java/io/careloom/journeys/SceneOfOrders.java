package io.careloom.journeys;

import static io.careloom.testing.Eventually.eventually;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Subscriptions, and the orders of a case with many fills. */
final class SceneOfOrders implements ScenePart {
    private static final int REFILLS = 40;

    private final Scene scene;
    private int used = 1;

    SceneOfOrders(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "subscription", "spare_subscription" -> scene.first("POST /v1/partner/subscriptions", "/id");
            case "subscribed_patient" -> {
                scene.thing("subscription");
                yield scene.thing("patient_id");
            }
            case "subscribed_offering" -> scene.thing("offering");
            case "ordered_encounter" -> orderedEncounter();
            case "ordered_patient" ->
                scene.server()
                        .partner()
                        .get("/v1/partner/cases/" + scene.thing("ordered_encounter"))
                        .text("/patient/patient_id");
            case "first_order" -> order(0);
            case "spare_order" -> order(used++);
            default -> null;
        };
    }

    private String orderedEncounter() throws InterruptedException {
        String caseId = scene.fresh("assigned_case");
        scene.server().prescribe(UUID.fromString(caseId), REFILLS);
        eventually(
                "its orders are made",
                () -> !scene.server()
                        .partner()
                        .get("/v1/partner/cases/" + caseId + "/orders")
                        .ok()
                        .isEmpty());
        return caseId;
    }

    private String order(int turn) throws InterruptedException {
        return scene.server()
                .partner()
                .get("/v1/partner/cases/" + scene.thing("ordered_encounter") + "/orders")
                .ok()
                .at("/0/orders/" + turn + "/id")
                .asString("");
    }
}

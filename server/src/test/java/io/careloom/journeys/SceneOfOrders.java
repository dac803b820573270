package io.careloom.journeys;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Subscriptions. */
final class SceneOfOrders implements ScenePart {
    private final Scene scene;

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
            case "subscribed_offering" -> UUID.randomUUID().toString();
            default -> null;
        };
    }
}

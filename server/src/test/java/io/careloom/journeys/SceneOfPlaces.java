package io.careloom.journeys;

import org.jspecify.annotations.Nullable;

/** Countries, states and time zones. */
final class SceneOfPlaces implements ScenePart {
    private final Scene scene;

    SceneOfPlaces(Scene scene) {
        this.scene = scene;
    }

    @Override
    public @Nullable String make(String name) throws InterruptedException {
        return switch (name) {
            case "timezone" -> scene.first("GET /web/timezones", "/data/0/id");
            case "country" -> scene.first("GET /v1/partner/metadata/states", "/0/country/country_id");
            case "state", "state_id", "ca_id" -> scene.first("GET /v1/partner/metadata/states", "/0/state_id");
            case "wa_id" -> state("Washington");
            case "vermont" -> state("Vermont");
            case "maine" -> state("Maine");
            case "or_id" -> state("Oregon");
            default -> null;
        };
    }

    private String state(String name) {
        return scene.server()
                .partner()
                .get("/v1/partner/metadata/states?search=" + name)
                .ok()
                .at("/0/state_id")
                .asString("");
    }
}

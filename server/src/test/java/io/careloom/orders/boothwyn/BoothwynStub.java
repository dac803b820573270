package io.careloom.orders.boothwyn;

import io.careloom.orders.PharmacyStub;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class BoothwynStub extends PharmacyStub {
    static final String KEY = "made-up-key";

    BoothwynStub() throws IOException {}

    @Override
    protected boolean letsIn(Asked asked) {
        return ("Bearer " + KEY).equals(asked.headers().getFirst("Authorization"));
    }

    @Override
    protected String refusal() {
        return "{\"message\":\"Invalid Address Zip\",\"code\":42227}";
    }

    @Override
    protected String shippedWord() {
        return "shipped";
    }

    @Override
    protected ObjectNode tracking() {
        return new JsonMapper()
                .createObjectNode()
                .put("number", "101010")
                .put("url", "https://parcels.example/101010")
                .put("carrier", "Parcels")
                .put("shipped_at", "2026-11-28T08:00:00Z");
    }
}

package io.careloom.platform.events;

import io.careloom.kernel.PartnerFacing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A fact of the tests. */
record Noted(UUID tenantId, UUID subjectId, long sequence, String text) implements PartnerFacing {
    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", text);
        fields.put("number", sequence);
        fields.put("absent", null);
        return fields;
    }

    @Override
    public String eventType() {
        return "noted";
    }

    @Override
    public String modelType() {
        return "App\\Models\\Note";
    }
}

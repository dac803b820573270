package io.careloom.webhooks;

import io.careloom.kernel.PartnerFacing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A fact that partners are told of. */
public record Happened(UUID tenantId, UUID subjectId, long sequence, String eventType) implements PartnerFacing {
    /** The first fact of this subject. */
    public static Happened to(UUID tenantId, UUID subjectId) {
        return new Happened(tenantId, subjectId, 1, "case_waiting");
    }

    @Override
    public String modelType() {
        return "App\\Models\\Encounter";
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case_id", subjectId.toString());
        fields.put("metadata", "number " + sequence);
        return fields;
    }
}

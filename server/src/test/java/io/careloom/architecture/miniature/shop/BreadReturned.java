package io.careloom.architecture.miniature.shop;

import io.careloom.kernel.PartnerFacing;
import java.util.Map;
import java.util.UUID;

/** Planted: an event without its golden file. */
public record BreadReturned(UUID tenantId, UUID subjectId, long sequence) implements PartnerFacing {
    @Override
    public Map<String, Object> fields() {
        return Map.of();
    }

    @Override
    public String eventType() {
        return "bread_returned";
    }

    @Override
    public String modelType() {
        return "Bread";
    }
}

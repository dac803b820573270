package io.careloom.architecture.miniature.shop;

import io.careloom.kernel.PartnerFacing;
import java.util.Map;
import java.util.UUID;

/** An event as it should be. */
public record BreadSold(UUID tenantId, UUID subjectId, long sequence) implements PartnerFacing {
    @Override
    public Map<String, Object> fields() {
        return Map.of();
    }

    @Override
    public String eventType() {
        return "bread_sold";
    }

    @Override
    public String modelType() {
        return "Bread";
    }
}

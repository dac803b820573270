package io.careloom.patients;

import io.careloom.kernel.PartnerFacing;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A patient left: it is found by nobody until it is restored. */
public record PatientDeleted(
        UUID tenantId,
        UUID subjectId,
        long sequence,
        @Nullable String metadata) implements PartnerFacing {
    @Override
    public String eventType() {
        return "patient_deleted";
    }

    @Override
    public String modelType() {
        return PatientCreated.MODEL;
    }

    @Override
    public Map<String, Object> fields() {
        return PatientCreated.told(subjectId, metadata);
    }
}

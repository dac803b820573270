package io.careloom.patients;

import io.careloom.kernel.PartnerFacing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A patient became known to a partner. */
record PatientCreated(
        UUID tenantId,
        UUID subjectId,
        long sequence,
        @Nullable String metadata) implements PartnerFacing {
    static final String MODEL = "App\\Models\\Patient";

    @Override
    public String eventType() {
        return "patient_created";
    }

    @Override
    public String modelType() {
        return MODEL;
    }

    @Override
    public Map<String, Object> fields() {
        return told(subjectId, metadata);
    }

    /** What partners are told of a patient: its id and their own text. */
    static Map<String, Object> told(UUID patientId, @Nullable String metadata) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("patient_id", patientId.toString());
        fields.put("metadata", metadata);
        return fields;
    }
}

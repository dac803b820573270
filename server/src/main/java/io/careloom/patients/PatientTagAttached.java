package io.careloom.patients;

import io.careloom.kernel.PartnerFacing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tag was attached to a patient. */
record PatientTagAttached(
        UUID tenantId,
        UUID subjectId,
        long sequence,
        UUID tagId,
        @Nullable String notes) implements PartnerFacing {
    @Override
    public String eventType() {
        return "patient_tag_attached";
    }

    @Override
    public String modelType() {
        return PatientCreated.MODEL;
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("patient_id", subjectId.toString());
        fields.put("tag_id", tagId.toString());
        fields.put("notes", notes);
        return fields;
    }

    @Override
    public String toString() {
        return "PatientTagAttached[" + subjectId + "]";
    }
}

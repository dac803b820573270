package io.careloom.prescribing;

import io.careloom.kernel.PartnerFacing;
import io.careloom.patients.PatientHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A patient's insurances are not what they were when they were last asked. */
record PatientInsuranceUpdated(
        UUID tenantId,
        UUID subjectId,
        long sequence,
        @Nullable String metadata) implements PartnerFacing {
    static PatientHistory.Told of(UUID patientId) {
        return (tenantId, sequence, metadata) -> new PatientInsuranceUpdated(tenantId, patientId, sequence, metadata);
    }

    @Override
    public String eventType() {
        return "patient_insurance_coverage_updated";
    }

    @Override
    public String modelType() {
        return "App\\Models\\Patient";
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("patient_id", subjectId.toString());
        fields.put("metadata", metadata);
        return fields;
    }
}

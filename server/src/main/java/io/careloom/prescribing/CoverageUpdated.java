package io.careloom.prescribing;

import io.careloom.cases.CaseEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The insurance pays another share of a prescription than it did, or its share became known. The id is written in both spellings. */
record CoverageUpdated(
        UUID tenantId,
        UUID caseId,
        long sequence,
        UUID prescriptionId,
        @Nullable String metadata) implements CaseEvent {
    @Override
    public String eventType() {
        return "prescription_insurance_coverage_updated";
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case_id", caseId.toString());
        fields.put("prescrption_id", prescriptionId.toString());
        fields.put("prescription_id", prescriptionId.toString());
        fields.put("metadata", metadata);
        return fields;
    }
}

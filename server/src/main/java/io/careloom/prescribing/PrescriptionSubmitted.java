package io.careloom.prescribing;

import io.careloom.kernel.PartnerFacing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A prescription of a case left for its pharmacy; clients of old read it beside {@code offering_submitted}.
 *
 * @param sequence the case's version
 * @param metadata the partner's own text on the case
 * @param prescriptions all of the case as they are then, shaped like the wire
 */
public record PrescriptionSubmitted(
        UUID tenantId,
        UUID caseId,
        long sequence,
        @Nullable String metadata,
        List<Map<String, @Nullable Object>> prescriptions)
        implements PartnerFacing {
    /** An event of these prescriptions. */
    public PrescriptionSubmitted {
        prescriptions = List.copyOf(prescriptions);
    }

    @Override
    public String eventType() {
        return "prescription_submitted";
    }

    @Override
    public UUID subjectId() {
        return caseId;
    }

    @Override
    public String modelType() {
        return "App\\Models\\Encounter";
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case_id", caseId.toString());
        fields.put("metadata", metadata);
        fields.put("prescriptions", prescriptions);
        return fields;
    }

    @Override
    public String toString() {
        return "PrescriptionSubmitted[" + caseId + "]";
    }
}

package io.careloom.prescribing;

import io.careloom.cases.CaseEvent;
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
        implements CaseEvent {
    /** An event of these prescriptions. */
    public PrescriptionSubmitted {
        prescriptions = List.copyOf(prescriptions);
    }

    @Override
    public String eventType() {
        return "prescription_submitted";
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = CaseEvent.super.fields();
        fields.put("prescriptions", prescriptions);
        return fields;
    }

    @Override
    public String toString() {
        return "PrescriptionSubmitted[" + caseId + "]";
    }
}

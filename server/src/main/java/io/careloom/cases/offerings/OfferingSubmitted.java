package io.careloom.cases.offerings;

import io.careloom.cases.CaseEvent;
import io.careloom.platform.Fields;
import io.careloom.platform.json.WireValues;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a case was sent and acknowledged by who carries it out; partners get all lines as they are then, with their
 * products.
 *
 * @param sequence the case's version
 * @param metadata the partner's own text on the case
 */
public record OfferingSubmitted(
        UUID tenantId, UUID caseId, long sequence, @Nullable String metadata, List<CaseOffering.Shown> offerings)
        implements CaseEvent {
    /** An event of these lines. */
    public OfferingSubmitted {
        offerings = List.copyOf(offerings);
    }

    @Override
    public String eventType() {
        return "offering_submitted";
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = CaseEvent.super.fields();
        fields.put(
                "offerings",
                offerings.stream()
                        .map(line -> WireValues.plain(Fields.of(line)))
                        .toList());
        return fields;
    }

    @Override
    public String toString() {
        return "OfferingSubmitted[" + caseId + "]";
    }
}

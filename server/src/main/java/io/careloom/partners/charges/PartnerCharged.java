package io.careloom.partners.charges;

import io.careloom.kernel.PartnerFacing;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A partner was charged. A charge for a case names it (twice, as the wire does) and its patient, and says which part of the
 * amount is for offerings; an additional one names nobody.
 *
 * @param of null for an additional charge
 */
record PartnerCharged(
        UUID tenantId,
        UUID chargeId,
        ChargeType type,
        BigDecimal amount,
        @Nullable ChargedCase of) implements PartnerFacing {
    @Override
    public String eventType() {
        return "partner_charge";
    }

    @Override
    public String modelType() {
        return "App\\Models\\PartnerCharge";
    }

    @Override
    public UUID subjectId() {
        return chargeId;
    }

    @Override
    public long sequence() {
        return 1;
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (of != null) {
            fields.put("encounter_id", of.caseId().toString());
            fields.put("case_id", of.caseId().toString());
            fields.put("patient_id", of.patientId().toString());
        }
        fields.put("charge_type", type.word());
        fields.put("charge_amount", number(amount));
        if (of != null) {
            fields.put("offering_amount_charge", number(amount.signum() == 0 ? BigDecimal.ZERO : of.offerings()));
        }
        return fields;
    }

    /** The end of a case is told in floating point, where two is 2.0; everything else as short as it can be: 749, 51.38. */
    private Number number(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        boolean floating = type == ChargeType.CASE_COMPLETED || type == ChargeType.CASE_CANCELLED;
        return shortest.setScale(Math.max(shortest.scale(), floating ? 1 : 0));
    }
}

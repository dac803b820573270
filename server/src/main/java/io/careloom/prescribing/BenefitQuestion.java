package io.careloom.prescribing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a medication would cost a patient at a pharmacy.
 *
 * @param eligibilityId by which insurance; null for any
 */
public record BenefitQuestion(
        @Nullable Integer eligibilityId,
        String ndc,
        int pharmacyId,
        BigDecimal quantity,
        int daysSupply,
        int dispenseUnitId) {}

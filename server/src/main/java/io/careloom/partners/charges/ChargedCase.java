package io.careloom.partners.charges;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * The case that a charge is for, with what its price depends on.
 *
 * @param offerings what its offerings cost on top of the partner's price for such a case
 */
public record ChargedCase(
        UUID tenantId,
        UUID partnerId,
        UUID caseId,
        UUID patientId,
        boolean sync,
        boolean followUp,
        BigDecimal offerings) {}

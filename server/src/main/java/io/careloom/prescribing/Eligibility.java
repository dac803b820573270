package io.careloom.prescribing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An insurance that pays for a patient's medications.
 *
 * @param patientEligibilityId the network's number
 * @param payer who pays
 * @param planName of the pharmacy benefit; null when the payer does not say
 * @param expiresOn the last day; null when it does not say
 */
public record Eligibility(
        int patientEligibilityId,
        String payer,
        @Nullable String planName,
        @Nullable LocalDate expiresOn) {}

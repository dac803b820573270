package io.careloom.prescribing;

import org.jspecify.annotations.Nullable;

/**
 * An insurance that may pay for a patient's medications.
 *
 * @param patientEligibilityId the network's number
 * @param payer who pays
 * @param planName of the pharmacy benefit; null when the payer does not say
 * @param covers true when it pays at some kind of pharmacy now
 */
public record Eligibility(
        int patientEligibilityId, String payer, @Nullable String planName, boolean covers) {
    @Override
    public String toString() {
        return "Eligibility[" + patientEligibilityId + "]";
    }
}

package io.careloom.prescribing;

/**
 * What speaks against a prescription.
 *
 * @param rule the rule of {@link ScreeningPolicy} that found it, such as {@code allergy}
 * @param reason for the clinician; names drugs, not the patient
 */
public record Finding(Verdict verdict, String rule, String reason) {
    /** What follows from findings, from mild to grave. */
    public enum Verdict {
        /** Nothing speaks against it. */
        READY,
        /** It is sent once the clinician says that the warning was read. */
        WARNING,
        /** It is not sent. */
        BLOCKED
    }
}

package io.careloom.patients;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a patient's health at one time, shaped like the wire (partner-contract.md 5.3). Written whenever it is
 * told anew, and never changed: {@code deletedAt} is null.
 *
 * @param height centimetres
 * @param weight kilograms
 */
public record PatientExam(
        UUID id,
        UUID patientId,
        @Nullable Integer height,
        @Nullable BigDecimal weight,
        @Nullable String medications,
        @Nullable String medicalConditions,
        @Nullable String allergies,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    @Override
    public String toString() {
        return "PatientExam[" + id + "]";
    }
}

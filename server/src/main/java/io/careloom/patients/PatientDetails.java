package io.careloom.patients;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a partner tells of a patient, but for address and custom properties; partner-contract.md 5.1 has the fields. Text is
 * stripped, an SSN gets its dashes, measures lose needless zeros: equal details are equal records.
 *
 * @param gender ISO 5218: 0, 1, 2 or 9
 * @param phoneType 2 (cell) or 4 (home)
 * @param weight kilograms, to the gram
 * @param height centimetres
 * @param bodyTemperature degrees Celsius
 * @param oxygenSaturation percent
 */
public record PatientDetails(
        @Nullable String prefix,
        String firstName,
        @Nullable String middleName,
        String lastName,
        @Nullable String suffix,
        @Nullable String ssn,
        String email,
        @Nullable String metadata,
        int gender,
        String phoneNumber,
        int phoneType,
        LocalDate dateOfBirth,
        boolean active,
        @Nullable BigDecimal weight,
        @Nullable Integer height,
        @Nullable String currentMedications,
        @Nullable String allergies,
        @Nullable String medicalConditions,
        @Nullable String specialNecessities,
        @Nullable Boolean pregnancy,
        @Nullable String bloodPressure,
        @Nullable BigDecimal bodyTemperature,
        @Nullable Integer oxygenSaturation,
        boolean isSmsEnabled,
        boolean isEmailEnabled,
        @Nullable Long shopifyCustomerId,
        @Nullable Long woocommerceCustomerId,
        @Nullable String externalId,
        @Nullable UUID driverLicenseId,
        @Nullable UUID introVideoId) {
    public PatientDetails {
        firstName = firstName.strip();
        lastName = lastName.strip();
        email = email.strip();
        phoneNumber = phoneNumber.strip();
        ssn = ssn == null ? null : dashed(ssn);
        weight = weight == null ? null : plain(weight);
        bodyTemperature = bodyTemperature == null ? null : plain(bodyTemperature);
    }

    private static String dashed(String ssn) {
        String digits = ssn.replace("-", "");
        return digits.length() != 9
                ? ssn
                : digits.substring(0, 3) + "-" + digits.substring(3, 5) + "-" + digits.substring(5);
    }

    private static BigDecimal plain(BigDecimal measure) {
        BigDecimal rounded = measure.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    @Override
    public String toString() {
        return "PatientDetails[]";
    }
}

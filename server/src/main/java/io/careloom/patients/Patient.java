package io.careloom.patients;

import io.careloom.files.StoredFile;
import io.careloom.geography.State;
import io.careloom.partners.Partner;
import io.careloom.partners.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient as the wire shows it and cases nest it (partner-contract.md 5.1). Its tenant is {@link Patients#tenantOf}. What
 * other rooms will own is null until they exist: {@code authLink}.
 *
 * @param ssn with dashes
 * @param genderLabel the words of ISO 5218
 * @param weight kilograms
 * @param height centimetres
 * @param driverLicense null where none was told, or it was deleted
 * @param introVideo likewise
 * @param isLive false for a patient of the sandbox
 */
public record Patient(
        UUID patientId,
        UUID partnerId,
        @Nullable String prefix,
        String firstName,
        @Nullable String middleName,
        String lastName,
        @Nullable String suffix,
        @Nullable String ssn,
        String email,
        @Nullable String metadata,
        int gender,
        String genderLabel,
        String phoneNumber,
        int phoneType,
        LocalDate dateOfBirth,
        boolean active,
        @Nullable BigDecimal weight,
        @Nullable Integer height,
        boolean isLive,
        Dosespot dosespot,
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
        @Nullable StoredFile driverLicense,
        @Nullable StoredFile introVideo,
        Address address,
        Partner partner,
        List<Metafield> metafields,
        List<Tag> tags,
        @Nullable String authLink) {

    /**
     * What the prescribing network knows of the patient; null before it was told.
     *
     * @param patientDosespotId our name of the network's record
     * @param dosespotId the network's number of the patient
     * @param syncStatus {@code success} once the network was told
     * @param syncedAt when it was last told, in the old form {@code 2026-03-27 14:32:10}, UTC
     * @param metadata nobody says anything here yet
     */
    public record Dosespot(
            @Nullable UUID patientDosespotId,
            @Nullable Integer dosespotId,
            @Nullable String syncStatus,
            @Nullable String syncedAt,
            @Nullable String metadata,
            List<Eligibility> eligibilities) {
        private static final DateTimeFormatter OLD = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

        /** An insurance cover that the network found. */
        public record Eligibility(String patientEligibilityId) {}

        static final Dosespot UNKNOWN = new Dosespot(null, null, null, null, null, List.of());

        static Dosespot known(UUID recordId, int number, OffsetDateTime syncedAt, List<Integer> eligibilities) {
            return new Dosespot(
                    recordId,
                    number,
                    "success",
                    OLD.format(syncedAt.withOffsetSameInstant(ZoneOffset.UTC)),
                    null,
                    eligibilities.stream()
                            .map(eligibility -> new Eligibility(Integer.toString(eligibility)))
                            .toList());
        }
    }

    /** Where the patient lives. */
    public record Address(
            UUID addressId, String address, @Nullable String address2, String zipCode, String cityName, State state) {
        @Override
        public String toString() {
            return "Address[" + addressId + "]";
        }
    }

    /** What others put on the record of a patient. */
    record Labels(
            List<Metafield> metafields,
            List<Tag> tags,
            @Nullable StoredFile driverLicense,
            @Nullable StoredFile introVideo) {}

    static Patient of(PatientRow row, Partner partner, boolean live, Address address, Labels labels) {
        PatientDetails details = row.details();
        return new Patient(
                row.patientId(),
                partner.partnerId(),
                details.prefix(),
                details.firstName(),
                details.middleName(),
                details.lastName(),
                details.suffix(),
                details.ssn(),
                details.email(),
                details.metadata(),
                details.gender(),
                label(details.gender()),
                details.phoneNumber(),
                details.phoneType(),
                details.dateOfBirth(),
                details.active(),
                details.weight(),
                details.height(),
                live,
                row.network(),
                details.currentMedications(),
                details.allergies(),
                details.medicalConditions(),
                details.specialNecessities(),
                details.pregnancy(),
                details.bloodPressure(),
                details.bodyTemperature(),
                details.oxygenSaturation(),
                details.isSmsEnabled(),
                details.isEmailEnabled(),
                details.shopifyCustomerId(),
                details.woocommerceCustomerId(),
                details.externalId(),
                labels.driverLicense(),
                labels.introVideo(),
                address,
                partner,
                labels.metafields(),
                labels.tags(),
                null);
    }

    private static String label(int gender) {
        return switch (gender) {
            case 1 -> "Male";
            case 2 -> "Female";
            case 9 -> "Not applicable";
            default -> "Not known";
        };
    }

    @Override
    public String toString() {
        return "Patient[" + patientId + "]";
    }
}

package io.careloom.patients.http;

import io.careloom.files.StoredFile;
import io.careloom.geography.State;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.partners.Partner;
import io.careloom.patients.AddressChange;
import io.careloom.patients.ChangePatient;
import io.careloom.patients.CreatePatient;
import io.careloom.patients.NewMetafield;
import io.careloom.patients.Patient;
import io.careloom.patients.PatientDetails;
import io.careloom.platform.Fields;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Wire shapes of patients; partner-contract.md 5.1 and 5.2 have the rules of each field. */
final class PatientJson {
    private static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";
    private static final String PHONE = "(\\+?1[ .-]?)?(\\([0-9]{3}\\)|[0-9]{3})[ .-]?[0-9]{3}[ .-]?[0-9]{4}";
    private static final String SSN = "[0-9]{9}|[0-9]{3}-[0-9]{2}-[0-9]{4}";
    private static final String ZIP = "[0-9]{5}|[0-9]{9}|[A-Za-z][0-9][A-Za-z][0-9][A-Za-z][0-9]";
    private static final int TEXT = 20_000;
    private static final int MOST_METAFIELDS = 100;

    private PatientJson() {}

    /**
     * A patient to be.
     *
     * @param partnerId whose it is to be, which clinicians must say; a partner's is its own
     * @param isLive likewise, in which environment
     */
    record Create(
            @Nullable UUID partnerId,
            @Nullable Boolean isLive,
            @Nullable @Size(max = 10) String prefix,
            @NotBlank @Size(max = 35) String firstName,
            @Nullable @Size(max = 35) String middleName,
            @NotBlank @Size(max = 35) String lastName,
            @Nullable @Size(max = 35) String suffix,
            @Nullable @Pattern(regexp = SSN) String ssn,
            @NotBlank @Size(max = 80) @Email(regexp = EMAIL) String email,
            @Nullable @Size(max = 255) String metadata,
            @NotNull Integer gender,

            @NotBlank @Size(max = 25) @Pattern(regexp = PHONE)
            String phoneNumber,

            @NotNull Integer phoneType,
            @NotNull LocalDate dateOfBirth,
            @NotNull @Valid Address address,
            @Nullable @DecimalMin("0") @DecimalMax("999") BigDecimal weight,
            @Nullable @Min(0) @Max(300) Integer height,
            @Nullable @Size(max = TEXT) String currentMedications,
            @Nullable @Size(max = TEXT) String allergies,
            @Nullable @Size(max = TEXT) String medicalConditions,
            @Nullable @Size(max = TEXT) String specialNecessities,
            @Nullable Boolean pregnancy,
            @Nullable @Size(max = 255) String bloodPressure,
            @Nullable @DecimalMin("0") @DecimalMax("100") BigDecimal bodyTemperature,
            @Nullable @Min(0) @Max(100) Integer oxygenSaturation,
            @Nullable Boolean isSmsEnabled,
            @Nullable Boolean isEmailEnabled,
            @Nullable Long shopifyCustomerId,
            @Nullable Long woocommerceCustomerId,
            @Nullable @Size(max = 255) String externalId,
            @Nullable UUID driverLicenseId,
            @Nullable UUID introVideoId,
            @Nullable @Size(max = MOST_METAFIELDS) List<@NotNull @Valid Property> metafields) {

        CreatePatient command() {
            return new CreatePatient(
                    details(), address.change(), metafields == null ? List.of() : Property.told(metafields));
        }

        /** Whose it is to be; refused when that is not said. */
        Whose whose() {
            Map<String, List<String>> missing = new LinkedHashMap<>();
            if (partnerId == null) {
                missing.put("partner_id", List.of("The partner_id field is required."));
            }
            if (isLive == null) {
                missing.put("is_live", List.of("The is_live field is required."));
            }
            if (prefix == null || prefix.isBlank()) {
                missing.put("prefix", List.of("The prefix field is required."));
            }
            if (partnerId == null || isLive == null || !missing.isEmpty()) {
                throw Problem.invalid(missing);
            }
            return new Whose(partnerId, isLive ? Environment.LIVE : Environment.SANDBOX);
        }

        /** A partner in an environment. */
        record Whose(UUID partnerId, Environment environment) {}

        private PatientDetails details() {
            return new PatientDetails(
                    prefix,
                    firstName,
                    middleName,
                    lastName,
                    suffix,
                    ssn,
                    email,
                    metadata,
                    gender,
                    phoneNumber,
                    phoneType,
                    dateOfBirth,
                    true,
                    weight,
                    height,
                    currentMedications,
                    allergies,
                    medicalConditions,
                    specialNecessities,
                    pregnancy,
                    bloodPressure,
                    bodyTemperature,
                    oxygenSaturation,
                    isSmsEnabled == null || isSmsEnabled,
                    isEmailEnabled == null || isEmailEnabled,
                    shopifyCustomerId,
                    woocommerceCustomerId,
                    externalId,
                    driverLicenseId,
                    introVideoId);
        }
    }

    /** The address of a patient to be; older clients name the city by its id. */
    record Address(
            @NotBlank @Size(max = 35) String address,
            @Nullable @Size(max = 35) String address2,
            @NotBlank @Pattern(regexp = ZIP) String zipCode,
            @Nullable UUID cityId,
            @Nullable @Size(max = 35) String cityName,
            @NotBlank @Size(max = 60) String stateName) {
        AddressChange change() {
            return new AddressChange(
                    Change.set(address),
                    Change.set(address2),
                    Change.set(zipCode),
                    Change.set(cityId),
                    Change.set(cityName),
                    Change.set(stateName));
        }
    }

    /** A custom property. */
    record Property(
            @NotBlank @Size(max = 255) String key,
            @Nullable @Size(max = 255) String title,
            @NotNull @Size(max = TEXT) String value,
            @NotBlank @Size(max = 255) String type) {
        static List<NewMetafield> told(List<Property> properties) {
            return properties.stream()
                    .map(of -> new NewMetafield(of.key, of.title, of.value, of.type))
                    .toList();
        }
    }

    /** What is to be different. */
    record Update(
            Change<@Size(max = 10) String> prefix,
            Change<@NotBlank @Size(max = 35) String> firstName,
            Change<@Size(max = 35) String> middleName,
            Change<@NotBlank @Size(max = 35) String> lastName,
            Change<@Size(max = 35) String> suffix,
            Change<@Pattern(regexp = SSN) String> ssn,
            Change<@NotBlank @Size(max = 80) @Email(regexp = EMAIL) String> email,
            Change<@Size(max = 255) String> metadata,
            Change<@NotNull Integer> gender,
            Change<@NotBlank @Size(max = 25) @Pattern(regexp = PHONE) String> phoneNumber,
            Change<@NotNull Integer> phoneType,
            Change<@NotNull LocalDate> dateOfBirth,
            Change<@NotNull Boolean> active,
            Change<@NotNull @Valid AddressUpdate> address,
            Change<@DecimalMin("0") @DecimalMax("999") BigDecimal> weight,
            Change<@Min(0) @Max(300) Integer> height,
            Change<@Size(max = TEXT) String> currentMedications,
            Change<@Size(max = TEXT) String> allergies,
            Change<@Size(max = TEXT) String> medicalConditions,
            Change<@Size(max = TEXT) String> specialNecessities,
            Change<Boolean> pregnancy,
            Change<@Size(max = 255) String> bloodPressure,
            Change<@DecimalMin("0") @DecimalMax("100") BigDecimal> bodyTemperature,
            Change<@Min(0) @Max(100) Integer> oxygenSaturation,
            Change<@NotNull Boolean> isSmsEnabled,
            Change<@NotNull Boolean> isEmailEnabled,
            Change<Long> shopifyCustomerId,
            Change<Long> woocommerceCustomerId,
            Change<@Size(max = 255) String> externalId,
            Change<UUID> driverLicenseId,
            Change<UUID> introVideoId,
            Change<@Size(max = MOST_METAFIELDS) List<@NotNull @Valid Property>> metafields) {

        ChangePatient command() {
            Map<String, @Nullable Object> details = Fields.sent(this);
            details.keySet().removeAll(List.of("address", "metafields"));
            AddressUpdate moved = address.or(null);
            return new ChangePatient(details, moved == null ? null : moved.change(), metafields.map(Property::told));
        }
    }

    /** What is to be different in the address. */
    record AddressUpdate(
            Change<@NotBlank @Size(max = 35) String> address,
            Change<@Size(max = 35) String> address2,
            Change<@NotBlank @Pattern(regexp = ZIP) String> zipCode,
            Change<UUID> cityId,
            Change<@NotBlank @Size(max = 35) String> cityName,
            Change<@NotBlank @Size(max = 60) String> stateName) {
        AddressChange change() {
            return new AddressChange(address, address2, zipCode, cityId, cityName, stateName);
        }
    }

    /**
     * A search. {@code is_sandbox} and {@code is_live} are accepted and ignored: the credential decides.
     *
     * @param partnerId for staff, who reach several partners
     */
    record Search(
            @NotBlank @Size(max = 255) String search,
            @Nullable UUID partnerId) {}

    /** A found patient, reduced as the wire has it. */
    record Found(
            UUID patientId,
            @Nullable String prefix,
            String firstName,
            @Nullable String middleName,
            String lastName,
            @Nullable String ssn,
            String email,
            LocalDate dateOfBirth,
            int gender,
            String genderLabel,
            String phoneNumber,
            @Nullable String metadata,
            @Nullable String specialNecessities,
            boolean isLive,
            FoundAddress address,
            @Nullable StoredFile introVideo,
            Partner partner) {
        static Found of(Patient patient) {
            return new Found(
                    patient.patientId(),
                    patient.prefix(),
                    patient.firstName(),
                    patient.middleName(),
                    patient.lastName(),
                    patient.ssn(),
                    patient.email(),
                    patient.dateOfBirth(),
                    patient.gender(),
                    patient.genderLabel(),
                    patient.phoneNumber(),
                    patient.metadata(),
                    patient.specialNecessities(),
                    patient.isLive(),
                    new FoundAddress(patient.address().state()),
                    patient.introVideo(),
                    patient.partner());
        }
    }

    /** Of a found patient's address only the state is told. */
    record FoundAddress(State state) {}
}

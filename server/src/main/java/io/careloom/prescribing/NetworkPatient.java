package io.careloom.prescribing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient as an e-prescribing network must know it.
 *
 * @param networkId its number there; null when it is not known to the network yet
 * @param clinicianId in whose name; null for the account of the installation
 * @param gender 1 male, 2 female, anything else unknown
 * @param phone digits
 * @param phoneType the network's number: 2 cell, 4 home, 5 work
 * @param weight in kilograms
 * @param height in centimetres
 */
public record NetworkPatient(
        UUID tenantId,
        UUID patientId,
        @Nullable Integer networkId,
        @Nullable Integer clinicianId,
        Name name,
        LocalDate dateOfBirth,
        int gender,
        @Nullable String email,
        String phone,
        int phoneType,
        Home home,
        @Nullable BigDecimal weight,
        @Nullable BigDecimal height) {
    /** What the patient is called. */
    public record Name(
            @Nullable String prefix,
            String first,
            @Nullable String middle,
            String last,
            @Nullable String suffix) {}

    /**
     * Where the patient lives.
     *
     * @param state two letters
     */
    public record Home(String address1, @Nullable String address2, String city, String state, String zipCode) {}

    @Override
    public String toString() {
        return "NetworkPatient[" + patientId + "]";
    }
}

package io.careloom.prescribing;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was dispensed to a patient once, as pharmacies and insurances reported it. All may be missing but the number.
 *
 * @param id the network's number
 */
public record MedicationFill(
        int id,
        @Nullable String displayName,
        @Nullable String genericName,
        @Nullable Drug drug,
        @Nullable BigDecimal quantity,
        @Nullable Integer daysSupply,
        @Nullable Integer refills,
        @Nullable String directions,
        @Nullable Integer dispenseUnitId,
        @Nullable String dispenseUnit,
        boolean noSubstitutions,
        @Nullable String pharmacyNotes,
        @Nullable LocalDate writtenOn,
        @Nullable LocalDate filledOn,
        Validity validity,
        @Nullable Diagnosis diagnosis,
        @Nullable String payer) {
    /** From when until when it might be filled. */
    public record Validity(
            @Nullable LocalDate from, @Nullable LocalDate until) {
        /** Not told. */
        public static final Validity UNTOLD = new Validity(null, null);
    }

    /**
     * What it was prescribed for.
     *
     * @param qualifier the list that the code is from, in the network's word
     */
    public record Diagnosis(String code, @Nullable String qualifier) {}

    /** Which drug, in the network's dictionary. */
    public record Drug(
            @Nullable Integer dispensableDrugId,
            @Nullable String ndc,
            @Nullable Integer rxCui,
            @Nullable String doseForm,
            @Nullable String route,
            @Nullable String strength,
            @Nullable String classification,
            @Nullable String schedule,
            @Nullable Boolean brand,
            @Nullable Boolean otc) {}

    @Override
    public String toString() {
        return "MedicationFill[" + id + "]";
    }
}

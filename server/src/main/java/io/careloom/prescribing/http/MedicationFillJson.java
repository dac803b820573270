package io.careloom.prescribing.http;

import io.careloom.prescribing.MedicationFill;
import io.careloom.prescribing.MedicationFill.Drug;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A fill as the sample has it; times of the network have no zone. */
record MedicationFillJson(
        int patientMedicationHistoryId,
        @Nullable String pharmacyNotes,
        boolean noSubstitutions,
        @Nullable String effectiveDate,
        @Nullable String lastFillDate,
        @Nullable String payer,
        @Nullable Integer daysSupply,
        @Nullable String directions,
        @Nullable String dispenseUnitDescription,
        @Nullable Integer dispenseUnitId,
        @Nullable String quantity,
        @Nullable Integer refills,
        @Nullable String writtenDate,
        @Nullable String diagnosisCode,
        @Nullable String diagnosisQualifier,
        @Nullable String doseForm,
        @Nullable String route,
        @Nullable String strength,
        @Nullable String genericDrugName,
        @Nullable Integer dispensableDrugId,
        @Nullable Boolean brand,
        @Nullable Integer rxCui,
        @Nullable Boolean otc,
        @Nullable String ndc,
        @Nullable String schedule,
        @Nullable String displayName,
        @Nullable String drugClassification,
        @Nullable String expirationDate) {
    private static final Drug UNKNOWN = new Drug(null, null, null, null, null, null, null, null, null, null);

    static MedicationFillJson of(MedicationFill fill) {
        Drug drug = fill.drug() == null ? UNKNOWN : fill.drug();
        MedicationFill.Diagnosis diagnosis = fill.diagnosis();
        BigDecimal quantity = fill.quantity();
        return new MedicationFillJson(
                fill.id(),
                fill.pharmacyNotes(),
                fill.noSubstitutions(),
                midnight(fill.validity().from()),
                midnight(fill.filledOn()),
                fill.payer(),
                fill.daysSupply(),
                fill.directions(),
                fill.dispenseUnit(),
                fill.dispenseUnitId(),
                quantity == null
                        ? null
                        : quantity.setScale(2, RoundingMode.HALF_UP).toPlainString(),
                fill.refills(),
                midnight(fill.writtenOn()),
                diagnosis == null ? null : diagnosis.code(),
                diagnosis == null ? null : diagnosis.qualifier(),
                drug.doseForm(),
                drug.route(),
                drug.strength(),
                fill.genericName(),
                drug.dispensableDrugId(),
                drug.brand(),
                drug.rxCui(),
                drug.otc(),
                drug.ndc(),
                drug.schedule(),
                fill.displayName(),
                drug.classification(),
                midnight(fill.validity().until()));
    }

    private static @Nullable String midnight(@Nullable LocalDate day) {
        return day == null ? null : day + "T00:00:00";
    }
}

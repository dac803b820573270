package io.careloom.prescribing.dosespot;

import io.careloom.prescribing.Eligibility;
import io.careloom.prescribing.MedicationFill;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers in DoseSpot's words, read leniently: what is missing or unreadable is null. */
final class DoseSpotAnswers {
    private static final JsonMapper JSON = new JsonMapper();

    private DoseSpotAnswers() {}

    /** The answer as it came. */
    static Map<String, Object> words(JsonNode answer) {
        return JSON.convertValue(answer, new TypeReference<Map<String, Object>>() {});
    }

    static Eligibility eligibility(JsonNode item) {
        return new Eligibility(
                item.path("PatientEligibilityId").asInt(0),
                item.path("PayerName").asString(""),
                text(item, "PlanName"),
                item.path("PharmacyEligibilities")
                        .valueStream()
                        .anyMatch(one ->
                                one.path("EligibilityStatus").asString("").equals("Covered")));
    }

    static MedicationFill fill(JsonNode item) {
        return new MedicationFill(
                item.path("PatientMedicationHistoryId").asInt(0),
                text(item, "DisplayName"),
                text(item, "GenericDrugName"),
                drug(item),
                decimal(item, "Quantity"),
                number(item, "DaysSupply"),
                number(item, "Refills"),
                text(item, "Directions"),
                number(item, "DispenseUnitId"),
                text(item, "DispenseUnitDescription"),
                item.path("NoSubstitutions").asBoolean(false),
                text(item, "PharmacyNotes"),
                day(item, "WrittenDate"),
                day(item, "LastFillDate"),
                new MedicationFill.Validity(day(item, "EffectiveDate"), day(item, "ExpirationDate")),
                diagnosis(item),
                text(item, "Payer"));
    }

    private static MedicationFill.@Nullable Diagnosis diagnosis(JsonNode item) {
        String code = text(item, "DiagnosisCode");
        return code == null ? null : new MedicationFill.Diagnosis(code, text(item, "DiagnosisQualifier"));
    }

    private static MedicationFill.Drug drug(JsonNode item) {
        return new MedicationFill.Drug(
                number(item, "DispensableDrugId"),
                text(item, "NDC"),
                number(item, "RxCUI"),
                text(item, "DoseForm"),
                text(item, "Route"),
                text(item, "Strength"),
                text(item, "DrugClassification"),
                text(item, "Schedule"),
                flag(item, "Brand"),
                flag(item, "OTC"));
    }

    private static @Nullable String text(JsonNode item, String key) {
        String text = item.path(key).asString("").strip();
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Boolean flag(JsonNode item, String key) {
        return item.path(key).isBoolean() ? item.path(key).asBoolean() : null;
    }

    private static @Nullable Integer number(JsonNode item, String key) {
        String text = item.path(key).asString("").strip();
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }

    private static @Nullable BigDecimal decimal(JsonNode item, String key) {
        String text = item.path(key).asString("").strip();
        return text.matches("[0-9]{1,12}(\\.[0-9]{1,6})?") ? new BigDecimal(text) : null;
    }

    private static @Nullable LocalDate day(JsonNode item, String key) {
        String text = item.path(key).asString("");
        try {
            return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}

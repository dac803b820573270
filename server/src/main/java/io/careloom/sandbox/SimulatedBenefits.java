package io.careloom.sandbox;

import io.careloom.prescribing.BenefitQuestion;
import io.careloom.prescribing.MedicationFill;
import io.careloom.prescribing.PriorAuthorizationStep;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Made-up answers about insurances, in the words of the network. */
final class SimulatedBenefits {
    private static final Map<String, Object> OK = Map.of("ResultCode", "OK", "ResultDescription", "");

    private SimulatedBenefits() {}

    static Map<String, Object> coverage(boolean insured, String ndc) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("FormularyStatus", insured ? "On formulary" : null);
        item.put("Brand", null);
        item.put("Otc", null);
        item.put("Copays", insured ? List.of(copay(new BigDecimal("10.00"))) : null);
        item.put("Alternatives", null);
        item.put("TherapeuticAlternatives", List.of());
        item.put("Restrictions", null);
        item.put("RealTimeFormularyRequestStatus", insured ? 1000 : 1001);
        item.put("Ndc", ndc);
        return answer(insured, item);
    }

    static Map<String, Object> price(boolean insured, BenefitQuestion question) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("Ndc", question.ndc());
        item.put("PharmacyId", question.pharmacyId());
        item.put("Quantity", question.quantity());
        item.put("DaysSupply", question.daysSupply());
        item.put("EstimatedPatientPay", insured ? new BigDecimal("10.00") : null);
        return answer(insured, item);
    }

    private static Map<String, Object> answer(boolean insured, Map<String, @Nullable Object> item) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Item", item);
        answer.put(
                "Result",
                insured ? OK : Map.of("ResultCode", "ERROR", "ResultDescription", "No active eligibility exists."));
        return answer;
    }

    private static Map<String, Object> copay(BigDecimal amount) {
        return Map.of("IsDrugSpecific", false, "PharmacyType", "Retail", "FlatCopayAmount", amount, "CopayTier", 1);
    }

    /** Those of two made-up fills that were on a wanted day, newest first. */
    static List<MedicationFill> history(int patientNumber, LocalDate today, Predicate<LocalDate> wanted) {
        LocalDate latest = today.minusDays(20);
        LocalDate earlier = today.minusDays(200);
        List<MedicationFill> fills = new ArrayList<>();
        if (wanted.test(latest)) {
            fills.add(fill(patientNumber * 10 + 2, "Loratadine Oral Tablet 10 MG", latest));
        }
        if (wanted.test(earlier)) {
            fills.add(fill(patientNumber * 10 + 1, "Amoxicillin Oral Capsule 500 MG", earlier));
        }
        return fills;
    }

    private static MedicationFill fill(int id, String name, LocalDate filledOn) {
        return new MedicationFill(
                id,
                name,
                name,
                new MedicationFill.Drug(null, null, null, null, "Oral", null, null, "0", false, true),
                new BigDecimal("30.00"),
                30,
                0,
                "Take one a day.",
                26,
                "Tablet",
                false,
                null,
                filledOn,
                filledOn,
                MedicationFill.Validity.UNTOLD,
                null,
                "Sandbox Mutual");
    }

    static Map<String, Object> authorization(PriorAuthorizationStep step) {
        return switch (step) {
            case PriorAuthorizationStep.Question _ ->
                Map.of(
                        "QuestionText",
                        "Which other medications were tried before?",
                        "AnswerType",
                        "FreeText",
                        "AnswerChoices",
                        List.of(),
                        "Result",
                        OK);
            case PriorAuthorizationStep.Reply _ -> Map.of("NextQuestionID", 0, "Result", OK);
            case PriorAuthorizationStep.Attachment _ -> Map.of("Id", 1, "Result", OK);
            case PriorAuthorizationStep.Appeal _, PriorAuthorizationStep.Cancel _ -> Map.of("Result", OK);
        };
    }
}

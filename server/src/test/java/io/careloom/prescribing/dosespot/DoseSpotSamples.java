package io.careloom.prescribing.dosespot;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Invented answers in the shapes that DoseSpot publishes. */
final class DoseSpotSamples {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OK = "{\"ResultCode\": \"OK\", \"ResultDescription\": \"\"}";

    private DoseSpotSamples() {}

    static ObjectNode pharmacy(int number, String name) {
        return (ObjectNode) JSON.readTree("""
                {"PharmacyId": %d, "StoreName": "%s", "Address1": "3 Quay Street", "Address2": null, "City": "Dedham",
                 "State": "MA", "ZipCode": "02026", "PrimaryPhone": "(617) 555-0142", "PrimaryPhoneType": "Work",
                 "PrimaryFax": "6175550143", "PhoneAdditional1": "617-555-0144", "PhoneAdditionalType1": "Work",
                 "PhoneAdditional2": null, "PharmacySpecialties": ["Retail", "EPCS"], "ServiceLevel": 3,
                 "Latitude": 42.24, "Longitude": -71.17, "NCPDPID": "2233445"}""".formatted(number, name));
    }

    /** A dictionary of two drugs: one known by its package, one by its concept. */
    static JsonNode drug(String query) {
        int number = switch (query) {
            case "nDC=00113014753" -> 18_478;
            case "rXCUI=1653438" -> 7741;
            default -> 0;
        };
        return number == 0
                ? JSON.readTree(
                        "{\"Item\": null, \"Result\": {\"ResultCode\": \"ERROR\", \"ResultDescription\": \"No drug\"}}")
                : JSON.readTree("{\"Item\": {\"DispensableDrugId\": %d, \"Schedule\": 0}, \"Result\": %s}"
                        .formatted(number, OK));
    }

    static JsonNode eligibilities(int patient) {
        return JSON.readTree("""
                {"Items": [{"PatientEligibilityId": %d, "PayerName": "Larkspur Mutual", "PlanName": "Choice",
                  "PharmacyEligibilities": [{"PharmacyType": "MailOrder", "EligibilityStatus": "NotCovered", "Name": null},
                    {"PharmacyType": "Retail", "EligibilityStatus": "Covered", "Name": "Choice Retail"}],
                  "BIN": "004336", "PCN": "ADV", "MemberId": "LM-20731"},
                  {"PatientEligibilityId": 0, "PayerName": "", "ErrorMessage": "None found"}], "Result": %s}""".formatted(patient + 900_000, OK));
    }

    static JsonNode coverage(int patient, String query) {
        boolean insured = query.contains("patientEligibilityId=" + (patient + 900_000));
        return JSON.readTree("""
                {"Item": {"FormularyStatus": null, "TherapeuticAlternatives": []}, "Result": {"ResultCode": "%s",
                 "ResultDescription": "%s"}}""".formatted(insured ? "OK" : "ERROR", insured ? "" : "No active eligibility exists."));
    }

    static JsonNode history(String query) {
        String items = """
                {"PatientMedicationHistoryId": 261246, "LastFillDate": "2026-08-11T00:00:00", "Payer": "LARKSPUR PBM",
                 "DaysSupply": 6, "DispenseUnitDescription": "Tablets", "DispenseUnitId": 26, "Quantity": "12.00",
                 "Refills": null, "EffectiveDate": "2026-08-10T00:00:00", "ExpirationDate": "2027-08-10T00:00:00",
                 "DiagnosisCode": "J301", "DiagnosisQualifier": "ABF", "DoseForm": "Tablet", "Route": "Oral", "Strength": "10 MG", "OTC": true, "Brand": false,
                 "GenericDrugName": "Loratadine Oral Tablet 10 MG", "DispensableDrugId": 7741, "NDC": "00113014753"},
                {"PatientMedicationHistoryId": 261247, "LastFillDate": "2026-02-01T00:00:00", "Quantity": "many"}""";
        List<JsonNode> wanted = JSON.readTree("[" + items + "]")
                .valueStream()
                .filter(one -> {
                    String day = one.path("LastFillDate").asString("").substring(0, 10);
                    return !query.contains("start=") || query.contains("start=" + day);
                })
                .filter(one -> !query.contains("end=")
                        || one.path("PatientMedicationHistoryId").asInt() == 261247)
                .toList();
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("Items").addAll(wanted);
        answer.putObject("PageResult").put("HasNext", false);
        return answer;
    }

    static ArrayNode log() {
        return (ArrayNode) JSON.readTree("""
                [{"Status": "Sending", "AdditionalInfo": null},
                 {"Status": "Error", "AdditionalInfo": "Unable to connect to remote server"}]""");
    }

    static JsonNode authorizations(Collection<Integer> prescriptions) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("Items");
        prescriptions.forEach(number ->
                items.addObject().put("PriorAuthorizationCaseId", 4711).put("PrescriptionId", number));
        return answer;
    }

    /** Of two questions the third is asked first, the fourth last. */
    static JsonNode authorization(String path) {
        String answer = path.endsWith("/questions/3") || path.endsWith("/questions/4")
                ? """
                {"QuestionText": "Which others were tried?", "AnswerType": "Multiselect",
                 "AnswerChoices": [{"QuestionChoiceId": 71, "QuestionChoiceText": "Metformin",
                   "AdditionalFreeTextRequired": false, "AdditionalFreeTextAllowed": true}],\s"""
                : path.endsWith("/questions/3/answer") ? "{\"NextQuestionID\": 4, " : "{";
        return JSON.readTree(answer + "\"Result\": " + OK + "}");
    }
}

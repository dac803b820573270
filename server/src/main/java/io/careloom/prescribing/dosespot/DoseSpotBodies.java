package io.careloom.prescribing.dosespot;

import io.careloom.prescribing.NetworkPatient;
import io.careloom.prescribing.PrescriptionDraft;
import io.careloom.prescribing.PriorAuthorizationStep;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests in DoseSpot's words. */
final class DoseSpotBodies {
    private static final JsonMapper JSON = new JsonMapper();

    private DoseSpotBodies() {}

    static JsonNode patient(NetworkPatient patient) {
        ObjectNode body = JSON.createObjectNode();
        put(body, "Prefix", patient.name().prefix());
        body.put("FirstName", patient.name().first());
        put(body, "MiddleName", patient.name().middle());
        body.put("LastName", patient.name().last());
        put(body, "Suffix", patient.name().suffix());
        body.put("DateOfBirth", midnight(patient.dateOfBirth()));
        body.put(
                "Gender",
                switch (patient.gender()) {
                    case 1 -> "Male";
                    case 2 -> "Female";
                    default -> "Unknown";
                });
        put(body, "Email", patient.email());
        body.put("Address1", patient.home().address1());
        put(body, "Address2", patient.home().address2());
        body.put("City", patient.home().city());
        body.put("State", patient.home().state());
        body.put("ZipCode", patient.home().zipCode());
        body.put("PrimaryPhone", patient.phone());
        body.put(
                "PrimaryPhoneType",
                switch (patient.phoneType()) {
                    case 4 -> "Home";
                    case 5 -> "Work";
                    default -> "Cell";
                });
        if (patient.weight() != null) {
            body.put("Weight", patient.weight()).put("WeightMetric", "kg");
        }
        if (patient.height() != null) {
            body.put("Height", patient.height()).put("HeightMetric", "cm");
        }
        return body.put("NonDoseSpotMedicalRecordNumber", patient.patientId().toString())
                .put("Active", true);
    }

    /**
     * A prescription.
     *
     * @param drugNumber of a medication in the network's dictionary
     */
    static JsonNode prescription(PrescriptionDraft draft, int drugNumber) {
        ObjectNode body = JSON.createObjectNode();
        switch (draft.drug()) {
            case PrescriptionDraft.Drug.Medication _ -> body.put("DispensableDrugId", drugNumber);
            case PrescriptionDraft.Drug.Supply supply -> body.put("SupplyId", supply.supplyId());
            case PrescriptionDraft.Drug.Compound compound -> {
                body.put("CompoundDescription", compound.name());
                body.putArray("CompoundIngredients")
                        .addObject()
                        .put("FreeText", compound.name())
                        .put("Quantity", draft.quantity().toPlainString());
            }
        }
        body.put("Refills", draft.refills());
        if (draft.daysSupply() != null) {
            body.put("DaysSupply", draft.daysSupply());
        }
        body.put("DispenseUnitId", draft.dispenseUnitId());
        body.put("Quantity", draft.quantity());
        body.put("Directions", draft.directions());
        body.put("PharmacyId", draft.pharmacyId());
        put(body, "PharmacyNotes", draft.pharmacyNotes());
        body.put("NoSubstitutions", draft.noSubstitutions());
        if (draft.effectiveDate() != null) {
            body.put("EffectiveDate", midnight(draft.effectiveDate()));
        }
        return body.put("NonDoseSpotPrescriptionId", reference(draft.reference()))
                .put("Status", "Active");
    }

    /** Ours in at most 35 characters. */
    static String reference(UUID reference) {
        return reference.toString().replace("-", "");
    }

    static JsonNode ids(int prescriptionId) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("PrescriptionIds").add(prescriptionId);
        return body;
    }

    static JsonNode reply(PriorAuthorizationStep.Reply reply) {
        ObjectNode body = JSON.createObjectNode();
        put(body, "FreeTextAnswer", reply.text());
        if (reply.number() != null) {
            body.put("NumericAnswer", reply.number());
        }
        if (reply.time() != null) {
            put(body, "DateTimeAnswer", reply.time().toString());
        }
        if (!reply.choices().isEmpty()) {
            ArrayNode choices = body.putArray("PriorAuthorizationQuestionChoices");
            reply.choices()
                    .forEach(choice -> put(
                            choices.addObject().put("PriorAuthorizationQuestionChoiceId", choice.id()),
                            "PriorAuthorizationQuestionChoiceText",
                            choice.text()));
        }
        return body;
    }

    static JsonNode comment(@Nullable String text) {
        ObjectNode body = JSON.createObjectNode();
        put(body, "Comment", text);
        return body;
    }

    private static void put(ObjectNode body, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            body.put(key, value.strip());
        }
    }

    private static String midnight(LocalDate day) {
        return day + "T00:00:00Z";
    }
}

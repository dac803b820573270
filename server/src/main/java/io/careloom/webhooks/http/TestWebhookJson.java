package io.careloom.webhooks.http;

import io.careloom.platform.Ids;
import io.careloom.platform.http.Json;
import io.careloom.webhooks.TestEvent;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The request for a test event. Ids that are left out are made up.
 *
 * @param metadata text, or any JSON value, which is sent as its text
 */
record TestWebhookJson(
        @NotNull
        @Pattern(
                regexp = "case_processing|case_cancelled|case_waiting|case_completed|case_transferred_to_support"
                        + "|case_assigned_to_clinician|message_created|patient_modified|patient_deleted"
                        + "|prescription_submitted|case_created|voucher_used",
                message = "There is no test event of this name.")
        String event,

        @NotNull UUID environmentId,
        @Nullable Object metadata,
        @Nullable UUID encounterId,
        @Nullable UUID voucherId,
        @Nullable UUID patientId,
        @Nullable UUID messageId,

        @Pattern(regexp = "patient|support", message = "The channel is patient or support.") @Nullable
        String channel,

        @Pattern(regexp = "support|patient|clinician", message = "The sender is support, patient or clinician.")
        @Nullable
        String from,

        @Nullable String message) {

    private static final String ENCOUNTER = "App\\Models\\Encounter";

    TestEvent event(Json json) {
        UUID caseId = orMadeUp(encounterId);
        UUID patient = orMadeUp(patientId);
        String note = metadata == null || metadata instanceof String ? (String) metadata : json.text(metadata);
        Map<String, Object> fields = new LinkedHashMap<>();
        String modelType;
        UUID modelId;
        switch (event) {
            case "message_created" -> {
                modelType = "App\\Models\\Message";
                modelId = orMadeUp(messageId);
                fields.put("message_id", modelId);
                fields.put("patient_id", patient);
                fields.put("user_type", senderType());
                fields.put("channel", channel == null ? "patient" : channel);
            }
            case "patient_modified", "patient_deleted" -> {
                modelType = "App\\Models\\Patient";
                modelId = patient;
                fields.put("patient_id", patient);
                fields.put("metadata", note);
            }
            case "voucher_used" -> {
                modelType = "App\\Models\\Voucher";
                modelId = orMadeUp(voucherId);
                fields.put("case_id", caseId);
                fields.put("voucher_id", modelId);
                fields.put("patient_id", patient);
                fields.put("metadata", note);
            }
            default -> {
                modelType = ENCOUNTER;
                modelId = caseId;
                fields.put("case_id", caseId);
                fields.put("metadata", note);
                if (event.equals("prescription_submitted")) {
                    fields.put("prescriptions", List.of());
                }
            }
        }
        return new TestEvent(environmentId, event, json.text(fields), modelType, modelId);
    }

    private String senderType() {
        return switch (from == null ? "patient" : from) {
            case "support" -> "App/Models/SupportStaff";
            case "clinician" -> "App/Models/Clinician";
            default -> "App/Models/Patient";
        };
    }

    private static UUID orMadeUp(@Nullable UUID given) {
        return given == null ? Ids.random() : given;
    }
}

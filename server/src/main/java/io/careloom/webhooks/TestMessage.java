package io.careloom.webhooks;

import io.careloom.platform.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The payload of a made-up event after {@code timestamp} and {@code event_type}, with the fields of the real one. */
final class TestMessage {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final String modelType;
    private final UUID modelId;

    private TestMessage(String model, UUID modelId) {
        this.modelType = "App\\Models\\" + model;
        this.modelId = modelId;
    }

    static TestMessage of(TestEvent asked) {
        return switch (asked.event()) {
            case "message_created" -> {
                UUID messageId = orMadeUp(asked.messageId());
                yield new TestMessage("Message", messageId)
                        .with("message_id", messageId)
                        .with("patient_id", orMadeUp(asked.patientId()))
                        .with("user_type", senderType(asked.from()))
                        .with("channel", asked.channel() == null ? "patient" : asked.channel());
            }
            case "patient_modified", "patient_deleted" -> {
                UUID patientId = orMadeUp(asked.patientId());
                yield new TestMessage("Patient", patientId)
                        .with("patient_id", patientId)
                        .with("metadata", asked.metadata());
            }
            case "voucher_used" -> {
                UUID voucherId = orMadeUp(asked.voucherId());
                yield new TestMessage("Voucher", voucherId)
                        .with("case_id", orMadeUp(asked.encounterId()))
                        .with("voucher_id", voucherId)
                        .with("patient_id", orMadeUp(asked.patientId()))
                        .with("metadata", asked.metadata());
            }
            case "prescription_submitted" -> ofCase(asked).with("prescriptions", List.of());
            default -> ofCase(asked);
        };
    }

    private static TestMessage ofCase(TestEvent asked) {
        UUID caseId = orMadeUp(asked.encounterId());
        return new TestMessage("Encounter", caseId).with("case_id", caseId).with("metadata", asked.metadata());
    }

    private TestMessage with(String key, @Nullable Object value) {
        fields.put(key, value);
        return this;
    }

    /** With slashes that lean forward, as the document's sample has them. */
    private static String senderType(@Nullable String from) {
        return switch (from == null ? "patient" : from) {
            case "support" -> "App/Models/SupportStaff";
            case "clinician" -> "App/Models/Clinician";
            default -> "App/Models/Patient";
        };
    }

    private static UUID orMadeUp(@Nullable UUID given) {
        return given == null ? Ids.random() : given;
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    String modelType() {
        return modelType;
    }

    UUID modelId() {
        return modelId;
    }
}

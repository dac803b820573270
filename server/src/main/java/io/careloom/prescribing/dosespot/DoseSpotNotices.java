package io.careloom.prescribing.dosespot;

import io.careloom.prescribing.PrescriptionGateway.Authorization;
import io.careloom.prescribing.PrescriptionGateway.Notice;
import io.careloom.prescribing.PrescriptionGateway.State;
import io.careloom.prescribing.PrescriptionGateway.Status;
import io.careloom.prescribing.notices.NetworkNotices;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads DoseSpot's push notifications; those that tell nothing about the way of a prescription are passed over. */
public final class DoseSpotNotices implements NetworkNotices.Reader {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Optional<Notice> read(String body) {
        JsonNode notice = parsed(body);
        JsonNode told = notice.path("Data");
        return switch (notice.path("EventType").asString("")) {
            case "PrescriptionResult" ->
                notice(told, DoseSpotWords.status(text(told, "PrescriptionStatus")), "StatusDetails");
            case "MedicationStatusUpdate" ->
                notice(told, DoseSpotWords.cancellation(text(told, "MedicationStatus")), "StatusNotes");
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Authorization> authorization(String body) {
        JsonNode notice = parsed(body);
        JsonNode told = notice.path("Data");
        int prescriptionId = told.path("PrescriptionId").asInt(0);
        int authorizationId = told.path("PriorAuthorizationCaseId").asInt(0);
        return notice.path("EventType").asString("").equals("PriorAuthorizationStatusUpdate")
                        && prescriptionId > 0
                        && authorizationId > 0
                ? Optional.of(new Authorization(prescriptionId, authorizationId))
                : Optional.empty();
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static Optional<Notice> notice(JsonNode told, @Nullable Status status, String details) {
        int prescriptionId = told.path("PrescriptionId").asInt(0);
        if (status == null || prescriptionId < 1) {
            return Optional.empty();
        }
        return Optional.of(new Notice(
                prescriptionId, new State(status, orNull(text(told, details))), orNull(text(told, "StatusDateTime"))));
    }

    private static String text(JsonNode told, String key) {
        return told.path(key).asString("").strip();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}

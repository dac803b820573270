package io.careloom.webhooks.http;

import io.careloom.platform.http.Json;
import io.careloom.webhooks.TestEvent;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The request for a test event.
 *
 * @param metadata text, or any JSON value, which is sent as its text
 * @param message accepted and left out, as the payload of messages holds no text
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

    TestEvent event(Json json) {
        String note = metadata == null || metadata instanceof String ? (String) metadata : json.text(metadata);
        return new TestEvent(environmentId, event, note, encounterId, voucherId, patientId, messageId, channel, from);
    }
}

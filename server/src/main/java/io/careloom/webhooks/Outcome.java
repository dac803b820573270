package io.careloom.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt brought.
 *
 * @param url where it was sent, null when there was no address any more
 * @param at tenant time of its beginning
 * @param status HTTP status, null when nothing was answered
 * @param error one word of a closed list, null on success
 */
record Outcome(
        Delivery delivery,
        @Nullable String url,
        Instant at,
        @Nullable Integer status,
        int durationMs,
        @Nullable String error) {
    boolean succeeded() {
        return error == null;
    }

    int number() {
        return delivery.attemptCount() + 1;
    }
}

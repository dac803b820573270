package io.careloom.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * What one attempt brought.
 *
 * @param status HTTP status, null when nothing was answered
 * @param error one word of a closed list, null on success
 */
record Outcome(
        Delivery delivery,
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

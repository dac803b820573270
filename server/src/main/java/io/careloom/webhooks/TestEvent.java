package io.careloom.webhooks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A made-up event that somebody wants to receive. Ids that are left out are made up too.
 *
 * @param event one of the twelve names the API document lists for tests
 * @param metadata as the payload shows it
 * @param channel {@code patient} or {@code support}; null for the former
 * @param from {@code patient}, {@code support} or {@code clinician}; null for the first
 */
public record TestEvent(
        UUID environmentId,
        String event,
        @Nullable String metadata,
        @Nullable UUID encounterId,
        @Nullable UUID voucherId,
        @Nullable UUID patientId,
        @Nullable UUID messageId,
        @Nullable String channel,
        @Nullable String from) {}

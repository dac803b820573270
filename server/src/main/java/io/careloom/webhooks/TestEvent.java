package io.careloom.webhooks;

import java.util.UUID;

/**
 * A made-up event that somebody wants to receive.
 *
 * @param event one of the twelve names the API document lists for tests
 * @param fields the payload after {@code timestamp} and {@code event_type}, as compact JSON
 * @param modelId the thing the payload is about
 */
public record TestEvent(UUID environmentId, String event, String fields, String modelType, UUID modelId) {}

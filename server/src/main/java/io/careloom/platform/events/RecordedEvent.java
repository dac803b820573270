package io.careloom.platform.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact as the log keeps it.
 *
 * @param name the event record's simple name, such as {@code CaseCreated}
 * @param sequence the subject's version after this fact, from 1
 * @param occurredAt tenant time
 * @param fields a compact JSON object, in wire order
 * @param eventType the webhook's word, null when partners are not told
 * @param modelType the wire's class name of the subject, null when partners are not told
 */
public record RecordedEvent(
        UUID id,
        UUID tenantId,
        String name,
        UUID subjectId,
        long sequence,
        Instant occurredAt,
        String fields,
        @Nullable String eventType,
        @Nullable String modelType) {}

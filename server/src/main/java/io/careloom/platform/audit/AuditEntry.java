package io.careloom.platform.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change as people read it in a trail (W-02, W-29).
 *
 * @param event what happened, such as {@code updated} or {@code license_added}
 * @param auditableType the class name that the wire gives the thing, such as {@code App\Models\Clinician}
 * @param userId the person or program that did it; null for the server itself
 * @param userType its role at that time
 * @param user the person; null for programs and the server
 * @param oldValues by field, empty for a creation; only what changed, secrets veiled
 * @param newValues by field, empty for a deletion; only what changed, secrets veiled
 * @param createdAt the server's time
 */
public record AuditEntry(
        UUID id,
        String event,
        String auditableType,
        UUID auditableId,
        @Nullable UUID userId,
        String userType,
        @Nullable Author user,
        Map<String, ? extends @Nullable Object> oldValues,
        Map<String, ? extends @Nullable Object> newValues,
        String ipAddress,
        String route,
        String requestId,
        Instant createdAt) {
    /** Who did it. */
    public record Author(UUID id, String name) {
        @Override
        public String toString() {
            return "Author[" + id + "]";
        }
    }

    @Override
    public String toString() {
        return "AuditEntry[" + id + "]";
    }
}

package io.careloom.platform.audit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change did, for the audit trail; stored sealed, secrets (by the name of the field) not at all.
 *
 * @param action past tense with the kind of thing, such as {@code patient.changed}
 * @param tenantId the tenant whose key seals the values, null for things of the installation
 * @param before values before, empty for a creation; only what changed
 * @param after values after, empty for a deletion; only what changed
 */
public record AuditedChange(
        String action,
        @Nullable UUID tenantId,
        String subjectType,
        UUID subjectId,
        Map<String, ? extends @Nullable Object> before,
        Map<String, ? extends @Nullable Object> after) {
    @Override
    public String toString() {
        return "AuditedChange[" + action + "]";
    }
}

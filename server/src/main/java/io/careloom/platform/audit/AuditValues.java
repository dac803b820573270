package io.careloom.platform.audit;

import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a change did, by field, as it lies sealed in its row; secrets are never among it, only that they changed. */
record AuditValues(Map<String, ? extends @Nullable Object> before, Map<String, ? extends @Nullable Object> after) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VEIL = "(sealed)";

    private static final Pattern SECRET =
            Pattern.compile(".*(secret|password|passcode|authorization|token|api_key|private_key).*|ssn");

    /** A record of what is no change. */
    static final AuditValues NONE = new AuditValues(Map.of(), Map.of());

    byte[] seal(Vault vault, @Nullable UUID tenantId, UUID auditId) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("before", veiled(before));
        values.put("after", veiled(after));
        return vault.seal(place(tenantId, auditId), JSON.writeValueAsString(values));
    }

    static AuditValues open(Vault vault, @Nullable UUID tenantId, UUID auditId, byte @Nullable [] sealed) {
        return sealed == null ? NONE : JSON.readValue(vault.open(place(tenantId, auditId), sealed), AuditValues.class);
    }

    private static Place place(@Nullable UUID tenantId, UUID auditId) {
        return new Place(
                Objects.requireNonNullElse(tenantId, Place.INSTALLATION), "platform.audit_row", "sealed", auditId);
    }

    private static Map<String, @Nullable Object> veiled(Map<?, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> veiled = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            boolean secret = SECRET.matcher(String.valueOf(name)).matches();
            veiled.put(String.valueOf(name), secret && value != null ? VEIL : veiledValue(value));
        });
        return veiled;
    }

    private static @Nullable Object veiledValue(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> veiled(map);
            case List<?> list -> list.stream().map(AuditValues::veiledValue).toList();
            case null, default -> value;
        };
    }

    @Override
    public String toString() {
        return "AuditValues";
    }
}

package io.careloom.platform.sealing;

import java.util.UUID;

/**
 * Where a sealed value stands; it opens nowhere else, so values cannot be swapped between rows, columns or tenants.
 *
 * @param tenantId whose key seals it; {@link #INSTALLATION} for values that belong to no tenant
 */
public record Place(UUID tenantId, String table, String column, UUID row) {
    /** Stands for the installation where a tenant is asked for. */
    public static final UUID INSTALLATION = new UUID(0, 0);

    byte[] associatedData() {
        return (tenantId + "|" + table + "|" + column + "|" + row).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}

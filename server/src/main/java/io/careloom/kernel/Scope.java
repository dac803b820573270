package io.careloom.kernel;

import java.util.Set;
import java.util.UUID;

/**
 * The rows a caller can reach: tenants (partner × environment) and partners. Stores take a scope, never a bare tenant id,
 * so that no query forgets it.
 */
public record Scope(Set<UUID> tenants, Set<UUID> partners) {
    public Scope {
        tenants = Set.copyOf(tenants);
        partners = Set.copyOf(partners);
    }

    /** The scope that reaches nothing. */
    public static final Scope NONE = new Scope(Set.of(), Set.of());

    /** The scope of one tenant, without its partner row. */
    public static Scope tenant(UUID tenantId) {
        return new Scope(Set.of(tenantId), Set.of());
    }

    /** Tenant ids as an array, for {@code tenant_id = any(:tenants)}. */
    public UUID[] tenantArray() {
        return tenants.toArray(UUID[]::new);
    }

    /** Partner ids as an array, for {@code partner_id = any(:partners)}. */
    public UUID[] partnerArray() {
        return partners.toArray(UUID[]::new);
    }
}

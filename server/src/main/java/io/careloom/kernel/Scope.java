package io.careloom.kernel;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows a caller can reach: tenants (partner × environment) and partners, and for people of care only what is open to
 * them there. Stores take a scope, never a bare tenant id, so that no query forgets it.
 *
 * @param readers as whom the caller reads records of patients: the clinicians it is or works for, the states where it
 *     practises; null where every record of the tenants is open
 * @param locked tenants whose sealed values of patients the caller does not see
 */
public record Scope(
        Set<UUID> tenants, Set<UUID> partners, @Nullable Set<UUID> readers, Set<UUID> locked) {
    public Scope {
        tenants = Set.copyOf(tenants);
        partners = Set.copyOf(partners);
        readers = readers == null ? null : Set.copyOf(readers);
        locked = Set.copyOf(locked);
    }

    /** The scope that reaches nothing. */
    public static final Scope NONE = new Scope(Set.of(), Set.of());

    /** Everything of these tenants and partners. */
    public Scope(Set<UUID> tenants, Set<UUID> partners) {
        this(tenants, partners, null, Set.of());
    }

    /** The scope of one tenant, without its partner row. */
    public static Scope tenant(UUID tenantId) {
        return new Scope(Set.of(tenantId), Set.of());
    }

    /** The part of it that lies within these tenants. */
    public Scope within(Set<UUID> some) {
        return new Scope(
                tenants.stream().filter(some::contains).collect(Collectors.toSet()), partners, readers, locked);
    }

    /** What these readers may read of it. */
    public Scope openTo(Set<UUID> some) {
        return new Scope(tenants, partners, some, locked);
    }

    /** The same with the sealed values of these tenants out of sight. */
    public Scope closing(Set<UUID> some) {
        return new Scope(tenants, partners, readers, some);
    }

    /** Whether every record of the tenants is open. */
    public boolean isWhole() {
        return readers == null;
    }

    /** Tenant ids as an array, for {@code tenant_id = any(:tenants)}. */
    public UUID[] tenantArray() {
        return tenants.toArray(UUID[]::new);
    }

    /** Partner ids as an array, for {@code partner_id = any(:partners)}. */
    public UUID[] partnerArray() {
        return partners.toArray(UUID[]::new);
    }

    /** Reader ids as an array, for {@code reader_id = any(:readers)}; empty for a whole scope, which must not ask. */
    public UUID[] readerArray() {
        return readers == null ? new UUID[0] : readers.toArray(UUID[]::new);
    }
}

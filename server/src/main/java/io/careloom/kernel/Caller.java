package io.careloom.kernel;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as a checked token says it: never made from the body of a request.
 *
 * @param id the credential, user or service account; the zero id for the system and for nobody
 * @param tenantId the one tenant of a partner credential, else null
 * @param partnerId the partner of a credential or panel user, else null
 * @param environments the environments this caller may enter
 * @param clinicianId the clinician that a user is, or the first for whom a medical assistant works; else null
 * @param clinicians the clinicians whose work the caller shares: itself, or all for whom a medical assistant works
 */
public record Caller(
        UUID id,
        Role role,
        Set<Permission> permissions,
        Scope scope,
        Set<Environment> environments,
        @Nullable UUID tenantId,
        @Nullable UUID partnerId,
        @Nullable UUID clinicianId,
        Set<UUID> clinicians) {
    public Caller {
        clinicians = Set.copyOf(clinicians);
    }

    private static final UUID ZERO = new UUID(0, 0);

    /** A caller who shares nobody's work, or one clinician's. */
    public Caller(
            UUID id,
            Role role,
            Set<Permission> permissions,
            Scope scope,
            Set<Environment> environments,
            @Nullable UUID tenantId,
            @Nullable UUID partnerId,
            @Nullable UUID clinicianId) {
        this(
                id,
                role,
                permissions,
                scope,
                environments,
                tenantId,
                partnerId,
                clinicianId,
                clinicianId == null ? Set.of() : Set.of(clinicianId));
    }

    /** The server itself, acting on one tenant's rows: every permission, only that scope. */
    public static Caller system(UUID tenantId) {
        return new Caller(
                ZERO,
                Role.SYSTEM,
                Set.of(Permission.values()),
                Scope.tenant(tenantId),
                Set.of(Environment.values()),
                tenantId,
                null,
                null);
    }

    /** A request without a token: no permission, no scope. */
    public static Caller nobody() {
        return new Caller(ZERO, Role.SYSTEM, Set.of(), Scope.NONE, Set.of(), null, null, null);
    }

    /** True when this is {@link #nobody()}. */
    public boolean isNobody() {
        return permissions.isEmpty() && id.equals(ZERO);
    }

    /** Refuses with {@link Problem.Kind#FORBIDDEN} when the caller lacks the permission. */
    public void require(Permission permission) {
        if (!permissions.contains(permission)) {
            throw Problem.forbidden();
        }
    }

    /** The one tenant of a partner credential; anybody else is refused as forbidden. */
    public UUID tenant() {
        if (tenantId == null) {
            throw Problem.forbidden();
        }
        return tenantId;
    }

    /** The clinician behind this user; anybody else is refused as forbidden. */
    public UUID clinician() {
        if (clinicianId == null) {
            throw Problem.forbidden();
        }
        return clinicianId;
    }
}

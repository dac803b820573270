package io.careloom.cases;

import io.careloom.kernel.Scope;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cases a caller can see: those of its tenants, and for people of care only what is theirs.
 *
 * @param clinicians whose cases; null for every case of the scope
 * @param states where unassigned cases are also seen; only looked at when {@code clinicians} is given
 */
record Reach(Scope scope, @Nullable Set<UUID> clinicians, Set<UUID> states) {
    /** Every case of these tenants. */
    static Reach all(Scope scope) {
        return new Reach(scope, null, Set.of());
    }

    /** The part of it that lies within these tenants. */
    Reach within(Set<UUID> tenants) {
        Set<UUID> both = scope.tenants().stream().filter(tenants::contains).collect(Collectors.toSet());
        return new Reach(new Scope(both, scope.partners()), clinicians, states);
    }

    boolean everyCase() {
        return clinicians == null;
    }

    UUID[] clinicianArray() {
        return clinicians == null ? new UUID[0] : clinicians.toArray(UUID[]::new);
    }

    UUID[] stateArray() {
        return states.toArray(UUID[]::new);
    }
}

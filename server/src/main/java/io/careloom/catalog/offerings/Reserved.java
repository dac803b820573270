package io.careloom.catalog.offerings;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who may have an offering.
 *
 * @param exclusive the only clinicians who may; empty for everybody
 * @param disabled clinicians who never may
 */
public record Reserved(Set<UUID> exclusive, Set<UUID> disabled) {
    /** Says nothing: everybody may. */
    public static final Reserved NOBODY = new Reserved(Set.of(), Set.of());

    /** What the bonds of one offering say. */
    static Reserved of(List<OfferingBond> bonds) {
        return new Reserved(
                clinicians(bonds, OfferingBond.Kind.EXCLUSIVE), clinicians(bonds, OfferingBond.Kind.DISABLED));
    }

    /** True when it is for others only. */
    public boolean excludes(UUID clinicianId) {
        return !exclusive.isEmpty() && !exclusive.contains(clinicianId);
    }

    private static Set<UUID> clinicians(List<OfferingBond> bonds, OfferingBond.Kind kind) {
        return bonds.stream()
                .filter(bond -> bond.terms().kind() == kind)
                .map(bond -> bond.key().clinicianId())
                .collect(Collectors.toSet());
    }
}

package io.careloom.clinicians.staff;

import io.careloom.access.People;
import io.careloom.access.People.Whose;
import io.careloom.clinicians.Clinicians;
import io.careloom.kernel.Caller;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Who works for partners: clinicians who had their cases, and their support staff, by name only. */
public final class Associates {
    private static final PageQuery EVERYBODY =
            new PageQuery(1, Integer.MAX_VALUE, "last_name", true, null, PageQuery.Trashed.WITHOUT);

    private final Clinicians clinicians;
    private final Partners partners;
    private final People people;

    /** The door. */
    public Associates(Clinicians clinicians, Partners partners, People people) {
        this.clinicians = clinicians;
        this.partners = partners;
        this.people = people;
    }

    /**
     * One of them, shaped like the wire.
     *
     * @param type {@code clinician} or {@code support-staff}
     * @param isOnline always false: nothing tells the server that somebody is there
     */
    public record Associate(
            UUID id, String type, String firstName, String lastName, String fullName, boolean isOnline) {}

    /** Those of these partners; of all in the caller's scope when none is named. Foreign partners add nobody. */
    public List<Associate> of(Tx tx, Caller caller, Collection<UUID> partnerIds, boolean onlyClinicians) {
        caller.require(Permission.STAFF_READ);
        Set<UUID> meant = new HashSet<>(caller.scope().partners());
        if (!partnerIds.isEmpty()) {
            meant.retainAll(partnerIds);
        }
        Set<UUID> tenants = new HashSet<>();
        meant.forEach(id -> tenants.addAll(partners.within(tx, caller, id).tenants()));
        Stream<Associate> doctors = clinicians.engagedWith(tx, new Scope(tenants, meant)).stream()
                .map(one -> new Associate(
                        one.clinicianId(),
                        "clinician",
                        one.details().firstName(),
                        one.details().lastName(),
                        one.details().fullName(),
                        false));
        Stream<Associate> support = onlyClinicians
                ? Stream.empty()
                : people.page(tx, new Whose(Role.SUPPORT_STAFF, meant, null), EVERYBODY).items().stream()
                        .map(user -> new Associate(
                                user.userId(),
                                "support-staff",
                                user.firstName(),
                                user.lastName(),
                                user.named().name(),
                                false));
        return Stream.concat(doctors, support).toList();
    }
}

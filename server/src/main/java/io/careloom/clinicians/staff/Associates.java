package io.careloom.clinicians.staff;

import io.careloom.access.Access;
import io.careloom.access.People;
import io.careloom.access.People.Whose;
import io.careloom.clinicians.Clinician;
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
    private final Access access;
    private final People people;

    /** The door. */
    public Associates(Clinicians clinicians, Partners partners, Access access, People people) {
        this.access = access;
        this.clinicians = clinicians;
        this.partners = partners;
        this.people = people;
    }

    /**
     * One of them, shaped like the wire.
     *
     * @param type {@code clinician} or {@code support-staff}
     * @param isOnline whether the person used the server in the last five minutes
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
        List<Clinician> engaged = clinicians.engagedWith(tx, new Scope(tenants, meant));
        Set<UUID> online =
                access.online(tx, engaged.stream().map(Clinician::userId).toList());
        Stream<Associate> doctors = engaged.stream()
                .map(one -> new Associate(
                        one.clinicianId(),
                        "clinician",
                        one.details().firstName(),
                        one.details().lastName(),
                        one.details().fullName(),
                        online.contains(one.userId())));
        Stream<Associate> support = onlyClinicians
                ? Stream.empty()
                : people.page(tx, new Whose(Role.SUPPORT_STAFF, meant, null), EVERYBODY).items().stream()
                        .map(user -> new Associate(
                                user.userId(),
                                "support-staff",
                                user.firstName(),
                                user.lastName(),
                                user.named().name(),
                                user.online()));
        return Stream.concat(doctors, support).toList();
    }
}

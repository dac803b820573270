package io.careloom.clinicians.staff;

import io.careloom.access.CreateUser;
import io.careloom.access.People;
import io.careloom.access.People.Bond;
import io.careloom.access.People.Whose;
import io.careloom.access.User;
import io.careloom.clinicians.ClinicianView;
import io.careloom.clinicians.Clinicians;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For which clinicians medical assistants work: what an assistant reaches follows from it. */
public final class Assistants {
    private static final Whose ANY = new Whose(Role.MEDICAL_ASSISTANT, null, null);

    private final Staff staff;
    private final Clinicians clinicians;
    private final People people;

    /** The door; {@code staff} is the one of assistants. */
    public Assistants(Staff staff, Clinicians clinicians, People people) {
        this.staff = staff;
        this.clinicians = clinicians;
        this.people = people;
    }

    /** The assistants of a clinician within the caller's reach, with their bonds. */
    public Page<StaffMember> of(Tx tx, Caller caller, UUID clinicianId, PageQuery query) {
        caller.require(Permission.STAFF_READ);
        clinicians.view(tx, caller, clinicianId);
        Page<User> page = people.page(tx, new Whose(Role.MEDICAL_ASSISTANT, null, Set.of(clinicianId)), query);
        Map<UUID, Bond> bonds = people
                .withClinicians(tx, page.items().stream().map(User::userId).toList())
                .stream()
                .filter(bond -> bond.withId().equals(clinicianId))
                .collect(Collectors.toMap(Bond::userId, Function.identity()));
        return new Page<>(staff.members(tx, page.items(), bonds), page.total(), query);
    }

    /** The assistants of each of these clinicians, with their bonds, by first name; the ids are of clinicians the caller reaches. */
    public Map<UUID, List<StaffMember>> of(Tx tx, Caller caller, Collection<UUID> clinicianIds) {
        caller.require(Permission.STAFF_READ);
        PageQuery all = new PageQuery(1, Integer.MAX_VALUE, "first_name", true, null, PageQuery.Trashed.WITHOUT);
        List<User> users = people.page(tx, new Whose(Role.MEDICAL_ASSISTANT, null, Set.copyOf(clinicianIds)), all)
                .items();
        Map<UUID, List<Bond>> bonds = people
                .withClinicians(tx, users.stream().map(User::userId).toList())
                .stream()
                .collect(Collectors.groupingBy(Bond::userId));
        return staff.members(tx, users, Map.of()).stream()
                .flatMap(member -> bonds.getOrDefault(member.user().userId(), List.of()).stream()
                        .filter(bond -> clinicianIds.contains(bond.withId()))
                        .map(member::beside))
                .collect(Collectors.groupingBy(
                        member -> Objects.requireNonNull(member.bond()).withId()));
    }

    /** The clinicians for whom an assistant works, as far as the caller reaches them. */
    public Page<ClinicianView> clinicians(Tx tx, Caller caller, UUID assistantId, PageQuery query) {
        caller.require(Permission.CLINICIAN_READ);
        User assistant = staff.reached(tx, caller, assistantId);
        List<UUID> ids = people.withClinicians(tx, List.of(assistant.userId())).stream()
                .map(Bond::withId)
                .toList();
        List<ClinicianView> all = clinicians.reached(tx, caller, ids);
        return new Page<>(
                all.stream().skip(query.offset()).limit(query.perPage()).toList(), all.size(), query);
    }

    /** The assistant works for the clinician from now on; null keeps the priority. 404 when one of them is unknown. */
    public void attach(Tx tx, Caller caller, UUID clinicianId, UUID assistantId, @Nullable String priority) {
        clinicians.find(tx, clinicianId);
        people.assist(tx, caller, people.one(tx, ANY, assistantId), clinicianId, priority);
    }

    /** The assistant no longer works for the clinician; 404 when it did not. */
    public void detach(Tx tx, Caller caller, UUID clinicianId, UUID assistantId) {
        clinicians.find(tx, clinicianId);
        people.leave(tx, caller, people.one(tx, ANY, assistantId), clinicianId);
    }

    /** A clinician's own assistants, all of them. */
    public List<StaffMember> own(Tx tx, Caller caller) {
        Whose whose = new Whose(Role.MEDICAL_ASSISTANT, null, Set.of(doctor(caller)));
        PageQuery all = new PageQuery(1, Integer.MAX_VALUE, null, true, null, PageQuery.Trashed.WITHOUT);
        return staff.members(tx, people.page(tx, whose, all).items(), Map.of());
    }

    /** Somebody new who works for the calling clinician, invited by mail. */
    public StaffMember hire(Tx tx, Caller caller, CreateStaff command) {
        UUID clinicianId = doctor(caller);
        CreateUser person = command.as(StaffKind.ASSISTANT).withClinician(clinicianId);
        return staff.member(tx, staff.made(tx, caller, command, person), null);
    }

    /** Ends an assistant's work for the calling clinician; the account of one who then works for nobody is closed. */
    public void dismiss(Tx tx, Caller caller, UUID assistantId) {
        UUID clinicianId = doctor(caller);
        User assistant = people.one(tx, new Whose(Role.MEDICAL_ASSISTANT, null, Set.of(clinicianId)), assistantId);
        boolean worksForNobodyElse = assistant.clinicians().equals(List.of(clinicianId))
                && people.withClinicians(tx, List.of(assistantId)).size() == 1;
        if (worksForNobodyElse) {
            people.delete(tx, caller, assistantId);
        } else {
            people.leave(tx, caller, assistant, clinicianId);
        }
    }

    private static UUID doctor(Caller caller) {
        caller.require(Permission.SELF);
        if (caller.role() != Role.CLINICIAN) {
            throw Problem.forbidden();
        }
        return caller.clinician();
    }
}

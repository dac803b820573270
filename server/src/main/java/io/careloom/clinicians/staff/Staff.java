package io.careloom.clinicians.staff;

import io.careloom.access.CreateUser;
import io.careloom.access.People;
import io.careloom.access.People.Bond;
import io.careloom.access.People.Membership;
import io.careloom.access.People.Whose;
import io.careloom.access.User;
import io.careloom.clinicians.Clinicians;
import io.careloom.files.Files;
import io.careloom.files.StoredFile;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.partners.PartnerView;
import io.careloom.partners.Partners;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Staff of one kind. Somebody out of the caller's reach is 404: support staff and panel users are seen by their partners and by people
 * of care, assistants by their clinicians and by partners whose cases these had, internal support staff by everybody.
 */
public final class Staff {
    private static final Set<Role> SEE_ALL = EnumSet.of(Role.ADMIN, Role.INTERNAL_SUPPORT_STAFF, Role.SYSTEM);

    private final StaffKind kind;
    private final Clinicians clinicians;
    private final Partners partners;
    private final People people;
    private final Files files;

    /** The door of one kind. */
    public Staff(StaffKind kind, Clinicians clinicians, Partners partners, People people, Files files) {
        this.kind = kind;
        this.clinicians = clinicians;
        this.partners = partners;
        this.people = people;
        this.files = files;
    }

    /** A partner to which somebody belongs, as far as the caller sees both. */
    public record Belonging(PartnerView partner, Bond bond) {}

    /** Everybody within reach; sorts by names, {@code email}, {@code created_at} and {@code updated_at}. */
    public Page<StaffMember> list(Tx tx, Caller caller, PageQuery query) {
        caller.require(Permission.STAFF_READ);
        Page<User> page = people.page(tx, whose(tx, caller), query);
        return new Page<>(members(tx, page.items(), Map.of()), page.total(), query);
    }

    /** One within reach; with the bond to the caller's own partner, where there are both. */
    public StaffMember view(Tx tx, Caller caller, UUID staffId) {
        caller.require(Permission.STAFF_READ);
        User user = people.one(tx, whose(tx, caller), staffId);
        UUID partnerId = caller.partnerId();
        return member(
                tx,
                user,
                partnerId == null ? null : bonds(tx, List.of(user), partnerId).get(staffId));
    }

    /** Somebody new, invited by mail; a taken e-mail is refused, as is a photo that cannot be taken. */
    public StaffMember create(Tx tx, Caller caller, CreateStaff command) {
        caller.require(Permission.STAFF_MANAGE);
        return member(tx, made(tx, caller, command, command.as(kind)), null);
    }

    /** Changes one within reach, whom the caller looks after. */
    public StaffMember change(Tx tx, Caller caller, UUID staffId, ChangeStaff command) {
        return member(tx, changed(tx, caller, people.one(tx, whose(tx, caller), staffId), command), null);
    }

    /** Closes the account of one within reach; signed out everywhere, and unknown from now on. */
    public void delete(Tx tx, Caller caller, UUID staffId) {
        caller.require(Permission.STAFF_MANAGE);
        people.delete(tx, caller, people.one(tx, whose(tx, caller), staffId).userId());
    }

    /** Those who belong to a partner of the caller's scope, with their bonds. */
    public Page<StaffMember> ofPartner(Tx tx, Caller caller, UUID partnerId, PageQuery query) {
        caller.require(Permission.STAFF_READ);
        partners.within(tx, caller, partnerId);
        Page<User> page = people.page(tx, new Whose(kind.role(), Set.of(partnerId), null), query);
        Map<UUID, Bond> bonds = bonds(tx, page.items(), partnerId);
        return new Page<>(members(tx, page.items(), bonds), page.total(), query);
    }

    /** Somebody new who belongs to this partner, invited by mail. */
    public StaffMember createAt(Tx tx, Caller caller, Membership membership, CreateStaff command) {
        partners.within(tx, caller, membership.partnerId());
        User made = made(tx, caller, command, command.as(kind).withPartners(Set.of(membership.partnerId())));
        return attach(tx, caller, made.userId(), membership);
    }

    /** Somebody of this kind belongs to the partner from now on; 404 for an unknown id. */
    public StaffMember attach(Tx tx, Caller caller, UUID staffId, Membership membership) {
        partners.within(tx, caller, membership.partnerId());
        User user = people.one(tx, new Whose(kind.role(), null, null), staffId);
        Bond bond = people.attach(tx, caller, user.userId(), membership);
        return member(tx, people.one(tx, new Whose(kind.role(), null, null), staffId), bond);
    }

    /** The same for the one with this e-mail, refused when there is none of this kind. */
    public StaffMember attach(Tx tx, Caller caller, String email, Membership membership) {
        partners.within(tx, caller, membership.partnerId());
        User user = people.withEmail(tx, kind.role(), email)
                .orElseThrow(() -> Problem.invalid("email", "Nobody of the staff has this e-mail address."));
        return attach(tx, caller, user.userId(), membership);
    }

    /** Changes one who belongs to this partner, and what it may do there. */
    public StaffMember changeAt(Tx tx, Caller caller, UUID staffId, Membership membership, ChangeStaff command) {
        UUID partnerId = membership.partnerId();
        User user = member(tx, caller, staffId, partnerId);
        if (!Fields.sent(command.account()).isEmpty() || command.password() != null) {
            user = changed(tx, caller, user, command);
        }
        Bond bond = membership.canUnlockPhi().isSet()
                ? people.attach(tx, caller, staffId, membership)
                : bonds(tx, List.of(user), partnerId).get(staffId);
        return member(tx, user, bond);
    }

    /** One of the partner's people no longer belongs to it; sees nothing of it from its next request on. */
    public void detach(Tx tx, Caller caller, UUID staffId, UUID partnerId) {
        people.detach(tx, caller, member(tx, caller, staffId, partnerId), partnerId);
    }

    /** The partners of one within reach, as far as the caller reaches them. */
    public Page<Belonging> partners(Tx tx, Caller caller, UUID staffId, PageQuery query) {
        caller.require(Permission.STAFF_READ);
        User user = people.one(tx, whose(tx, caller), staffId);
        List<Bond> bonds = people.withPartners(tx, List.of(user.userId())).stream()
                .filter(bond -> caller.scope().partners().contains(bond.withId()))
                .toList();
        List<Belonging> shown = bonds.stream()
                .skip(query.offset())
                .limit(query.perPage())
                .map(bond -> new Belonging(partners.view(tx, caller, bond.withId()), bond))
                .toList();
        return new Page<>(shown, bonds.size(), query);
    }

    /** One within the caller's reach. */
    User reached(Tx tx, Caller caller, UUID staffId) {
        return people.one(tx, whose(tx, caller), staffId);
    }

    /** Somebody new of this kind, as the command or more of it says. */
    User made(Tx tx, Caller caller, CreateStaff command, CreateUser person) {
        claim(tx, caller, command.photoId());
        return people.create(tx, caller, person);
    }

    private User changed(Tx tx, Caller caller, User user, ChangeStaff command) {
        UUID photoId = command.account().photoId().or(null);
        if (!Objects.equals(photoId, user.photoId())) {
            claim(tx, caller, photoId);
        }
        return people.change(tx, caller, user.userId(), command.account(), command.password());
    }

    private void claim(Tx tx, Caller caller, @Nullable UUID photoId) {
        if (photoId != null) {
            files.claimAll(tx, caller, null, Map.of("photo_id", photoId));
        }
    }

    /** These people as lists show them, each with the bond that stands under its id. */
    List<StaffMember> members(Tx tx, List<User> users, Map<UUID, Bond> bonds) {
        Map<UUID, StoredFile> photos = files.portraits(tx, users.stream().map(User::photoId));
        return users.stream()
                .map(user -> new StaffMember(kind, user, bonds.get(user.userId()), photos.get(user.photoId())))
                .toList();
    }

    /** One of them. */
    StaffMember member(Tx tx, User user, @Nullable Bond bond) {
        return members(tx, List.of(user), bond == null ? Map.of() : Map.of(user.userId(), bond))
                .getFirst();
    }

    private User member(Tx tx, Caller caller, UUID staffId, UUID partnerId) {
        partners.within(tx, caller, partnerId);
        return people.one(tx, new Whose(kind.role(), Set.of(partnerId), null), staffId);
    }

    private Whose whose(Tx tx, Caller caller) {
        boolean all = SEE_ALL.contains(caller.role());
        return switch (kind) {
            case INTERNAL_SUPPORT -> new Whose(kind.role(), null, null);
            case SUPPORT, PANEL_USER ->
                new Whose(kind.role(), all ? null : caller.scope().partners(), null);
            case ASSISTANT -> new Whose(kind.role(), null, all ? null : clinicians.reached(tx, caller));
        };
    }

    private Map<UUID, Bond> bonds(Tx tx, List<User> users, UUID partnerId) {
        return people.withPartners(tx, users.stream().map(User::userId).toList()).stream()
                .filter(bond -> bond.withId().equals(partnerId))
                .collect(Collectors.toMap(Bond::userId, Function.identity()));
    }
}

package io.careloom.access;

import io.careloom.geography.Geography;
import io.careloom.geography.Timezone;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.partners.Partners;
import io.careloom.platform.Fields;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * People of a role, to whom they belong and for whom they work. What a person reaches follows from these bonds: making or
 * ending one counts from the person's next request on.
 */
public final class People {
    private final Access access;
    private final Partners partners;
    private final Geography geography;
    private final AuditTrail audit;

    /** The door. */
    public People(Access access, Partners partners, Geography geography, AuditTrail audit) {
        this.access = access;
        this.partners = partners;
        this.geography = geography;
        this.audit = audit;
    }

    /**
     * Which accounts are meant.
     *
     * @param partners those who belong to one of these; null for all
     * @param clinicians those who work for one of these; null for all
     */
    public record Whose(
            Role role,
            @Nullable Set<UUID> partners,
            @Nullable Set<UUID> clinicians) {}

    /**
     * What is said of a person's bond with a partner.
     *
     * @param managedByPartner whether the partner itself looks after its panel user
     */
    public record Membership(UUID partnerId, Change<Boolean> canUnlockPhi, Change<Boolean> managedByPartner) {
        /** Of somebody of the staff. */
        public Membership(UUID partnerId, Change<Boolean> canUnlockPhi) {
            this(partnerId, canUnlockPhi, Change.absent());
        }
    }

    /**
     * That somebody belongs to a partner, or works for a clinician.
     *
     * @param withId the partner, or the clinician
     * @param canUnlockPhi whether support sees the sealed values of the partner's patients (decisions/0011); null, for no, when nobody
     *     said, and for clinicians
     * @param managedByPartner whether the partner itself looks after its panel user
     * @param priority how a clinician wants the assistant: preferred, normal or disabled; null for partners
     */
    public record Bond(
            UUID userId,
            UUID withId,
            @Nullable Boolean canUnlockPhi,
            boolean managedByPartner,
            @Nullable String priority,
            Instant createdAt,
            Instant updatedAt) {}

    /**
     * A password to be set.
     *
     * @param confirmation the same once more; anything else is refused
     */
    public record NewPassword(String password, @Nullable String confirmation) {
        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    /** Accounts; sorts by names, {@code email}, {@code created_at} and {@code updated_at}, at first by creation. */
    public Page<User> page(Tx tx, Whose whose, PageQuery query) {
        return new UserStore(tx).page(whose, query);
    }

    /** The living account with this id, if it is one of these; else 404. */
    public User one(Tx tx, Whose whose, UUID userId) {
        return new UserStore(tx).among(whose, userId).orElseThrow(Problem::notFound);
    }

    /** The living account with this e-mail in this role. */
    public Optional<User> withEmail(Tx tx, Role role, String email) {
        return new UserStore(tx)
                .withEmail(email.strip())
                .map(UserStore.Account::user)
                .filter(user -> user.role() == role);
    }

    /** Makes an account and invites the person; a taken e-mail is refused. */
    public User create(Tx tx, Caller caller, CreateUser person) {
        UUID timezoneId = person.timezoneId();
        UUID userId =
                access.createUser(tx, caller, timezoneId == null ? person : person.withTimezone(zone(timezoneId)));
        return access.account(tx, userId).orElseThrow(Problem::notFound);
    }

    /** Changes an account and, when there is one, its password, which ends all its sign-ins. */
    public User change(Tx tx, Caller caller, UUID userId, ChangeUser change, @Nullable NewPassword password) {
        User changed = access.account(tx, userId).orElseThrow(Problem::notFound);
        if (!Fields.sent(change).isEmpty()) {
            changed = access.changeUser(
                    tx, caller, userId, change.withTimezone(change.timezoneId().map(this::zone)));
        }
        if (password != null) {
            access.choosePassword(tx, caller, userId, password);
        }
        return changed;
    }

    /**
     * Changes the caller's own account; a password ends its sign-ins but the one of this token. What a clinician's profile
     * tells is changed there.
     */
    public User changeSelf(Tx tx, Caller caller, ChangeUser change, @Nullable NewPassword password, String token) {
        caller.require(Permission.SELF);
        Set<String> sent = Fields.sent(change).keySet();
        if (caller.role() == Role.CLINICIAN && !sent.isEmpty()) {
            throw Problem.invalid(sent.iterator().next(), "A clinician changes this in its profile.");
        }
        if (!sent.isEmpty()) {
            access.changeUser(
                    tx,
                    caller,
                    caller.id(),
                    change.withTimezone(change.timezoneId().map(this::zone)));
        }
        if (password != null) {
            access.chooseOwnPassword(tx, caller, password, token);
        }
        return access.self(tx, caller);
    }

    /** Closes an account: it is signed out everywhere and its e-mail is free again. */
    public void delete(Tx tx, Caller caller, UUID userId) {
        access.deleteUser(tx, caller, userId);
    }

    /** The person belongs to this partner of the caller's scope from now on; answers the bond. */
    public Bond attach(Tx tx, Caller caller, UUID userId, Membership membership) {
        caller.require(Permission.PARTNER_MANAGE);
        UUID partnerId = membership.partnerId();
        partners.within(tx, caller, partnerId);
        BondStore store = new BondStore(tx);
        Optional<Bond> before = store.withPartner(userId, partnerId);
        store.putPartner(userId, membership);
        Bond after = store.withPartner(userId, partnerId).orElseThrow();
        tell(tx, caller, change("user.attached", userId, told(before.orElse(null)), told(after)));
        tellPartner(tx, caller, "partner.user_attached", before.orElse(null), after);
        return after;
    }

    /** The person no longer belongs to this partner of the caller's scope; a partner keeps one panel user. */
    public void detach(Tx tx, Caller caller, User person, UUID partnerId) {
        caller.require(Permission.PARTNER_MANAGE);
        partners.within(tx, caller, partnerId);
        BondStore store = new BondStore(tx);
        if (person.role() == Role.PANEL_USER
                && person.isWelcome()
                && store.lockWelcome(partnerId, Role.PANEL_USER).equals(Set.of(person.userId()))) {
            throw Problem.conflict("last_panel_user", "A partner keeps at least one panel user.");
        }
        Bond ended = store.withPartner(person.userId(), partnerId).orElseThrow(Problem::notFound);
        store.endPartner(person.userId(), partnerId);
        tell(tx, caller, change("user.detached", person.userId(), told(ended), Map.of()));
        tellPartner(tx, caller, "partner.user_detached", ended, null);
    }

    /** The assistant works for this clinician from now on; null keeps the priority. */
    public void assist(Tx tx, Caller caller, User assistant, UUID clinicianId, @Nullable String priority) {
        PeoplePolicy.requireOffice(caller, clinicianId);
        UUID userId = assistant.userId();
        BondStore store = new BondStore(tx);
        Optional<Bond> before = store.withClinician(userId, clinicianId);
        store.putClinician(userId, clinicianId, priority);
        Bond after = store.withClinician(userId, clinicianId).orElseThrow();
        tell(tx, caller, change("user.attached", userId, told(before.orElse(null)), told(after)));
    }

    /** The assistant no longer works for this clinician; 404 when it does not. */
    public void leave(Tx tx, Caller caller, User assistant, UUID clinicianId) {
        PeoplePolicy.requireOffice(caller, clinicianId);
        BondStore store = new BondStore(tx);
        Bond ended = store.withClinician(assistant.userId(), clinicianId).orElseThrow(Problem::notFound);
        store.endClinician(assistant.userId(), clinicianId);
        tell(tx, caller, change("user.detached", assistant.userId(), told(ended), Map.of()));
    }

    /** Bonds of these people with partners, the oldest first. */
    public List<Bond> withPartners(Tx tx, Collection<UUID> userIds) {
        return new BondStore(tx).withPartners(userIds);
    }

    /** Bonds of these assistants with clinicians, disabled ones too, the oldest first. */
    public List<Bond> withClinicians(Tx tx, Collection<UUID> userIds) {
        return new BondStore(tx).withClinicians(userIds);
    }

    private UUID zone(UUID timezoneId) {
        return geography
                .timezone(timezoneId)
                .map(Timezone::timezoneId)
                .orElseThrow(() -> Problem.invalid("timezone_id", "The time zone is unknown."));
    }

    private void tell(Tx tx, Caller caller, AuditedChange change) {
        audit.changed(tx, caller, change);
        tx.afterCommit(access::forget);
    }

    /** The same in the partner's own history. */
    private void tellPartner(Tx tx, Caller caller, String action, @Nullable Bond before, @Nullable Bond after) {
        UUID partnerId = Objects.requireNonNull(after == null ? before : after).withId();
        audit.changed(tx, caller, new AuditedChange(action, null, "partner", partnerId, whose(before), whose(after)));
    }

    private static Map<String, @Nullable Object> whose(@Nullable Bond bond) {
        Map<String, @Nullable Object> whose = told(bond);
        if (bond != null) {
            whose.remove("partner_id");
            whose.put("user_id", bond.userId());
        }
        return whose;
    }

    private static AuditedChange change(
            String action, UUID userId, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        return new AuditedChange(action, null, "user", userId, before, after);
    }

    private static Map<String, @Nullable Object> told(@Nullable Bond bond) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        if (bond != null && bond.priority() == null) {
            told.put("partner_id", bond.withId());
            told.put("can_unlock_phi", bond.canUnlockPhi());
            told.put("managed_by_partner", bond.managedByPartner());
        } else if (bond != null) {
            told.put("clinician_id", bond.withId());
            told.put("priority", bond.priority());
        }
        return told;
    }
}

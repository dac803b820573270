package io.careloom.access;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.partners.PartnerProfile;
import io.careloom.partners.Partners;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.Recent;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.outbound.Post;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.secrets.Passwords;
import io.careloom.platform.secrets.Secrets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People and the callers that tokens stand for. A revoked token, right or partner is refused within a second. */
public final class Access {
    private static final int MADE_UP_LENGTH = 20;
    private static final Origin ORIGIN = Origin.worker("authenticate");

    private final Transactions transactions;
    private final Partners partners;
    private final Passwords passwords;
    private final Post post;
    private final AuditTrail audit;
    private final Callers callers;
    private final Recent<String, Caller> recent = new Recent<>();

    /** A person's way in, made by an operator: shown once on the command line. */
    public record NewLogin(UUID userId, String email, String password) {
        @Override
        public String toString() {
            return "NewLogin[" + userId + "]";
        }
    }

    /** In which states a clinician practises today; the room of clinicians knows. */
    @FunctionalInterface
    public interface Practices {
        /** The ids of the states. */
        Set<UUID> states(Tx tx, UUID clinicianId);
    }

    /** What this room stands on. */
    public record Ground(Passwords passwords, Post post, AuditTrail audit) {}

    /** The door; tokens are looked up by transactions of their own. */
    public Access(Transactions transactions, Partners partners, Ground ground, Practices practices) {
        this.transactions = transactions;
        this.partners = partners;
        this.passwords = ground.passwords();
        this.post = ground.post();
        this.audit = ground.audit();
        this.callers = new Callers(partners, practices);
    }

    /** The caller a bearer token stands for; refused as unauthenticated when it is unknown, expired or revoked. */
    public Caller authenticate(String token) {
        byte[] digest = Secrets.digest(token);
        return recent.get(
                HexFormat.of().formatHex(digest), _ -> transactions.read(ORIGIN, tx -> callers.of(tx, digest)));
    }

    /** Makes an account of somebody the caller looks after ({@link PeoplePolicy}). A taken e-mail is refused. */
    public UUID createUser(Tx tx, Caller caller, CreateUser command) {
        PeoplePolicy.require(caller, PeoplePolicy.Account.of(command));
        String password = command.password();
        if (password != null) {
            SignInPolicy.check(password, command.email());
        }
        UUID userId = Ids.random();
        UserStore store = new UserStore(tx);
        if (!store.insert(userId, command, password == null ? null : passwords.hash(password))) {
            throw taken("email");
        }
        audit.changed(
                tx,
                caller,
                change(
                        "user.created",
                        userId,
                        Map.of(),
                        Map.of("role", command.role().word())));
        if (password == null) {
            invite(tx, stored(store, userId));
        }
        return userId;
    }

    private void invite(Tx tx, User user) {
        String token = Secrets.hex();
        new SignInStore(tx).putReset(user.userId(), Secrets.digest(token), SignInPolicy.INVITATION_LIFETIME);
        post.send(tx, Letters.invitation(user, token));
    }

    /** Makes a partner and invites the first person who may sign in for it, in both environments. */
    public PartnerProfile openPartner(Tx tx, Caller caller, OpenPartner command) {
        PartnerProfile opened = partners.create(tx, caller, command.partner().create());
        OpenPartner.PanelUser person = command.panelUser();
        if (new UserStore(tx).withEmail(person.email()).isPresent()) {
            throw taken("panel_user.email");
        }
        createUser(
                tx,
                caller,
                CreateUser.staff(
                                Role.PANEL_USER,
                                PersonName.of(person.name()),
                                person.email(),
                                EnumSet.allOf(Environment.class))
                        .withPartners(Set.of(opened.id()))
                        .withTimezone(person.timezoneId()));
        tx.afterCommit(this::forget);
        return opened;
    }

    /** The operator at the command line, and the seed of a demo: every right over all partners there are now. */
    public Caller operator(Tx tx) {
        Caller system = Caller.system(Place.INSTALLATION);
        return new Caller(
                system.id(),
                system.role(),
                system.permissions(),
                Callers.scope(partners.tenants(tx), system.environments()),
                system.environments(),
                null,
                null,
                null);
    }

    /** Makes an administrator of the installation with a made-up password; a taken e-mail is refused. */
    public NewLogin createAdmin(Tx tx, String email) {
        String password = Secrets.alphanumeric(MADE_UP_LENGTH);
        UUID userId = createUser(
                tx,
                Caller.system(Place.INSTALLATION),
                CreateUser.staff(Role.ADMIN, new PersonName("Admin", ""), email, EnumSet.allOf(Environment.class))
                        .withPassword(password));
        return new NewLogin(userId, email, password);
    }

    /** Gives the person with this e-mail a made-up password and ends all its sign-ins; 404 when there is nobody. */
    public NewLogin resetPassword(Tx tx, String email) {
        User user = withEmail(tx, email)
                .orElseThrow(() -> Problem.notFound().message("Nobody signs in with this e-mail address."));
        String password = Secrets.alphanumeric(MADE_UP_LENGTH);
        setPassword(tx, user.userId(), password);
        return new NewLogin(user.userId(), user.email(), password);
    }

    /** Drops tokens, codes and links whose time is over; returns how many. */
    public int dropExpired(Tx tx) {
        return new TokenStore(tx).deleteExpired() + new SignInStore(tx).deleteExpired();
    }

    /** Changes an account, a person's own but for its rights; a deactivated one is signed out. */
    public User changeUser(Tx tx, Caller caller, UUID userId, ChangeUser command) {
        UserStore store = new UserStore(tx);
        User present = stored(store, userId);
        boolean own = caller.id().equals(userId)
                && !command.environments().isSet()
                && !command.active().isSet();
        if (own) {
            caller.require(Permission.SELF);
        } else {
            PeoplePolicy.require(caller, PeoplePolicy.Account.of(present));
        }
        Map<String, @Nullable Object> columns = Fields.sent(command);
        if (columns.get("email") instanceof String email && store.isTaken(email, userId)) {
            throw taken("email");
        }
        if (columns.containsKey("environments")) {
            Set<Environment> environments = command.environments().or(Set.of());
            Set<Environment> entering = environments == null ? Set.of() : environments;
            PeoplePolicy.require(caller, PeoplePolicy.Account.of(present).entering(entering));
            columns.put("environments", UserStore.words(entering));
        }
        if (!store.update(userId, columns)) {
            throw taken("email");
        }
        if (Boolean.FALSE.equals(columns.get("active"))) {
            new TokenStore(tx).revokeAll(userId);
        }
        tx.afterCommit(this::forget);
        audit.changed(tx, caller, change("user.changed", userId, Map.of(), columns));
        return stored(store, userId);
    }

    /** Gives somebody the caller looks after a new password, which ends all sign-ins of the person. */
    void choosePassword(Tx tx, Caller caller, UUID userId, People.NewPassword chosen) {
        User present = stored(new UserStore(tx), userId);
        PeoplePolicy.require(caller, PeoplePolicy.Account.of(present));
        SignInPolicy.check(chosen, present.email());
        storePassword(tx, caller, userId, chosen.password());
    }

    /** Gives the caller itself a new password, which ends its sign-ins but the one of this token. */
    void chooseOwnPassword(Tx tx, Caller caller, People.NewPassword chosen, String accessToken) {
        SignInPolicy.check(chosen, self(tx, caller).email());
        new UserStore(tx).setPassword(caller.id(), passwords.hash(chosen.password()));
        TokenStore tokens = new TokenStore(tx);
        tokens.revokeOthers(
                caller.id(), tokens.family(Secrets.digest(accessToken)).orElse(null));
        tx.afterCommit(this::forget);
        audit.changed(tx, caller, change("user.password_changed", caller.id(), Map.of(), Map.of()));
    }

    /** Closes the account of somebody the caller looks after: it is signed out, its codes and links are void. */
    public void deleteUser(Tx tx, Caller caller, UUID userId) {
        User closed =
                account(tx, userId).filter(user -> user.deletedAt() == null).orElseThrow(Problem::notFound);
        PeoplePolicy.require(caller, PeoplePolicy.Account.of(closed));
        new UserStore(tx).delete(userId);
        new TokenStore(tx).revokeAll(userId);
        new SignInStore(tx).voidAll(userId);
        tx.afterCommit(this::forget);
        Map<String, @Nullable Object> was = Map.of("role", closed.role().word());
        audit.changed(tx, caller, change("user.deleted", userId, was, Map.of()));
    }

    /** Who a person is; empty when there is none. */
    public Optional<UserName> user(Tx tx, UUID userId) {
        return new UserStore(tx).find(userId).map(account -> account.user().named());
    }

    /** Accounts by id; ids of nobody are left out. */
    public List<User> users(Tx tx, Collection<UUID> userIds) {
        return new UserStore(tx).all(userIds);
    }

    /** Those of these people who are there: signed in, and seen in the last five minutes. */
    public Set<UUID> online(Tx tx, Collection<UUID> userIds) {
        return new UserStore(tx).online(userIds);
    }

    /** The signed-in person's own account. */
    public User self(Tx tx, Caller caller) {
        caller.require(Permission.SELF);
        return stored(new UserStore(tx), caller.id());
    }

    /** The account with this id. */
    Optional<User> account(Tx tx, UUID userId) {
        return new UserStore(tx).find(userId).map(UserStore.Account::user);
    }

    /** The person with this e-mail who may sign in. */
    Optional<User> withEmail(Tx tx, String email) {
        return new UserStore(tx)
                .withEmail(email.strip())
                .map(UserStore.Account::user)
                .filter(User::isWelcome);
    }

    /** The person with this e-mail and password who may sign in; takes the same time for an unknown e-mail. */
    Optional<User> withPassword(Tx tx, String email, String password) {
        Optional<UserStore.Account> found = new UserStore(tx)
                .withEmail(email.strip())
                .filter(account -> account.user().isWelcome());
        boolean right =
                passwords.matches(found.map(UserStore.Account::passwordHash).orElse(null), password);
        return found.filter(_ -> right).map(UserStore.Account::user);
    }

    /** Replaces a password and ends all sign-ins of the person. */
    void setPassword(Tx tx, UUID userId, String password) {
        storePassword(tx, Caller.system(Place.INSTALLATION), userId, password);
    }

    private void storePassword(Tx tx, Caller by, UUID userId, String password) {
        new UserStore(tx).setPassword(userId, passwords.hash(password));
        new TokenStore(tx).revokeAll(userId);
        tx.afterCommit(this::forget);
        audit.changed(tx, by, change("user.password_reset", userId, Map.of(), Map.of()));
    }

    /** Drops what this node remembers of callers; who changed what they reach asks for it after the commit. */
    public void forget() {
        recent.forget();
    }

    private static User stored(UserStore store, UUID userId) {
        return store.find(userId).orElseThrow(Problem::notFound).user();
    }

    private static AuditedChange change(
            String action,
            UUID userId,
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after) {
        return new AuditedChange(action, null, "user", userId, before, after);
    }

    private static Problem taken(String field) {
        return Problem.invalid(field, "The email has already been taken.");
    }
}

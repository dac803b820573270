package io.careloom.access;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tenant;
import io.careloom.platform.Fields;
import io.careloom.platform.Ids;
import io.careloom.platform.Recent;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.database.Tx;
import io.careloom.platform.secrets.Passwords;
import io.careloom.platform.secrets.Secrets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** People and the callers that tokens stand for. A revoked token, right or partner is refused within a second. */
public final class Access {
    private static final Origin ORIGIN = Origin.worker("authenticate");

    private final Transactions transactions;
    private final Partners partners;
    private final Passwords passwords;
    private final Recent<String, Caller> callers = new Recent<>();

    /** The door; tokens are looked up by transactions of their own. */
    public Access(Transactions transactions, Partners partners, Passwords passwords) {
        this.transactions = transactions;
        this.partners = partners;
        this.passwords = passwords;
    }

    /** The caller a bearer token stands for; refused as unauthenticated when it is unknown, expired or revoked. */
    public Caller authenticate(String token) {
        byte[] digest = Secrets.digest(token);
        return callers.get(HexFormat.of().formatHex(digest), _ -> transactions.read(ORIGIN, tx -> caller(tx, digest)));
    }

    /** Makes an account; clinicians need CLINICIAN_MANAGE, everybody else PARTNER_CREATE. A taken e-mail is refused. */
    public UUID createUser(Tx tx, Caller caller, CreateUser command) {
        caller.require(command.role() == Role.CLINICIAN ? Permission.CLINICIAN_MANAGE : Permission.PARTNER_CREATE);
        UUID userId = Ids.random();
        String password = command.password();
        String hash = password == null ? null : passwords.hash(password);
        if (!new UserStore(tx).insert(userId, command, hash)) {
            throw taken();
        }
        return userId;
    }

    /** Changes an account; a deactivated one is signed out. */
    public User changeUser(Tx tx, Caller caller, UUID userId, ChangeUser command) {
        UserStore store = new UserStore(tx);
        User present = account(store, userId).user();
        caller.require(present.role() == Role.CLINICIAN ? Permission.CLINICIAN_MANAGE : Permission.PARTNER_CREATE);
        Map<String, @Nullable Object> columns = Fields.sent(command);
        if (columns.get("email") instanceof String email && store.isTaken(email, userId)) {
            throw taken();
        }
        if (columns.containsKey("environments")) {
            Set<Environment> environments = command.environments().or(Set.of());
            columns.put("environments", UserStore.words(environments == null ? Set.of() : environments));
        }
        store.update(userId, columns);
        tx.afterCommit(this::forget);
        return account(store, userId).user();
    }

    /** Who a person is; empty when there is none. */
    public Optional<UserName> user(Tx tx, UUID userId) {
        return new UserStore(tx).find(userId).map(account -> account.user().named());
    }

    /** Accounts by id; ids of nobody are left out. */
    public List<User> users(Tx tx, Collection<UUID> userIds) {
        return new UserStore(tx).all(userIds);
    }

    /** The signed-in person's own account. */
    public User self(Tx tx, Caller caller) {
        caller.require(Permission.SELF);
        return account(new UserStore(tx), caller.id()).user();
    }

    /** Drops what this node remembers of tokens, so that a change counts at once. */
    void forget() {
        callers.forget();
    }

    private Caller caller(Tx tx, byte[] digest) {
        TokenStore.Holder holder = new TokenStore(tx).holder(digest).orElseThrow(Access::unauthenticated);
        UUID credentialId = holder.credentialId();
        UUID tenantId = holder.tenantId();
        UUID userId = holder.userId();
        if (credentialId != null && tenantId != null) {
            return program(credentialId, partners.tenant(tx, tenantId));
        }
        if (userId != null) {
            return new UserStore(tx)
                    .find(userId)
                    .map(account -> person(tx, account.user()))
                    .orElseThrow(Access::unauthenticated);
        }
        throw unauthenticated();
    }

    private static Caller program(UUID credentialId, Tenant tenant) {
        Set<Environment> environments = Set.of(tenant.environment());
        return new Caller(
                credentialId,
                Role.PARTNER_CREDENTIAL,
                Permissions.of(Role.PARTNER_CREDENTIAL, environments),
                new Scope(Set.of(tenant.tenantId()), Set.of(tenant.partnerId())),
                environments,
                tenant.tenantId(),
                tenant.partnerId(),
                null);
    }

    private Caller person(Tx tx, User user) {
        if (!user.isWelcome()) {
            throw unauthenticated();
        }
        return new Caller(
                user.userId(),
                user.role(),
                Permissions.of(user.role(), user.environments()),
                scope(tx, user),
                user.environments(),
                null,
                user.partnerId(),
                user.clinicianId());
    }

    /** The partners of the role × the environments of the person. */
    private Scope scope(Tx tx, User user) {
        boolean bound = user.role() == Role.PANEL_USER || user.role() == Role.SUPPORT_STAFF;
        List<Tenant> reached = partners.tenants(tx).stream()
                .filter(tenant -> !bound || user.partners().contains(tenant.partnerId()))
                .toList();
        return new Scope(
                reached.stream()
                        .filter(tenant -> user.environments().contains(tenant.environment()))
                        .map(Tenant::tenantId)
                        .collect(Collectors.toSet()),
                reached.stream().map(Tenant::partnerId).collect(Collectors.toSet()));
    }

    private static UserStore.Account account(UserStore store, UUID userId) {
        return store.find(userId).orElseThrow(Problem::notFound);
    }

    static Problem unauthenticated() {
        return Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Unauthenticated.");
    }

    private static Problem taken() {
        return Problem.invalid("email", "The email has already been taken.");
    }
}

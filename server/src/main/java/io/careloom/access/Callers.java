package io.careloom.access;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tenant;
import io.careloom.platform.database.Tx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which callers tokens stand for: what a person reaches follows from its role, its bonds and its environments. */
final class Callers {
    private final Partners partners;
    private final Access.Practices practices;

    Callers(Partners partners, Access.Practices practices) {
        this.partners = partners;
        this.practices = practices;
    }

    /** The caller behind a token with this digest; refused as unauthenticated when it is unknown, expired or revoked. */
    Caller of(Tx tx, byte[] digest) {
        TokenStore.Holder holder = new TokenStore(tx).holder(digest).orElseThrow(Callers::unauthenticated);
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
                    .orElseThrow(Callers::unauthenticated);
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
        Set<Environment> environments = entering(tx, user);
        return new Caller(
                user.userId(),
                user.role(),
                Permissions.of(user.role(), environments),
                environments.isEmpty() ? Scope.NONE : scope(tx, user, environments),
                environments,
                null,
                user.partnerId(),
                user.clinicianId(),
                Set.copyOf(user.clinicians()));
    }

    /** A medical assistant enters only where one of its clinicians works; without any it reaches nothing. */
    private static Set<Environment> entering(Tx tx, User user) {
        if (user.role() != Role.MEDICAL_ASSISTANT) {
            return user.environments();
        }
        Set<Environment> entering = new UserStore(tx).environmentsOf(user.clinicians());
        entering.retainAll(user.environments());
        return entering;
    }

    /** The partners of the role × the environments of the person; to people of care the records of their patients. */
    private Scope scope(Tx tx, User user, Set<Environment> environments) {
        boolean bound = user.role() == Role.PANEL_USER || user.role() == Role.SUPPORT_STAFF;
        Scope whole = scope(
                partners.tenants(tx).stream()
                        .filter(tenant -> !bound || user.partners().contains(tenant.partnerId()))
                        .toList(),
                environments);
        return switch (user.role()) {
            case SUPPORT_STAFF, INTERNAL_SUPPORT_STAFF -> whole.closing(locked(tx, user, whole));
            case CLINICIAN -> whole.openTo(clinicianAndStates(tx, user));
            case MEDICAL_ASSISTANT -> whole.openTo(Set.copyOf(user.clinicians()));
            case PARTNER_CREDENTIAL, PANEL_USER, ADMIN, SERVICE_ACCOUNT, SYSTEM -> whole;
        };
    }

    /** Support unlocks the protected values of a partner's patients only where a bond says so (decisions/0011). */
    private Set<UUID> locked(Tx tx, User user, Scope reached) {
        Set<UUID> unlocked = new BondStore(tx)
                .withPartners(List.of(user.userId())).stream()
                        .filter(bond -> Boolean.TRUE.equals(bond.canUnlockPhi()))
                        .map(People.Bond::withId)
                        .collect(Collectors.toSet());
        return partners.tenants(tx).stream()
                .filter(tenant -> !unlocked.contains(tenant.partnerId()))
                .map(Tenant::tenantId)
                .filter(reached.tenants()::contains)
                .collect(Collectors.toSet());
    }

    private Set<UUID> clinicianAndStates(Tx tx, User user) {
        UUID clinicianId = user.clinicianId();
        if (clinicianId == null) {
            return Set.of();
        }
        Set<UUID> readers = new HashSet<>(practices.states(tx, clinicianId));
        readers.add(clinicianId);
        return readers;
    }

    /** The tenants among these that may be entered, and the partners of all. */
    static Scope scope(List<Tenant> reached, Set<Environment> entering) {
        return new Scope(
                reached.stream()
                        .filter(tenant -> entering.contains(tenant.environment()))
                        .map(Tenant::tenantId)
                        .collect(Collectors.toSet()),
                reached.stream().map(Tenant::partnerId).collect(Collectors.toSet()));
    }

    private static Problem unauthenticated() {
        return Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Unauthenticated.");
    }
}

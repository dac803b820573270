package io.careloom.access.integration;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.partners.Tenant;
import io.careloom.platform.database.Origin;
import io.careloom.platform.database.Transactions;
import io.careloom.platform.secrets.Secrets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one account of the operator's own programs. It has no password and no token: who signs a request with the
 * installation's integration secret is this account for that request.
 */
public final class ServiceAccount {
    /** Its id in the audit trail, the same everywhere. */
    public static final UUID ID = UUID.fromString("5e7a3c52-0d1f-4f8e-9a54-6b1f0c9d2e71");

    private static final Origin ORIGIN = Origin.worker("authenticate");

    private final Transactions transactions;
    private final Partners partners;
    private final @Nullable String secret;

    /** @param secret null: nobody is believed */
    public ServiceAccount(Transactions transactions, Partners partners, @Nullable String secret) {
        this.transactions = transactions;
        this.partners = partners;
        this.secret = secret;
    }

    /**
     * The account with this one right over all partners in all environments; refused as unauthenticated when the body is
     * not signed with the secret.
     */
    public Caller signer(byte[] body, String signature, Permission right) {
        Secrets.requireSigned(secret, body, signature);
        List<Tenant> all = transactions.read(ORIGIN, partners::tenants);
        return new Caller(
                ID,
                Role.SERVICE_ACCOUNT,
                Set.of(right),
                new Scope(
                        all.stream().map(Tenant::tenantId).collect(Collectors.toSet()),
                        all.stream().map(Tenant::partnerId).collect(Collectors.toSet())),
                EnumSet.allOf(Environment.class),
                null,
                null,
                null);
    }
}

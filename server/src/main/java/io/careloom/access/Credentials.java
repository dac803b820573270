package io.careloom.access;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partners;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import io.careloom.platform.secrets.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keys of partners' programs, and the tokens they get for them. */
public final class Credentials {
    private static final int SECRET_LENGTH = 40;
    private static final byte[] NOBODYS = Secrets.digest("");

    private final Access access;
    private final Partners partners;
    private final AuditTrail audit;

    /** The door. */
    public Credentials(Access access, Partners partners, AuditTrail audit) {
        this.access = access;
        this.partners = partners;
        this.audit = audit;
    }

    /** The living keys of a partner within the caller's scope, without their secrets. */
    public Page<Credential> list(Tx tx, Caller caller, UUID partnerId, PageQuery query) {
        caller.require(Permission.CREDENTIAL_MANAGE);
        return store(tx).page(partners.within(tx, caller, partnerId), query);
    }

    /** Makes a key; the answer is the only place that ever shows its secret. */
    public Credential create(Tx tx, Caller caller, UUID partnerId, CreateCredential command) {
        caller.require(Permission.CREDENTIAL_MANAGE);
        Scope scope = partners.within(tx, caller, partnerId);
        UUID tenantId = Environment.of(command.environmentId())
                .map(environment ->
                        partners.tenantOf(tx, partnerId, environment).tenantId())
                .filter(scope.tenants()::contains)
                .orElseThrow(() -> Problem.invalid("environment_id", "There is no such environment."));
        UUID credentialId = Ids.random();
        String secret = Secrets.alphanumeric(SECRET_LENGTH);
        UUID clientId = Ids.random();
        CredentialStore store = store(tx);
        store.insert(
                tenantId, credentialId, new CredentialStore.NewKey(command.name(), clientId, Secrets.digest(secret)));
        audit.changed(tx, caller, change("credential.created", tenantId, credentialId));
        return store.find(scope, credentialId).orElseThrow(Problem::notFound).showing(secret);
    }

    /** Ends a key; its tokens are refused within a second. */
    public void delete(Tx tx, Caller caller, UUID partnerId, UUID credentialId) {
        caller.require(Permission.CREDENTIAL_MANAGE);
        Scope scope = partners.within(tx, caller, partnerId);
        CredentialStore store = store(tx);
        Credential ended = store.find(scope, credentialId).orElseThrow(Problem::notFound);
        store.delete(scope, credentialId);
        UUID tenantId = partners.tenantOf(tx, partnerId, environment(ended)).tenantId();
        audit.changed(tx, caller, change("credential.deleted", tenantId, credentialId));
        tx.afterCommit(access::forget);
    }

    /** A fresh token of 24 hours for a client id and its secret; earlier tokens stay valid. */
    public AccessToken token(Tx tx, TokenRequest request) {
        String grant = request.grantType();
        if (grant != null && !grant.equals("client_credentials")) {
            throw refused(Problem.Kind.UNREADABLE, "unsupported_grant_type", "The grant type is client_credentials");
        }
        String clientId = request.clientId();
        String secret = request.clientSecret();
        if (clientId == null || secret == null) {
            throw invalidClient();
        }
        Optional<CredentialStore.Lock> lock = Ids.read(clientId).flatMap(store(tx)::lock);
        byte[] digest = lock.map(CredentialStore.Lock::secretDigest).orElse(NOBODYS);
        if (!Secrets.matches(digest, secret) || lock.isEmpty()) {
            throw invalidClient();
        }
        String token = Secrets.token();
        new TokenStore(tx).insertForCredential(Secrets.digest(token), lock.get().credentialId());
        return AccessToken.bearer(token);
    }

    private static Problem invalidClient() {
        return refused(Problem.Kind.UNAUTHENTICATED, "invalid_client", "Client authentication failed");
    }

    /** The words that clients of the token endpoint read (partner-contract.md section 2). */
    private static Problem refused(Problem.Kind kind, String error, String why) {
        return Problem.of(kind, error, why).with("error", error).with("error_description", why);
    }

    private CredentialStore store(Tx tx) {
        return new CredentialStore(tx, id -> partners.tenant(tx, id));
    }

    private static Environment environment(Credential of) {
        return Environment.of(of.environmentId()).orElseThrow(Problem::notFound);
    }

    private static AuditedChange change(String action, UUID tenantId, UUID credentialId) {
        return new AuditedChange(action, tenantId, "credential", credentialId, Map.of(), Map.of());
    }
}

package io.careloom.partners;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.platform.Ids;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Vault;
import io.careloom.platform.secrets.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The webhook endpoints of partners, one for each environment. Secrets are shown to those who may change them. */
public final class PartnerEnvironments {
    private final Partners partners;
    private final SealedEndpoint sealed;
    private final AuditTrail audit;

    /** The door. */
    public PartnerEnvironments(Partners partners, Vault vault, AuditTrail audit) {
        this.partners = partners;
        this.sealed = new SealedEndpoint(vault);
        this.audit = audit;
    }

    /** The endpoints of a partner in these environments, within the caller's scope. */
    public Page<PartnerEnvironment> list(
            Tx tx, Caller caller, UUID partnerId, Set<Environment> environments, PageQuery query) {
        Scope scope = narrowed(tx, scope(tx, caller, partnerId), environments);
        return new EnvironmentStore(tx).page(scope, query).map(row -> shown(tx, row));
    }

    /** One endpoint, by its own id or by its environment's; 404 when it is not registered or out of scope. */
    public PartnerEnvironment find(Tx tx, Caller caller, UUID partnerId, UUID id) {
        return shown(tx, stored(tx, caller, partnerId, id));
    }

    /** Registers an endpoint; conflict when the environment has one. */
    public PartnerEnvironment register(Tx tx, Caller caller, UUID partnerId, RegisterEnvironment command) {
        Scope scope = scope(tx, caller, partnerId);
        UUID tenantId = tenant(tx, scope, command.environmentId())
                .orElseThrow(() -> Problem.invalid("environment_id", "There is no such environment."));
        WebhookSettings settings = new WebhookSettings(
                command.webhookUrl(),
                Objects.requireNonNullElseGet(command.webhookSecret(), Secrets::signing),
                command.webhookAuthorization(),
                Objects.requireNonNullElse(command.jsonStyle(), "php"),
                Objects.requireNonNullElse(command.retryProfile(), "4x15m"));
        UUID settingsId = Ids.random();
        EnvironmentStore store = new EnvironmentStore(tx);
        if (!store.insert(settingsId, tenantId, sealed.seal(tenantId, settingsId, settings))) {
            throw Problem.conflict("environment_registered", "This environment has its webhook registered already.");
        }
        return changed(tx, caller, null, stored(store, scope, settingsId));
    }

    /** Changes an endpoint; deliveries that wait are sent to the new address with the new secret. */
    public PartnerEnvironment change(Tx tx, Caller caller, UUID partnerId, UUID id, ChangeEnvironment command) {
        EnvironmentStore.Row row = stored(tx, caller, partnerId, id);
        UUID own = partners.tenant(tx, row.tenantId()).environment().id();
        if (!own.equals(command.environmentId().or(own))) {
            throw Problem.invalid("environment_id", "An endpoint stays in its environment.");
        }
        WebhookSettings present = sealed.open(row);
        WebhookSettings settings = new WebhookSettings(
                Objects.requireNonNull(command.webhookUrl().or(present.url())),
                Objects.requireNonNullElseGet(command.webhookSecret().or(present.secret()), Secrets::signing),
                command.webhookAuthorization().or(present.authorization()),
                Objects.requireNonNull(command.jsonStyle().or(present.jsonStyle())),
                Objects.requireNonNull(command.retryProfile().or(present.retryProfile())));
        EnvironmentStore store = new EnvironmentStore(tx);
        store.update(row.settingsId(), row.tenantId(), sealed.seal(row.tenantId(), row.settingsId(), settings));
        return changed(tx, caller, row, stored(store, Scope.tenant(row.tenantId()), row.settingsId()));
    }

    /** Ends an endpoint; what happens from now on is not sent. */
    public void remove(Tx tx, Caller caller, UUID partnerId, UUID id) {
        EnvironmentStore.Row row = stored(tx, caller, partnerId, id);
        new EnvironmentStore(tx).delete(row.settingsId(), row.tenantId());
        tx.afterCommit(partners::forget);
        audit.changed(tx, caller, change("environment.removed", row, told(row), Map.of()));
    }

    private PartnerEnvironment changed(
            Tx tx, Caller caller, EnvironmentStore.@Nullable Row before, EnvironmentStore.Row after) {
        tx.afterCommit(partners::forget);
        String action = before == null ? "environment.registered" : "environment.changed";
        Map<String, @Nullable Object> old = before == null ? new LinkedHashMap<>() : told(before);
        Map<String, @Nullable Object> changed = told(after);
        if (before != null) {
            changed.entrySet().removeIf(entry -> Objects.equals(entry.getValue(), old.get(entry.getKey())));
            old.keySet().retainAll(changed.keySet());
        }
        audit.changed(tx, caller, change(action, after, old, changed));
        return shown(tx, after);
    }

    private static AuditedChange change(
            String action,
            EnvironmentStore.Row row,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        return new AuditedChange(action, row.tenantId(), "environment", row.settingsId(), before, after);
    }

    /** By field; the trail veils the two secrets. */
    private Map<String, @Nullable Object> told(EnvironmentStore.Row row) {
        WebhookSettings settings = sealed.open(row);
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("webhook_url", settings.url());
        told.put("webhook_secret", settings.secret());
        told.put("webhook_authorization", settings.authorization());
        told.put("json_style", settings.jsonStyle());
        told.put("retry_profile", settings.retryProfile());
        return told;
    }

    private EnvironmentStore.Row stored(Tx tx, Caller caller, UUID partnerId, UUID id) {
        Scope scope = scope(tx, caller, partnerId);
        EnvironmentStore store = new EnvironmentStore(tx);
        return tenant(tx, scope, id)
                .flatMap(tenantId -> store.of(Scope.tenant(tenantId)))
                .orElseGet(() -> stored(store, scope, id));
    }

    private static EnvironmentStore.Row stored(EnvironmentStore store, Scope scope, UUID settingsId) {
        return store.find(scope, settingsId).orElseThrow(Problem::notFound);
    }

    private Scope scope(Tx tx, Caller caller, UUID partnerId) {
        caller.require(Permission.ENVIRONMENT_MANAGE);
        return partners.within(tx, caller, partnerId);
    }

    private Optional<UUID> tenant(Tx tx, Scope scope, UUID environmentId) {
        return scope.tenants().stream()
                .filter(id -> partners.tenant(tx, id).environment().id().equals(environmentId))
                .findFirst();
    }

    private Scope narrowed(Tx tx, Scope scope, Set<Environment> environments) {
        return new Scope(
                scope.tenants().stream()
                        .filter(id ->
                                environments.contains(partners.tenant(tx, id).environment()))
                        .collect(Collectors.toSet()),
                scope.partners());
    }

    private PartnerEnvironment shown(Tx tx, EnvironmentStore.Row row) {
        Environment environment = partners.tenant(tx, row.tenantId()).environment();
        WebhookSettings settings = sealed.open(row);
        return new PartnerEnvironment(
                row.settingsId(),
                environment.id(),
                environment.identifier(),
                settings.url(),
                settings.secret(),
                settings.authorization(),
                settings.jsonStyle(),
                settings.retryProfile(),
                row.createdAt(),
                row.updatedAt(),
                row.deletedAt());
    }
}

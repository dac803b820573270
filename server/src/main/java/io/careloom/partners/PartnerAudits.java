package io.careloom.partners;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Scope;
import io.careloom.platform.audit.AuditEntry;
import io.careloom.platform.audit.AuditHistory;
import io.careloom.platform.database.Tx;
import java.util.Set;
import java.util.UUID;

/** What was changed in a partner: its profile, and, for those who manage them, its webhook endpoints and credentials. */
public final class PartnerAudits {
    private static final Set<Permission> SETTINGS = Set.of(Permission.ENVIRONMENT_MANAGE, Permission.CREDENTIAL_MANAGE);

    private final Partners partners;
    private final AuditHistory history;

    /** The door. */
    public PartnerAudits(Partners partners, AuditHistory history) {
        this.partners = partners;
        this.history = history;
    }

    /** Changes of a partner within the caller's scope, else 404; its settings in the environments the caller may enter. */
    public Page<AuditEntry> list(Tx tx, Caller caller, UUID partnerId, PageQuery query) {
        caller.require(Permission.AUDIT_READ);
        Scope scope = partners.within(tx, caller, partnerId);
        Set<UUID> settings = caller.permissions().containsAll(SETTINGS) ? scope.tenants() : Set.of();
        return history.page(tx, new AuditHistory.Subject(partnerId, settings), query);
    }
}

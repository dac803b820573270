package io.careloom.catalog.offerings;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.platform.audit.AuditEntry;
import io.careloom.platform.audit.AuditHistory;
import io.careloom.platform.database.Tx;

/** What was changed in an offering, and by whom. */
public final class OfferingAudits {
    private final Offerings offerings;
    private final AuditHistory history;

    /** The door. */
    public OfferingAudits(Offerings offerings, AuditHistory history) {
        this.offerings = offerings;
        this.history = history;
    }

    /** Changes of an offering that the caller sees, also of one in the trash. */
    public Page<AuditEntry> list(Tx tx, Caller caller, Shelf.Key key, PageQuery query) {
        caller.require(Permission.AUDIT_READ);
        return history.page(
                tx, AuditHistory.Subject.of(offerings.find(tx, caller, key).id()), query);
    }
}

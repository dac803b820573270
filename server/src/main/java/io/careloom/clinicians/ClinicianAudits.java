package io.careloom.clinicians;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.platform.audit.AuditEntry;
import io.careloom.platform.audit.AuditHistory;
import io.careloom.platform.database.Tx;
import java.util.UUID;

/** What was changed in a clinician, its licences and practice areas. */
public final class ClinicianAudits {
    private final ClinicianReach reach = new ClinicianReach(new ClinicianStore());
    private final AuditHistory history;

    /** The door. */
    public ClinicianAudits(AuditHistory history) {
        this.history = history;
    }

    /** Changes of a clinician within the caller's reach; a deleted or unknown one is 404. */
    public Page<AuditEntry> list(Tx tx, Caller caller, UUID clinicianId, PageQuery query) {
        caller.require(Permission.AUDIT_READ);
        UUID reached = reach.require(tx, caller, clinicianId).clinicianId();
        return history.page(tx, AuditHistory.Subject.of(reached), query);
    }
}

package io.careloom.clinicians;

import io.careloom.access.Access;
import io.careloom.kernel.Caller;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what happened to a clinician: its version, the audit row and the event, in the transaction handed in. */
final class ClinicianTrail {
    private final ClinicianStore clinicians;
    private final EventLog events;
    private final AuditTrail audit;
    private final Clocks clocks;
    private final Access access;

    ClinicianTrail(ClinicianStore clinicians, Access access, Clinicians.Ground ground) {
        this.clinicians = clinicians;
        this.events = ground.events();
        this.audit = ground.audit();
        this.clocks = ground.clocks();
        this.access = access;
    }

    Instant now() {
        return clocks.now();
    }

    void tell(Tx tx, Caller caller, AuditedChange change) {
        long version = clinicians.touch(tx, change.subjectId(), now());
        audit.changed(tx, caller, change);
        events.append(tx, new ClinicianChanged(change.subjectId(), version));
        tx.afterCommit(access::forget); // where it practises says what it may read
    }

    /** Only the audit row, of something that another thing's history tells too. */
    void audit(Tx tx, Caller caller, AuditedChange change) {
        audit.changed(tx, caller, change);
    }

    static AuditedChange change(
            String action,
            UUID clinicianId,
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after) {
        return new AuditedChange(action, null, "clinician", clinicianId, before, after);
    }
}

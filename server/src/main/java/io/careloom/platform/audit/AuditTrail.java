package io.careloom.platform.audit;

import io.careloom.kernel.Caller;
import io.careloom.platform.Ids;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Vault;
import java.util.UUID;

/** Writes who changed what, in the transaction of the change: both commit or neither. */
public final class AuditTrail {
    private final Vault vault;
    private final Clocks clocks;

    /** A trail that seals the values it keeps. */
    public AuditTrail(Vault vault, Clocks clocks) {
        this.vault = vault;
        this.clocks = clocks;
    }

    /** Records the change. */
    public void changed(Tx tx, Caller caller, AuditedChange change) {
        UUID id = Ids.random();
        byte[] sealed = new AuditValues(change.before(), change.after()).seal(vault, change.tenantId(), id);
        new AuditStore(tx).insertChange(id, caller, change, sealed, clocks.now());
    }
}

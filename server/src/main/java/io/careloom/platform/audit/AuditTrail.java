package io.careloom.platform.audit;

import io.careloom.kernel.Caller;
import io.careloom.platform.Ids;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Writes who changed what, in the transaction of the change: both commit or neither. */
public final class AuditTrail {
    private static final JsonMapper JSON = new JsonMapper();

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
        UUID sealer = change.tenantId() == null ? Place.INSTALLATION : change.tenantId();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("before", change.before());
        values.put("after", change.after());
        byte[] sealed =
                vault.seal(new Place(sealer, "platform.audit_row", "sealed", id), JSON.writeValueAsString(values));
        new AuditStore(tx).insertChange(id, caller, change, sealed, clocks.now());
    }
}

package io.careloom.catalog.offerings;

import io.careloom.kernel.Caller;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what happened to an offering: its version, the audit row and the event, in the transaction handed in. */
final class OfferingTrail {
    private final EventLog events;
    private final AuditTrail audit;
    private final Clocks clocks;

    OfferingTrail(EventLog events, AuditTrail audit, Clocks clocks) {
        this.events = events;
        this.audit = audit;
        this.clocks = clocks;
    }

    /** What was done to an offering; values before and after by the names on the wire, unchanged ones are left out. */
    record Told(
            String action,
            UUID offeringId,
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after) {
        /** Something that the offering has from now on. */
        static Told gained(String action, UUID offeringId, Map<String, ? extends @Nullable Object> what) {
            return new Told(action, offeringId, Map.of(), what);
        }

        /** Something that the offering no longer has. */
        static Told lost(String action, UUID offeringId, Map<String, ? extends @Nullable Object> what) {
            return new Told(action, offeringId, what, Map.of());
        }
    }

    Instant now() {
        return clocks.now();
    }

    void tell(Tx tx, Caller caller, Told told) {
        Map<String, @Nullable Object> before = differing(told.before(), told.after());
        Map<String, @Nullable Object> after = differing(told.after(), told.before());
        audit.changed(
                tx,
                caller,
                new AuditedChange("offering." + told.action(), null, "offering", told.offeringId(), before, after));
        events.append(tx, new OfferingChanged(told.offeringId(), new OfferingStore(tx).touch(told.offeringId())));
    }

    private static Map<String, @Nullable Object> differing(
            Map<String, ? extends @Nullable Object> some, Map<String, ? extends @Nullable Object> others) {
        Map<String, @Nullable Object> different = new LinkedHashMap<>(some);
        different.entrySet().removeIf(entry -> Objects.equals(entry.getValue(), others.get(entry.getKey())));
        return different;
    }
}

package io.careloom.platform.events;

import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.PartnerFacing;
import io.careloom.platform.Ids;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Appends facts in the transaction that makes them true, and wakes the subscribers of this node after its commit. */
public final class EventLog {
    private static final JsonMapper JSON = new JsonMapper();

    private final Clocks clocks;
    private volatile Runnable wake = () -> {};

    /** A log whose facts carry the tenant's time. */
    public EventLog(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Appends the fact and returns its id, which webhooks show as the message's id. */
    public UUID append(Tx tx, DomainEvent event) {
        UUID id = Ids.random();
        boolean told = event instanceof PartnerFacing;
        new EventStore(tx)
                .insert(new RecordedEvent(
                        id,
                        event.tenantId(),
                        event.getClass().getSimpleName(),
                        event.subjectId(),
                        event.sequence(),
                        clocks.now(event.tenantId()),
                        text(event.fields()),
                        told ? ((PartnerFacing) event).eventType() : null,
                        told ? ((PartnerFacing) event).modelType() : null));
        tx.afterCommit(wake);
        return id;
    }

    /** Fields as the log keeps them: a compact JSON object in their order. */
    public static String text(Map<String, ? extends @Nullable Object> fields) {
        return JSON.writeValueAsString(fields);
    }

    void onAppended(Runnable action) {
        wake = action;
    }
}

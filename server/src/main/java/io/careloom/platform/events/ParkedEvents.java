package io.careloom.platform.events;

import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** For operators: the facts that a subscriber failed on, and a way to have them tried at once. */
public final class ParkedEvents {
    /**
     * A fact that a subscriber failed on.
     *
     * @param error class or code of the last failure
     * @param attempts tries since it was parked
     * @param behind how many later facts of the same subject wait for it
     * @param parkedAt database time
     */
    public record Parked(
            String subscription,
            UUID eventId,
            String name,
            UUID subjectId,
            String error,
            int attempts,
            long behind,
            Instant parkedAt) {}

    private ParkedEvents() {}

    /** All of them, oldest first. */
    public static List<Parked> list(Tx tx) {
        return tx.handle()
                .createQuery("""
                        select p.subscription, e.event_id, e.name, p.subject_id, p.error, p.attempts, p.parked_at,
                            (select count(*) from platform.parked_event b where b.subscription = p.subscription
                                and b.subject_id = p.subject_id and b.retry_at = 'infinity') as behind
                        from platform.parked_event p
                        join platform.event_log e on e.era = p.era and e.xid = p.xid and e.position = p.position
                        where p.retry_at <> 'infinity'
                        order by p.parked_at, e.tenant_id
                        """)
                .map((row, context) -> new Parked(
                        row.getString("subscription"),
                        row.getObject("event_id", UUID.class),
                        row.getString("name"),
                        row.getObject("subject_id", UUID.class),
                        row.getString("error"),
                        row.getInt("attempts"),
                        row.getLong("behind"),
                        row.getObject("parked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Has all of them tried within the second, by whichever node runs their subscriber; returns how many. */
    public static int retryNow(Tx tx) {
        return tx.handle()
                .createUpdate("update platform.parked_event set retry_at = now() where retry_at <> 'infinity'")
                .execute();
    }
}

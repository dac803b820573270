package io.careloom.platform.events;

import io.careloom.platform.database.Tx;
import io.careloom.platform.events.EventStore.Cursor;
import io.careloom.platform.events.EventStore.Placed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a subscriber could not do yet. Only the oldest of a subject has a time; those behind it wait for ever, until it is done. */
final class ParkedStore {
    private final Tx tx;
    private final String subscription;

    ParkedStore(Tx tx, String subscription) {
        this.tx = tx;
        this.subscription = subscription;
    }

    Set<UUID> subjects() {
        return tx.handle()
                .createQuery("select distinct subject_id from platform.parked_event where subscription = :name")
                .bind("name", subscription)
                .mapTo(UUID.class)
                .set();
    }

    /** Parks what failed; it is tried again in a minute. */
    void failed(Placed placed, String error, int attempts) {
        insert(placed, error, attempts, "now() + interval '1 minute'");
    }

    /** Parks what stands behind a failed event of its subject. */
    void behind(Placed placed) {
        insert(placed, "behind", 0, "'infinity'");
    }

    private void insert(Placed placed, String error, int attempts, String retryAt) {
        EventStore.at(placed.cursor(), tx.handle().createUpdate("""
                        insert into platform.parked_event (subscription, era, xid, position, subject_id, error, attempts,
                            retry_at)
                        values (:name, :era, cast(:xid as xid8), :position, :subject, :error, :attempts,
                        """ + retryAt + ")"))
                .bind("name", subscription)
                .bind("subject", placed.event().subjectId())
                .bind("error", error)
                .bind("attempts", attempts)
                .execute();
    }

    /** A parked event whose time has come. */
    Optional<Placed> due() {
        return tx.handle()
                .createQuery("select " + EventStore.COLUMNS + """
                         from platform.parked_event p
                        join platform.event_log e on e.era = p.era and e.xid = p.xid and e.position = p.position
                        where p.subscription = :name and p.retry_at <= now()
                        order by p.retry_at, p.era, p.xid, p.position limit 1
                        """)
                .bind("name", subscription)
                .map((row, context) -> EventStore.placed(row))
                .findOne();
    }

    /** Notes that it failed once more. */
    void failedAgain(Cursor cursor, String error) {
        EventStore.at(cursor, tx.handle().createUpdate("""
                        update platform.parked_event set error = :error, attempts = attempts + 1,
                            retry_at = now() + interval '1 minute'
                        where subscription = :name and era = :era and xid = cast(:xid as xid8) and position = :position
                        """))
                .bind("name", subscription)
                .bind("error", error)
                .execute();
    }

    /** Takes it out, and lets the next of its subject go. */
    void done(Placed placed) {
        EventStore.at(placed.cursor(), tx.handle().createUpdate("""
                        delete from platform.parked_event
                        where subscription = :name and era = :era and xid = cast(:xid as xid8) and position = :position
                        """))
                .bind("name", subscription)
                .execute();
        tx.handle()
                .createUpdate("""
                        update platform.parked_event set retry_at = now()
                        where subscription = :name and (era, xid, position) = (
                            select era, xid, position from platform.parked_event
                            where subscription = :name and subject_id = :subject
                            order by era, xid, position limit 1)
                        """)
                .bind("name", subscription)
                .bind("subject", placed.event().subjectId())
                .execute();
    }

    /** Drops those whose facts retention dropped with their month; true when there were some. */
    boolean forgetDropped() {
        List<UUID> dropped = tx.handle()
                .createQuery("""
                        delete from platform.parked_event p
                        where p.subscription = :name and p.retry_at <= now() and not exists (
                            select 1 from platform.event_log e
                            where e.era = p.era and e.xid = p.xid and e.position = p.position)
                        returning p.subject_id
                        """)
                .bind("name", subscription)
                .mapTo(UUID.class)
                .list();
        return !dropped.isEmpty();
    }
}

package io.careloom.platform.events;

import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/** The log, its cursors and what was parked. */
final class EventStore {
    private static final String COLUMNS = """
            cast(e.xid as text) as xid, e.position, e.event_id, e.tenant_id, e.name, e.subject_id, e.sequence, e.occurred_at,
            e.fields, e.event_type, e.model_type
            """;

    private final Tx tx;

    EventStore(Tx tx) {
        this.tx = tx;
    }

    /** A place in the log; {@code xid} is the writing transaction's id as text. */
    record Cursor(String xid, long position) {}

    /** An event with its place. */
    record Placed(Cursor cursor, RecordedEvent event) {}

    void insert(RecordedEvent event) {
        tx.handle().createUpdate("""
                        insert into platform.event_log (event_id, tenant_id, name, subject_id, sequence, occurred_at,
                            fields, event_type, model_type)
                        values (:id, :tenantId, :name, :subjectId, :sequence, :occurredAt, :fields, :eventType,
                            :modelType)
                        """).bindMethods(event).execute();
    }

    void ensureCursor(String subscription) {
        tx.handle().createUpdate("""
                        insert into platform.subscription (name, xid, position) values (:name, '0', 0)
                        on conflict (name) do nothing
                        """).bind("name", subscription).execute();
    }

    /** What lies behind the cursor. */
    enum Pending {
        NOTHING,
        /** Committed, but an older transaction is still running. */
        SOON,
        READY
    }

    Pending pending(String subscription) {
        return tx.handle()
                .createQuery("""
                        select case when n.xid is null then 'NOTHING'
                                    when n.xid < pg_snapshot_xmin(pg_current_snapshot()) then 'READY'
                                    else 'SOON' end
                        from platform.subscription s
                        left join lateral (
                            select e.xid from platform.event_log e where (e.xid, e.position) > (s.xid, s.position)
                            order by e.xid, e.position limit 1) n on true
                        where s.name = :name
                        """)
                .bind("name", subscription)
                .mapTo(Pending.class)
                .one();
    }

    /** Locks the cursor; empty when another node works with it. */
    List<Cursor> lockCursor(String subscription) {
        return tx.handle()
                .createQuery("""
                        select cast(xid as text) as xid, position from platform.subscription where name = :name
                        for update skip locked
                        """)
                .bind("name", subscription)
                .map((row, context) -> new Cursor(row.getString("xid"), row.getLong("position")))
                .list();
    }

    List<Placed> after(Cursor cursor, int limit) {
        return placed(tx.handle()
                .createQuery("select " + COLUMNS + """
                         from platform.event_log e
                        where (e.xid, e.position) > (cast(:xid as xid8), :position)
                          and e.xid < pg_snapshot_xmin(pg_current_snapshot())
                        order by e.xid, e.position limit :limit
                        """)
                .bind("xid", cursor.xid())
                .bind("position", cursor.position())
                .bind("limit", limit));
    }

    void advance(String subscription, Cursor to) {
        tx.handle()
                .createUpdate("""
                        update platform.subscription set xid = cast(:xid as xid8), position = :position
                        where name = :name
                        """)
                .bind("name", subscription)
                .bind("xid", to.xid())
                .bind("position", to.position())
                .execute();
    }

    void park(String subscription, Placed placed, String error) {
        tx.handle()
                .createUpdate("""
                        insert into platform.parked_event as p (subscription, event_id, subject_id, xid, position, error)
                        values (:name, :event, :subject, cast(:xid as xid8), :position, :error)
                        on conflict (subscription, event_id) do update set error = excluded.error,
                            attempts = p.attempts + 1, retry_at = now() + interval '1 minute'
                        """)
                .bind("name", subscription)
                .bind("event", placed.event().id())
                .bind("subject", placed.event().subjectId())
                .bind("xid", placed.cursor().xid())
                .bind("position", placed.cursor().position())
                .bind("error", error)
                .execute();
    }

    void unpark(String subscription, UUID eventId) {
        tx.handle()
                .createUpdate("delete from platform.parked_event where subscription = :name and event_id = :event")
                .bind("name", subscription)
                .bind("event", eventId)
                .execute();
    }

    List<UUID> parkedSubjects(String subscription) {
        return tx.handle()
                .createQuery("select distinct subject_id from platform.parked_event where subscription = :name")
                .bind("name", subscription)
                .mapTo(UUID.class)
                .list();
    }

    /** The oldest parked event of each subject whose time has come. */
    List<Placed> retriable(String subscription) {
        return placed(tx.handle().createQuery("select " + COLUMNS + """
                         from (
                            select distinct on (p.subject_id) p.event_id, p.retry_at from platform.parked_event p
                            where p.subscription = :name order by p.subject_id, p.xid, p.position) first
                        join platform.event_log e on e.event_id = first.event_id
                        where first.retry_at <= now() order by e.xid, e.position limit 100
                        """).bind("name", subscription));
    }

    private static List<Placed> placed(Query query) {
        return query.map((row, context) -> placed(row)).list();
    }

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(
                new Cursor(row.getString("xid"), row.getLong("position")),
                new RecordedEvent(
                        row.getObject("event_id", UUID.class),
                        row.getObject("tenant_id", UUID.class),
                        row.getString("name"),
                        row.getObject("subject_id", UUID.class),
                        row.getLong("sequence"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getString("fields"),
                        row.getString("event_type"),
                        row.getString("model_type")));
    }
}

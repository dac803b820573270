package io.careloom.platform.events;

import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** The log and its cursors. */
final class EventStore {
    static final String COLUMNS = """
            e.era, cast(e.xid as text) as xid, e.position, e.event_id, e.tenant_id, e.name, e.subject_id, e.sequence,
            e.occurred_at, e.fields, e.event_type, e.model_type
            """;

    private final Tx tx;

    EventStore(Tx tx) {
        this.tx = tx;
    }

    /** A place in the log; {@code xid} is the writing transaction's id as text. */
    record Cursor(int era, String xid, long position) {}

    /** An event with its place. */
    record Placed(Cursor cursor, RecordedEvent event) {}

    /** What there is to do for a subscriber. */
    enum Pending {
        NOTHING,
        /** Facts are committed, but an older transaction is still running. */
        SOON,
        READY,
        /** A parked event's time has come. */
        RETRY
    }

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
                        insert into platform.subscription (name, era, xid, position) values (:name, 0, '0', 0)
                        on conflict (name) do nothing
                        """).bind("name", subscription).execute();
    }

    /** Looks without a lock: locking a cursor costs a commit, and most looks find nothing. */
    Pending pending(String subscription) {
        return tx.handle()
                .createQuery("""
                        select case
                            when exists (select 1 from platform.parked_event p
                                where p.subscription = s.name and p.retry_at <= now()) then 'RETRY'
                            when n.xid is null then 'NOTHING'
                            when n.xid < pg_snapshot_xmin(pg_current_snapshot()) then 'READY'
                            when n.era < (select max(era) from platform.era) then 'READY'
                            else 'SOON' end
                        from platform.subscription s
                        left join lateral (
                            select e.era, e.xid from platform.event_log e
                            where (e.era, e.xid, e.position) > (s.era, s.xid, s.position)
                            order by e.era, e.xid, e.position limit 1) n on true
                        where s.name = :name
                        """)
                .bind("name", subscription)
                .mapTo(Pending.class)
                .one();
    }

    /** Locks the cursor until the transaction ends; empty when another node has it. */
    Optional<Cursor> lockCursor(String subscription) {
        return tx.handle()
                .createQuery("""
                        select era, cast(xid as text) as xid, position from platform.subscription where name = :name
                        for update skip locked
                        """)
                .bind("name", subscription)
                .map((row, context) -> cursor(row))
                .findOne();
    }

    /**
     * The next settled facts. The place comes by subselects so that the planner does not look at it: all facts are of one
     * era, so it would expect next to none behind it, and sort a whole backlog for each batch.
     */
    List<Placed> after(Cursor cursor, int limit) {
        return at(cursor, tx.handle().createQuery("select " + COLUMNS + """
                         from platform.event_log e
                        where (e.era, e.xid, e.position)
                            > ((select cast(:era as smallint)), (select cast(:xid as xid8)), (select :position))
                          and (e.xid < pg_snapshot_xmin(pg_current_snapshot())
                            or e.era < (select max(era) from platform.era))
                        order by e.era, e.xid, e.position limit :limit
                        """))
                .bind("limit", limit)
                .map((row, context) -> placed(row))
                .list();
    }

    void advance(String subscription, Cursor to) {
        at(to, tx.handle().createUpdate("""
                        update platform.subscription set era = :era, xid = cast(:xid as xid8), position = :position
                        where name = :name
                        """)).bind("name", subscription).execute();
    }

    /** A commit that a crash may lose, which only means that the batch is looked at again. */
    void commitLazily() {
        tx.handle().execute("set local synchronous_commit = off");
    }

    static <S extends SqlStatement<S>> S at(Cursor cursor, S statement) {
        return statement.bind("era", cursor.era()).bind("xid", cursor.xid()).bind("position", cursor.position());
    }

    static Placed placed(ResultSet row) throws SQLException {
        return new Placed(
                cursor(row),
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

    private static Cursor cursor(ResultSet row) throws SQLException {
        return new Cursor(row.getInt("era"), row.getString("xid"), row.getLong("position"));
    }
}

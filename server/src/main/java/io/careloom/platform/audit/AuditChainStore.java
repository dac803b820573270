package io.careloom.platform.audit;

import io.careloom.platform.audit.AuditRow.Place;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Committed audit rows in their order, and the chain over them. */
final class AuditChainStore {
    /** Every column but the place, the time of recording and the sealed values, as text. */
    static final List<String> TEXTS = List.of(
            "audit_id",
            "kind",
            "caller_id",
            "role",
            "request_id",
            "route",
            "address",
            "action",
            "tenant_id",
            "subject_type",
            "subject_id",
            "at");

    private static final String ROWS = """
            select r.era, cast(r.xid as text) as xid, r.position, r.audit_id, r.kind, r.caller_id, r.role, r.request_id,
                r.route, r.address, r.action, r.tenant_id, r.subject_type, r.subject_id,
                cast(extract(epoch from r.at) * 1000000 as bigint) as at, r.recorded_at, r.sealed
            from platform.audit_row r
            where (r.era, r.xid, r.position) >\s
            """;

    private final Tx tx;

    AuditChainStore(Tx tx) {
        this.tx = tx;
    }

    /** Until the transaction ends; false when another node seals. */
    boolean lock() {
        return tx.handle()
                .createQuery("select pg_try_advisory_xact_lock(hashtextextended('careloom audit chain', 0))")
                .mapTo(Boolean.class)
                .one();
    }

    Optional<AuditBlock> lastBlock() {
        return tx.handle().createQuery("""
                        select number, month, era, cast(xid as text) as xid, position, positions, marks, head, signature
                        from platform.audit_chain order by number desc limit 1
                        """).map((row, context) -> block(row)).findOne();
    }

    Optional<AuditBlock> block(long number) {
        return blocksAfter(number - 1, 1).stream()
                .filter(block -> block.number() == number)
                .findFirst();
    }

    List<AuditBlock> blocksAfter(long number, int limit) {
        return tx.handle()
                .createQuery("""
                        select number, month, era, cast(xid as text) as xid, position, positions, marks, head, signature
                        from platform.audit_chain where number > :number order by number limit :limit
                        """)
                .bind("number", number)
                .bind("limit", limit)
                .map((row, context) -> block(row))
                .list();
    }

    /** Rows that no running transaction can still get before. */
    List<AuditRow> rowsAfter(Place place, int limit) {
        // by subselects, which the planner does not look at: it would expect next to no rows and sort a whole backlog
        return at(place, tx.handle().createQuery(ROWS + """
                            ((select cast(:era as smallint)), (select cast(:xid as xid8)), (select :position))
                          and (r.xid < pg_snapshot_xmin(pg_current_snapshot())
                            or r.era < (select max(era) from platform.era))
                        order by r.era, r.xid, r.position limit :limit
                        """))
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** As the other, of a span of recording. */
    List<AuditRow> rowsAfter(Place place, Instant from, Instant until, int limit) {
        return at(place, tx.handle().createQuery(ROWS + """
                            (:era, cast(:xid as xid8), :position)
                          and r.recorded_at >= :from and r.recorded_at < :until
                          and (r.xid < pg_snapshot_xmin(pg_current_snapshot())
                            or r.era < (select max(era) from platform.era))
                        order by r.era, r.xid, r.position limit :limit
                        """))
                .bind("from", from)
                .bind("until", until)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    List<AuditRow> rowsBetween(Place after, Place last) {
        return at(after, tx.handle().createQuery(ROWS + """
                            (:era, cast(:xid as xid8), :position)
                          and (r.era, r.xid, r.position) <= (:lastEra, cast(:lastXid as xid8), :lastPosition)
                        order by r.era, r.xid, r.position
                        """))
                .bind("lastEra", last.era())
                .bind("lastXid", last.xid())
                .bind("lastPosition", last.position())
                .map((row, context) -> row(row))
                .list();
    }

    long countAfter(Place place) {
        return at(place, tx.handle().createQuery("""
                        select count(*) from platform.audit_row r
                        where (r.era, r.xid, r.position) > (:era, cast(:xid as xid8), :position)
                        """)).mapTo(Long.class).one();
    }

    void insert(AuditBlock block) {
        at(block.last(), tx.handle().createUpdate("""
                        insert into platform.audit_chain (number, month, era, xid, position, positions, marks, head,
                            signature)
                        values (:number, :month, :era, cast(:xid as xid8), :position, :positions, :marks, :head,
                            :signature)
                        """))
                .bind("number", block.number())
                .bind("month", block.month())
                .bind("positions", block.positions().toArray(Long[]::new))
                .bind("marks", block.marks())
                .bind("head", block.head())
                .bind("signature", block.signature())
                .execute();
    }

    /** Whether months that are no longer kept hold rows behind the place. */
    boolean hasUnsealedBefore(int keep, Place place) {
        return at(place, tx.handle().createQuery("""
                        select exists (select 1 from platform.audit_row r
                            where (r.era, r.xid, r.position) > (:era, cast(:xid as xid8), :position)
                              and r.recorded_at < date_trunc('month', now(), 'UTC') - make_interval(months => :keep))
                        """))
                .bind("keep", keep)
                .mapTo(Boolean.class)
                .one();
    }

    /** Drops the months before the last {@code keep}; returns them. */
    List<LocalDate> dropMonths(int keep) {
        return tx.handle()
                .createQuery("select month from platform.drop_partitions('platform.audit_row', :keep) as month")
                .bind("keep", keep)
                .mapTo(LocalDate.class)
                .list();
    }

    void insertDropped(LocalDate month, byte[] mark) {
        tx.handle().createUpdate("""
                        insert into platform.audit_dropped (month, mark) values (:month, :mark)
                        on conflict (month) do nothing
                        """).bind("month", month).bind("mark", mark).execute();
    }

    Optional<byte[]> droppedMark(LocalDate month) {
        return tx.handle()
                .createQuery("select mark from platform.audit_dropped where month = :month")
                .bind("month", month)
                .mapTo(byte[].class)
                .findOne();
    }

    private static <S extends SqlStatement<S>> S at(Place place, S statement) {
        return statement.bind("era", place.era()).bind("xid", place.xid()).bind("position", place.position());
    }

    private static AuditBlock block(ResultSet row) throws SQLException {
        return new AuditBlock(
                row.getLong("number"),
                row.getObject("month", LocalDate.class),
                place(row),
                Arrays.asList((Long[]) row.getArray("positions").getArray()),
                row.getBytes("marks"),
                row.getBytes("head"),
                row.getBytes("signature"));
    }

    private static AuditRow row(ResultSet row) throws SQLException {
        List<@Nullable String> texts = new ArrayList<>(TEXTS.size());
        for (String column : TEXTS) {
            texts.add(row.getString(column));
        }
        return new AuditRow(
                place(row),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                texts,
                row.getBytes("sealed"));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getInt("era"), row.getString("xid"), row.getLong("position"));
    }
}

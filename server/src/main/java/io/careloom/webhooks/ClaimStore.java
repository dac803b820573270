package io.careloom.webhooks;

import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;

/** The queue of messages that nobody sends yet: who has some, and claiming them with a lease. */
final class ClaimStore {
    private static final String UPDATE_DUE = """
            update webhooks.delivery d set lease = :lease, leased_until = now() + :seconds * interval '1 second'
            from due where d.delivery_id = due.delivery_id and d.recorded_at = due.recorded_at
            returning d.delivery_id, d.recorded_at, d.tenant_id, d.event_id, d.event_type, d.body, d.retry_profile,
                      cardinality(d.attempts) as attempt_count, d.lease
            """;

    private final Tx tx;

    ClaimStore(Tx tx) {
        this.tx = tx;
    }

    /** The tenants with first attempts that nobody makes yet: one step of the index for each. */
    List<UUID> tenantsWithQueued() {
        return tenantsWith("status = 'queued' and lease is null");
    }

    /** The tenants with messages to be tried again, due or not. */
    List<UUID> tenantsWithFailed() {
        return tenantsWith("status = 'failed' and lease is null");
    }

    private List<UUID> tenantsWith(String condition) {
        return tx.handle()
                .createQuery("""
                        with recursive found as (
                            (select tenant_id from webhooks.delivery where <condition> order by tenant_id limit 1)
                            union all
                            select (select d.tenant_id from webhooks.delivery d
                                    where <condition> and d.tenant_id > found.tenant_id order by d.tenant_id limit 1)
                            from found where found.tenant_id is not null)
                        select tenant_id from found where tenant_id is not null
                        """.replace("<condition>", condition))
                .mapTo(UUID.class)
                .list();
    }

    /**
     * First attempts, in order per subject: only the oldest unsent message of a subject is handed out. Asked by a scalar,
     * since "not exists" may become a join of all queued rows with all queued rows.
     *
     * @param room how many of each tenant at most
     */
    List<Delivery> claimFirst(UUID lease, Map<UUID, Integer> room) {
        List<UUID> tenants = List.copyOf(room.keySet());
        return claimed(lease, tenants, room, tx.handle().createQuery("""
                        with due as materialized (
                            select q.delivery_id, q.recorded_at
                            from unnest(:tenants, :room) as t (tenant_id, room)
                            cross join lateral (
                                select w.delivery_id, w.recorded_at from webhooks.delivery w
                                where w.tenant_id = t.tenant_id and w.status = 'queued' and w.lease is null
                                  and (select e.position from webhooks.delivery e
                                      where e.subject_id = w.subject_id and e.tenant_id = w.tenant_id
                                        and e.status = 'queued' and e.position < w.position limit 1) is null
                                order by w.position limit t.room for update skip locked) q)
                        """ + UPDATE_DUE));
    }

    /**
     * Retries whose time has come by their tenant's clock.
     *
     * @param room how many of each tenant at most
     */
    List<Delivery> claimRetries(UUID lease, Map<UUID, Integer> room, Function<UUID, Instant> clock) {
        List<UUID> tenants = List.copyOf(room.keySet());
        return claimed(
                lease,
                tenants,
                room,
                tx.handle().createQuery("""
                        with due as materialized (
                            select q.delivery_id, q.recorded_at
                            from unnest(:tenants, :room, cast(:nows as timestamptz[])) as t (tenant_id, room, instant)
                            cross join lateral (
                                select w.delivery_id, w.recorded_at from webhooks.delivery w
                                where w.tenant_id = t.tenant_id and w.status = 'failed' and w.lease is null
                                  and w.next_attempt_at <= t.instant
                                order by w.next_attempt_at limit t.room for update skip locked) q)
                        """ + UPDATE_DUE).bind("nows", DeliveryStore.texts(tenants, clock::apply)));
    }

    private static List<Delivery> claimed(UUID lease, List<UUID> tenants, Map<UUID, Integer> room, Query query) {
        return query.bind("lease", lease)
                .bind("seconds", DeliveryStore.LEASE_SECONDS)
                .bind("tenants", tenants.toArray(UUID[]::new))
                .bind("room", tenants.stream().map(room::get).toArray(Integer[]::new))
                .map((row, context) -> delivery(row))
                .list();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("delivery_id", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("tenant_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                row.getString("body"),
                row.getString("retry_profile"),
                row.getInt("attempt_count"),
                row.getObject("lease", UUID.class));
    }

    /** Ends leases that ran out, of nodes that died; the tenants that have messages waiting again. */
    List<UUID> endLeases() {
        return tx.handle().createQuery("""
                        update webhooks.delivery set lease = null, leased_until = null
                        where lease is not null and leased_until < now()
                        returning tenant_id
                        """).mapTo(UUID.class).list();
    }
}

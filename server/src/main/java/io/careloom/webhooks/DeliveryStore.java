package io.careloom.webhooks;

import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The queue of messages: enqueue, claim with a lease, record outcomes. Every statement does a whole batch. */
final class DeliveryStore {
    /** Longer than the deadline of an attempt, so that only a dead node loses its lease. */
    private static final int LEASE_SECONDS = 60;

    private static final String UPDATE_DUE = """
            update webhooks.delivery d set lease = :lease, leased_until = now() + :seconds * interval '1 second'
            from due where d.delivery_id = due.delivery_id and d.recorded_at = due.recorded_at
            returning d.delivery_id, d.recorded_at, d.tenant_id, d.event_id, d.event_type, d.body, d.retry_profile,
                      d.attempt_count, d.lease
            """;

    private final Tx tx;

    DeliveryStore(Tx tx) {
        this.tx = tx;
    }

    /** Part of a key, and whether the row was leased. */
    record Stored(UUID deliveryId, Instant recordedAt, boolean leased) {}

    /**
     * Stores messages in their order. Those of {@code first} are leased at once, unless an older message of their subject
     * is still unsent.
     */
    List<Stored> insert(List<Queued> messages, UUID lease, Set<UUID> first) {
        return tx.handle()
                .createQuery("""
                        insert into webhooks.delivery (delivery_id, tenant_id, event_id, event_type, model_type, model_id,
                            subject_id, url, body, dispatch, retry_profile, next_attempt_at, created_at, updated_at,
                            lease, leased_until)
                        select n.delivery_id, n.tenant_id, n.event_id, n.event_type, n.model_type, n.model_id,
                            n.subject_id, n.url, n.body, n.dispatch, n.retry_profile, n.created_at, n.created_at,
                            n.created_at, h.lease,
                            case when h.lease is not null then now() + :seconds * interval '1 second' end
                        from unnest(:ids, :tenants, :events, :types, :modelTypes, :models, :subjects, :urls, :bodies,
                                :dispatches, :profiles, cast(:ats as timestamptz[]), cast(:firsts as boolean[]))
                            with ordinality as n (delivery_id, tenant_id, event_id, event_type, model_type, model_id,
                                subject_id, url, body, dispatch, retry_profile, created_at, is_first, number)
                        cross join lateral (
                            select case when n.is_first and not exists (
                                select from webhooks.delivery e where e.tenant_id = n.tenant_id
                                    and e.subject_id = n.subject_id and e.status = 'queued') then :lease end as lease) h
                        order by n.number
                        returning delivery_id, recorded_at, lease is not null as leased
                        """)
                .bind("lease", lease)
                .bind("seconds", LEASE_SECONDS)
                .bind("ids", ids(messages, Queued::deliveryId))
                .bind("tenants", ids(messages, Queued::tenantId))
                .bind("events", ids(messages, Queued::eventId))
                .bind("types", texts(messages, Queued::eventType))
                .bind("modelTypes", texts(messages, Queued::modelType))
                .bind("models", ids(messages, Queued::modelId))
                .bind("subjects", ids(messages, Queued::subjectId))
                .bind("urls", texts(messages, Queued::url))
                .bind("bodies", texts(messages, Queued::body))
                .bind("dispatches", texts(messages, Queued::dispatch))
                .bind("profiles", texts(messages, Queued::retryProfile))
                .bind("ats", texts(messages, Queued::createdAt))
                .bind("firsts", texts(messages, message -> first.contains(message.deliveryId())))
                .map((row, context) -> new Stored(
                        row.getObject("delivery_id", UUID.class),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("leased")))
                .list();
    }

    /** The tenants with first attempts that nobody makes yet: one step of the index for each. */
    List<UUID> tenantsWithQueued() {
        return tenantsWith("status = 'queued' and (leased_until is null or leased_until < now())");
    }

    /** The tenants with messages to be tried again, due or not. */
    List<UUID> tenantsWithFailed() {
        return tenantsWith("status = 'failed'");
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
     * First attempts, in order per subject: only the oldest unsent message of a subject is handed out.
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
                                where w.tenant_id = t.tenant_id and w.status = 'queued'
                                  and (w.leased_until is null or w.leased_until < now())
                                  and not exists (
                                      select from webhooks.delivery e
                                      where e.subject_id = w.subject_id and e.tenant_id = w.tenant_id
                                        and e.status = 'queued' and e.position < w.position)
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
                                where w.tenant_id = t.tenant_id and w.status = 'failed' and w.next_attempt_at <= t.instant
                                  and (w.leased_until is null or w.leased_until < now())
                                order by w.next_attempt_at limit t.room for update skip locked) q)
                        """ + UPDATE_DUE).bind("nows", texts(tenants, clock::apply)));
    }

    private static List<Delivery> claimed(UUID lease, List<UUID> tenants, Map<UUID, Integer> room, Query query) {
        return query.bind("lease", lease)
                .bind("seconds", LEASE_SECONDS)
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

    /**
     * What an attempt changes, computed before it is stored.
     *
     * @param next tenant time of the next attempt, null for none
     */
    record Recorded(
            Outcome outcome,
            String status,
            Instant at,
            @Nullable Instant next) {}

    /** Records outcomes of leases this node still holds; one of a lost lease is left to whoever holds it now. */
    void record(List<Recorded> all) {
        List<Outcome> outcomes = all.stream().map(Recorded::outcome).toList();
        keys(outcomes.stream().map(Outcome::delivery).toList(), tx.handle().createUpdate("""
                        with held as (
                            update webhooks.delivery d set status = o.status, attempt_count = o.number, lease = null,
                                   leased_until = null, next_attempt_at = o.next, updated_at = o.at,
                                   url = coalesce(o.url, d.url)
                            from unnest(:ids, cast(:recorded as timestamptz[]), :tenants, :leases, :urls, :statuses,
                                :numbers, cast(:begun as timestamptz[]), cast(:ats as timestamptz[]),
                                cast(:nexts as timestamptz[]), :answers, :durations, :errors)
                                as o (delivery_id, recorded_at, tenant_id, lease, url, status, number, begun, at, next,
                                    answer, duration, error)
                            where d.delivery_id = o.delivery_id and d.recorded_at = o.recorded_at
                              and d.tenant_id = o.tenant_id and d.lease = o.lease
                            returning o.delivery_id, o.number, o.tenant_id, o.begun, o.answer, o.duration, o.error)
                        insert into webhooks.attempt (delivery_id, number, tenant_id, at, status, duration_ms, error)
                        select delivery_id, number, tenant_id, begun, answer, duration, error from held
                        """))
                .bind("urls", texts(outcomes, Outcome::url))
                .bind("statuses", texts(all, Recorded::status))
                .bind("numbers", numbers(outcomes, Outcome::number))
                .bind("begun", texts(outcomes, Outcome::at))
                .bind("ats", texts(all, Recorded::at))
                .bind("nexts", texts(all, Recorded::next))
                .bind("answers", numbers(outcomes, Outcome::status))
                .bind("durations", numbers(outcomes, Outcome::durationMs))
                .bind("errors", texts(outcomes, Outcome::error))
                .execute();
    }

    /** Ends leases that this node does not use. */
    void release(List<Delivery> unused) {
        keys(unused, tx.handle().createUpdate("""
                        update webhooks.delivery d set lease = null, leased_until = null
                        from unnest(:ids, cast(:recorded as timestamptz[]), :tenants, :leases)
                            as o (delivery_id, recorded_at, tenant_id, lease)
                        where d.delivery_id = o.delivery_id and d.recorded_at = o.recorded_at
                          and d.tenant_id = o.tenant_id and d.lease = o.lease
                        """)).execute();
    }

    /** Ends all leases on messages of these tenants; only while no node sends. */
    void releaseAll(List<UUID> tenants) {
        tx.handle()
                .createUpdate("""
                        update webhooks.delivery set lease = null, leased_until = null
                        where tenant_id = any(:tenants) and status in ('queued', 'failed') and lease is not null
                        """)
                .bind("tenants", tenants.toArray(UUID[]::new))
                .execute();
    }

    private static <S extends SqlStatement<S>> S keys(List<Delivery> deliveries, S statement) {
        return statement
                .bind("ids", ids(deliveries, Delivery::deliveryId))
                .bind("recorded", texts(deliveries, Delivery::recordedAt))
                .bind("tenants", ids(deliveries, Delivery::tenantId))
                .bind("leases", ids(deliveries, Delivery::lease));
    }

    private static <T> @Nullable UUID[] ids(Collection<T> things, Function<T, @Nullable UUID> id) {
        return things.stream().map(id).toArray(UUID[]::new);
    }

    private static <T> @Nullable Integer[] numbers(Collection<T> things, Function<T, @Nullable Integer> number) {
        return things.stream().map(number).toArray(Integer[]::new);
    }

    private static <T> @Nullable String[] texts(Collection<T> things, Function<T, @Nullable Object> value) {
        return things.stream()
                .map(value)
                .map(found -> found == null ? null : found.toString())
                .toArray(String[]::new);
    }
}

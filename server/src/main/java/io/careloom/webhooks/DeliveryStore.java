package io.careloom.webhooks;

import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Messages: stored, their outcomes recorded. Every statement does a whole batch. */
final class DeliveryStore {
    /** Longer than the deadline of an attempt, so that only a dead node loses its lease. */
    static final int LEASE_SECONDS = 60;

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
                            -- not "exists", for which a hash of all queued rows would be built
                            select case when n.is_first and (
                                select e.position from webhooks.delivery e where e.tenant_id = n.tenant_id
                                    and e.subject_id = n.subject_id and e.status = 'queued' limit 1) is null
                                then :lease end as lease offset 0) h
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

    /**
     * Records outcomes of leases this node still holds; one of a lost lease is left to whoever holds it now. The lease is
     * compared so that the index of all leased rows is of no use: each row is found by its key.
     */
    void record(List<Recorded> all) {
        List<Outcome> outcomes = all.stream().map(Recorded::outcome).toList();
        keys(outcomes.stream().map(Outcome::delivery).toList(), tx.handle().createUpdate("""
                        update webhooks.delivery d set status = o.status, lease = null, leased_until = null,
                            next_attempt_at = o.next, updated_at = o.at, url = coalesce(o.url, d.url),
                            attempts = d.attempts || cast(row(cardinality(d.attempts) + 1, o.begun, o.answer, o.duration,
                                o.error) as webhooks.attempt)
                        from unnest(:ids, cast(:recorded as timestamptz[]), :tenants, :leases, :urls, :statuses,
                                cast(:begun as timestamptz[]), cast(:ats as timestamptz[]),
                                cast(:nexts as timestamptz[]), :answers, :durations, :errors)
                            as o (delivery_id, recorded_at, tenant_id, lease, url, status, begun, at, next, answer,
                                duration, error)
                        where d.delivery_id = o.delivery_id and d.recorded_at = o.recorded_at
                          and d.tenant_id = o.tenant_id and d.lease is not distinct from o.lease
                        """))
                .bind("urls", texts(outcomes, Outcome::url))
                .bind("statuses", texts(all, Recorded::status))
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
                          and d.tenant_id = o.tenant_id and d.lease is not distinct from o.lease
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

    /** A commit that a crash of the database may lose: then the fact is fanned out again, or the message sent again. */
    void commitLazily() {
        tx.handle().execute("set local synchronous_commit = off");
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

    static <T> @Nullable String[] texts(Collection<T> things, Function<T, @Nullable Object> value) {
        return things.stream()
                .map(value)
                .map(found -> found == null ? null : found.toString())
                .toArray(String[]::new);
    }
}

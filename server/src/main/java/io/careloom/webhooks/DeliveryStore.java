package io.careloom.webhooks;

import io.careloom.kernel.Allowed;
import io.careloom.platform.database.RecordArguments;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The queue of messages: enqueue, claim with a lease, record outcomes. */
final class DeliveryStore {
    /** Longer than the deadline of an attempt, so that only a dead node loses its lease. */
    private static final int LEASE_SECONDS = 60;

    private static final String CLAIMED = """
             returning d.delivery_id, d.tenant_id, d.event_id, d.event_type, d.url, d.body, d.retry_profile,
                       d.attempt_count, d.lease
            """;

    private final Tx tx;

    DeliveryStore(Tx tx) {
        this.tx = tx;
    }

    /** A message to enqueue. */
    record Queued(
            UUID deliveryId,
            UUID tenantId,
            UUID eventId,
            String eventType,
            @Nullable String modelType,
            @Nullable UUID modelId,
            UUID subjectId,
            String url,
            String body,
            String dispatch,
            String retryProfile,
            Instant createdAt) {}

    void insert(Queued queued) {
        tx.handle()
                .createUpdate("""
                        insert into webhooks.delivery (delivery_id, tenant_id, event_id, event_type, model_type, model_id,
                            subject_id, url, body, dispatch, retry_profile, next_attempt_at, created_at, updated_at)
                        values (:deliveryId, :tenantId, :eventId, :eventType, :modelType, :modelId,
                            :subjectId, :url, :body, :dispatch, :retryProfile, :createdAt, :createdAt, :createdAt)
                        """)
                .bindNamedArgumentFinder(new RecordArguments(queued))
                .execute();
    }

    /** First attempts, in order per subject: only the oldest unsent message of a subject is handed out. */
    List<Delivery> claimFirst(UUID lease, int limit, UUID[] fullTenants) {
        return claim("""
                update webhooks.delivery d set lease = :lease, leased_until = now() + :seconds * interval '1 second'
                from (
                    select q.delivery_id, q.recorded_at from webhooks.delivery q
                    where q.status = 'queued' and q.attempt_count = 0
                      and (q.leased_until is null or q.leased_until < now())
                      and q.tenant_id <> all (:full)
                      and not exists (
                          select from webhooks.delivery e
                          where e.subject_id = q.subject_id and e.tenant_id = q.tenant_id
                            and e.position < q.position and e.status = 'queued' and e.attempt_count = 0)
                    order by q.position limit :limit for update skip locked
                ) due
                where d.delivery_id = due.delivery_id and d.recorded_at = due.recorded_at
                """, lease, limit, fullTenants, Map.of());
    }

    /** Retries whose time has come by their tenant's clock. */
    List<Delivery> claimRetries(UUID lease, int limit, UUID[] fullTenants, Map<UUID, Instant> nows) {
        return claim("""
                update webhooks.delivery d set lease = :lease, leased_until = now() + :seconds * interval '1 second'
                from (
                    select q.delivery_id, q.recorded_at from webhooks.delivery q
                    join unnest(cast(:tenants as uuid[]), cast(:nows as timestamptz[])) as clock (tenant_id, instant)
                      on clock.tenant_id = q.tenant_id
                    where q.status = 'failed' and q.next_attempt_at <= clock.instant
                      and (q.leased_until is null or q.leased_until < now())
                      and q.tenant_id <> all (:full)
                    order by q.next_attempt_at limit :limit for update of q skip locked
                ) due
                where d.delivery_id = due.delivery_id and d.recorded_at = due.recorded_at
                """, lease, limit, fullTenants, nows);
    }

    private List<Delivery> claim(String update, UUID lease, int limit, UUID[] full, Map<UUID, Instant> nows) {
        List<Map.Entry<UUID, Instant>> clocks = List.copyOf(nows.entrySet());
        var query = tx.handle()
                .createQuery(update + CLAIMED)
                .bind("lease", lease)
                .bind("seconds", LEASE_SECONDS)
                .bind("limit", limit)
                .bind("full", full);
        if (!clocks.isEmpty()) {
            query.bind("tenants", clocks.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                    .bind(
                            "nows",
                            clocks.stream().map(c -> c.getValue().toString()).toArray(String[]::new));
        }
        return query.map((row, context) -> new Delivery(
                        row.getObject("delivery_id", UUID.class),
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("event_id", UUID.class),
                        row.getString("event_type"),
                        row.getString("url"),
                        row.getString("body"),
                        row.getString("retry_profile"),
                        row.getInt("attempt_count"),
                        row.getObject("lease", UUID.class)))
                .list();
    }

    /** What an attempt changes, computed before it is stored. */
    record Recorded(
            Outcome outcome,
            Instant at,
            String status,
            @Nullable Instant nextAttemptAt) {}

    /** Records outcomes of leases this node still holds; an outcome of a lost lease leaves only its attempt row out. */
    @Allowed(rule = "SqlAtHomeTest", because = "a worker serves all tenants and finds the row by the lease it took")
    void record(List<Recorded> outcomes) {
        PreparedBatch updates = tx.handle().prepareBatch("""
                        with held as (
                            update webhooks.delivery set status = :status, attempt_count = :number, lease = null,
                                   leased_until = null, next_attempt_at = :next, updated_at = :at
                            where delivery_id = :id and lease = :lease
                            returning delivery_id)
                        insert into webhooks.attempt (delivery_id, number, at, status, duration_ms, error)
                        select delivery_id, :number, :at, :httpStatus, :duration, :error from held
                        """);
        for (Recorded recorded : outcomes) {
            Outcome outcome = recorded.outcome();
            updates.bind("id", outcome.delivery().deliveryId())
                    .bind("lease", outcome.delivery().lease())
                    .bind("status", recorded.status())
                    .bind("number", outcome.number())
                    .bind("at", at(recorded.at()))
                    .bind("next", at(recorded.nextAttemptAt()))
                    .bind("httpStatus", outcome.status())
                    .bind("duration", outcome.durationMs())
                    .bind("error", outcome.error())
                    .add();
        }
        updates.execute();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

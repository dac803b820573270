package io.careloom.webhooks;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.partners.Tenant;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The log of messages that a partner reads. */
final class SentWebhookStore {
    private static final String COLUMNS = """
            delivery_id, tenant_id, event_id, event_type, model_type, model_id, subject_id, url, body, dispatch, status,
            retry_profile, next_attempt_at, created_at, updated_at
            """;

    private final Tx tx;
    private final Function<UUID, Tenant> tenants;

    SentWebhookStore(Tx tx, Function<UUID, Tenant> tenants) {
        this.tx = tx;
        this.tenants = tenants;
    }

    /** A stored message with what a resend needs. */
    record Stored(SentWebhook sent, UUID tenantId, UUID eventId, UUID subjectId) {}

    Optional<Stored> find(Scope scope, UUID deliveryId) {
        return withAttempts(
                        scope,
                        tx.handle()
                                .createQuery(
                                        "select " + COLUMNS
                                                + " from webhooks.delivery where tenant_id = any(:tenants) and delivery_id = :id")
                                .bind("tenants", scope.tenantArray())
                                .bind("id", deliveryId)
                                .map((row, context) -> stored(row))
                                .list())
                .stream()
                .findFirst();
    }

    Page<SentWebhook> page(Scope scope, SentWebhooks.Filter filter, PageQuery query) {
        String where = """
                 from webhooks.delivery where tenant_id = any(:tenants)
                   and (cast(:model as uuid) is null or model_id = :model)
                   and (cast(:status as text) is null or status = :status)
                   and (cast(:dispatch as text) is null or dispatch = :dispatch)
                """;
        String direction = query.ascending() ? "asc" : "desc";
        long total = bound("select count(*) " + where, scope, filter)
                .mapTo(Long.class)
                .one();
        List<Stored> rows = bound(
                        "select " + COLUMNS + where + " order by created_at " + direction + ", position " + direction
                                + " limit :limit offset :offset",
                        scope,
                        filter)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map((row, context) -> stored(row))
                .list();
        return new Page<>(withAttempts(scope, rows).stream().map(Stored::sent).toList(), total, query);
    }

    private Query bound(String sql, Scope scope, SentWebhooks.Filter filter) {
        return tx.handle()
                .createQuery(sql)
                .bind("tenants", scope.tenantArray())
                .bind("model", filter.modelId())
                .bind("status", filter.status())
                .bind("dispatch", filter.dispatch());
    }

    private Stored stored(ResultSet row) throws SQLException {
        UUID tenantId = row.getObject("tenant_id", UUID.class);
        Tenant tenant = tenants.apply(tenantId);
        Environment environment = tenant.environment();
        SentWebhook sent = new SentWebhook(
                row.getObject("delivery_id", UUID.class),
                tenant.partnerId(),
                environment.id(),
                new SentWebhook.Environment(environment.id(), environment.identifier()),
                row.getString("event_type"),
                row.getString("model_type"),
                row.getObject("model_id", UUID.class),
                row.getString("url"),
                row.getString("body"),
                row.getString("status"),
                row.getString("dispatch"),
                List.of(),
                instant(row, "next_attempt_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                null);
        return new Stored(
                sent, tenantId, row.getObject("event_id", UUID.class), row.getObject("subject_id", UUID.class));
    }

    private List<Stored> withAttempts(Scope scope, List<Stored> rows) {
        Map<UUID, List<SentWebhook.Attempt>> attempts = new LinkedHashMap<>();
        tx.handle()
                .createQuery("""
                        select d.delivery_id, a.number, a.at, a.status, a.duration_ms, a.error
                        from webhooks.delivery d cross join lateral unnest(d.attempts) as a
                        where d.tenant_id = any(:tenants) and d.delivery_id = any(:ids) order by a.number
                        """)
                .bind("tenants", scope.tenantArray())
                .bind("ids", rows.stream().map(row -> row.sent().id()).toArray(UUID[]::new))
                .map((row, context) -> Map.entry(
                        row.getObject("delivery_id", UUID.class),
                        new SentWebhook.Attempt(
                                row.getInt("number"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getObject("status", Integer.class),
                                row.getInt("duration_ms"),
                                row.getString("error"))))
                .forEach(entry -> attempts.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return rows.stream()
                .map(row -> new Stored(
                        row.sent().attempted(attempts.getOrDefault(row.sent().id(), List.of())),
                        row.tenantId(),
                        row.eventId(),
                        row.subjectId()))
                .toList();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}

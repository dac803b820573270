package io.careloom.partners;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.RecordMapper;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Rows of webhook endpoints; at most one living row a tenant. */
final class EnvironmentStore {
    private static final String SELECT = """
            select settings_id, tenant_id, webhook_url, webhook_secret, webhook_authorization, json_style,
                   retry_profile, created_at, updated_at, deleted_at
            from partners.environment_settings
            where deleted_at is null and tenant_id = any(:tenants)
            """;

    private final Tx tx;

    EnvironmentStore(Tx tx) {
        this.tx = tx;
    }

    /** What changes of a row; secret and authorization are sealed. */
    record Settings(
            String webhookUrl,
            byte[] webhookSecret,
            byte @Nullable [] webhookAuthorization,
            String jsonStyle,
            String retryProfile) {}

    /** A row as stored. */
    record Row(
            UUID settingsId,
            UUID tenantId,
            String webhookUrl,
            byte[] webhookSecret,
            byte @Nullable [] webhookAuthorization,
            String jsonStyle,
            String retryProfile,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {}

    /** False when the tenant has a living row already. */
    boolean insert(UUID settingsId, UUID tenantId, Settings settings) {
        return bound("""
                                insert into partners.environment_settings (settings_id, tenant_id, webhook_url,
                                    webhook_secret, webhook_authorization, json_style, retry_profile)
                                values (:id, :tenant, :url, :secret, :authorization, :style, :retries)
                                on conflict (tenant_id) where deleted_at is null do nothing
                                """, settingsId, tenantId, settings).execute() == 1;
    }

    void update(UUID settingsId, UUID tenantId, Settings settings) {
        bound("""
                        update partners.environment_settings set webhook_url = :url, webhook_secret = :secret,
                            webhook_authorization = :authorization, json_style = :style, retry_profile = :retries,
                            updated_at = now()
                        where settings_id = :id and tenant_id = :tenant
                        """, settingsId, tenantId, settings).execute();
    }

    private Update bound(String sql, UUID settingsId, UUID tenantId, Settings settings) {
        return tx.handle()
                .createUpdate(sql)
                .bind("id", settingsId)
                .bind("tenant", tenantId)
                .bind("url", settings.webhookUrl())
                .bind("secret", settings.webhookSecret())
                .bind("authorization", settings.webhookAuthorization())
                .bind("style", settings.jsonStyle())
                .bind("retries", settings.retryProfile());
    }

    void delete(UUID settingsId, UUID tenantId) {
        tx.handle()
                .createUpdate("""
                        update partners.environment_settings set deleted_at = now(), updated_at = now(),
                            webhook_secret = ''::bytea, webhook_authorization = null
                        where settings_id = :id and tenant_id = :tenant
                        """)
                .bind("id", settingsId)
                .bind("tenant", tenantId)
                .execute();
    }

    /** The living row with this id. */
    Optional<Row> find(Scope scope, UUID settingsId) {
        return tx.handle()
                .createQuery(SELECT + "and settings_id = :id")
                .bind("tenants", scope.tenantArray())
                .bind("id", settingsId)
                .map(RecordMapper.of(Row.class))
                .findOne();
    }

    /** The living row of a scope with one tenant. */
    Optional<Row> of(Scope tenant) {
        return tx.handle()
                .createQuery(SELECT)
                .bind("tenants", tenant.tenantArray())
                .map(RecordMapper.of(Row.class))
                .findOne();
    }

    Page<Row> page(Scope scope, PageQuery query) {
        List<Row> rows = tx.handle()
                .createQuery(SELECT + "order by created_at, settings_id")
                .bind("tenants", scope.tenantArray())
                .map(RecordMapper.of(Row.class))
                .list();
        // never more than a row for each of two environments
        List<Row> shown =
                rows.stream().skip(query.offset()).limit(query.perPage()).toList();
        return new Page<>(shown, rows.size(), query);
    }
}

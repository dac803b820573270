package io.careloom.access;

import io.careloom.kernel.Allowed;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.partners.Tenant;
import io.careloom.platform.database.RecordMapper;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of credentials. */
final class CredentialStore {
    private final Tx tx;
    private final Function<UUID, Tenant> tenants;

    CredentialStore(Tx tx, Function<UUID, Tenant> tenants) {
        this.tx = tx;
        this.tenants = tenants;
    }

    /** What the token endpoint compares a secret with. */
    record Lock(UUID credentialId, byte[] secretDigest) {}

    /** A row as stored. */
    record Row(
            UUID credentialId,
            UUID tenantId,
            String name,
            UUID clientId,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {}

    void insert(UUID tenantId, UUID credentialId, NewKey key) {
        tx.handle()
                .createUpdate("""
                        insert into access.credential (credential_id, tenant_id, name, client_id, secret_digest)
                        values (:id, :tenant, :name, :clientId, :secretDigest)
                        """)
                .bind("id", credentialId)
                .bind("tenant", tenantId)
                .bind("name", key.name())
                .bind("clientId", key.clientId())
                .bind("secretDigest", key.secretDigest())
                .execute();
    }

    /** Name, client id and digest of a key to store. */
    record NewKey(String name, UUID clientId, byte[] secretDigest) {}

    @Allowed(rule = "SqlAtHomeTest", because = "the client id is unique; whose it is, is what the token will say")
    Optional<Lock> lock(UUID clientId) {
        return tx.handle()
                .createQuery("""
                        select credential_id, secret_digest from access.credential
                        where client_id = :client and deleted_at is null
                        """)
                .bind("client", clientId)
                .map(RecordMapper.of(Lock.class))
                .findOne();
    }

    Optional<Credential> find(Scope scope, UUID credentialId) {
        return tx.handle()
                .createQuery("""
                        select credential_id, tenant_id, name, client_id, created_at, updated_at, deleted_at
                        from access.credential
                        where credential_id = :id and tenant_id = any(:tenants) and deleted_at is null
                        """)
                .bind("id", credentialId)
                .bind("tenants", scope.tenantArray())
                .map(RecordMapper.of(Row.class))
                .findOne()
                .map(this::credential);
    }

    Page<Credential> page(Scope scope, PageQuery query) {
        String direction = query.ascending() ? "asc" : "desc";
        List<Row> rows = tx.handle()
                .createQuery("""
                        select credential_id, tenant_id, name, client_id, created_at, updated_at, deleted_at
                        from access.credential
                        where tenant_id = any(:tenants) and deleted_at is null
                        order by created_at <direction>, credential_id limit :limit offset :offset
                        """)
                .define("direction", direction)
                .bind("tenants", scope.tenantArray())
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(RecordMapper.of(Row.class))
                .list();
        long total = tx.handle()
                .createQuery("""
                        select count(1) from access.credential
                        where tenant_id = any(:tenants) and deleted_at is null
                        """)
                .bind("tenants", scope.tenantArray())
                .mapTo(Long.class)
                .one();
        return new Page<>(rows.stream().map(this::credential).toList(), total, query);
    }

    /** False when there is no such living key in the scope. */
    boolean delete(Scope scope, UUID credentialId) {
        return tx.handle()
                        .createUpdate("""
                                update access.credential set deleted_at = now(), updated_at = now()
                                where credential_id = :id and tenant_id = any(:tenants) and deleted_at is null
                                """)
                        .bind("id", credentialId)
                        .bind("tenants", scope.tenantArray())
                        .execute()
                == 1;
    }

    private Credential credential(Row row) {
        Tenant tenant = tenants.apply(row.tenantId());
        return new Credential(
                row.credentialId(),
                row.name(),
                tenant.partnerId(),
                tenant.environment().id(),
                row.clientId(),
                null,
                row.createdAt(),
                row.updatedAt(),
                row.deletedAt());
    }
}

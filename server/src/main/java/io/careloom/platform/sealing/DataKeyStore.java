package io.careloom.platform.sealing;

import io.careloom.platform.database.Tx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The wrapped keys; when there is none yet, the first of racing makers wins. */
final class DataKeyStore {
    private final Tx tx;

    DataKeyStore(Tx tx) {
        this.tx = tx;
    }

    byte[] ofTenant(UUID tenantId, Supplier<byte[]> maker) {
        return tenantKey(tenantId).orElseGet(() -> {
            tx.handle()
                    .createUpdate("""
                            insert into platform.data_key (tenant_id, wrapped) values (:tenant, :wrapped)
                            on conflict (tenant_id) do nothing
                            """)
                    .bind("tenant", tenantId)
                    .bind("wrapped", maker.get())
                    .execute();
            return tenantKey(tenantId).orElseThrow();
        });
    }

    private Optional<byte[]> tenantKey(UUID tenantId) {
        return tx.handle()
                .createQuery("select wrapped from platform.data_key where tenant_id = :tenant")
                .bind("tenant", tenantId)
                .mapTo(byte[].class)
                .findOne();
    }

    byte[] named(String name, Supplier<byte[]> maker) {
        return namedKey(name).orElseGet(() -> {
            tx.handle()
                    .createUpdate("""
                            insert into platform.named_key (name, wrapped) values (:name, :wrapped)
                            on conflict (name) do nothing
                            """)
                    .bind("name", name)
                    .bind("wrapped", maker.get())
                    .execute();
            return namedKey(name).orElseThrow();
        });
    }

    private Optional<byte[]> namedKey(String name) {
        return tx.handle()
                .createQuery("select wrapped from platform.named_key where name = :name")
                .bind("name", name)
                .mapTo(byte[].class)
                .findOne();
    }

    /** The installation's data key, which until the transaction ends nobody wraps anew. */
    Optional<byte[]> sharedInstallationKey() {
        return installationKey("for share");
    }

    /** Waits for whoever makes a key now; until the transaction ends nobody can. */
    void lock() {
        installationKey("for update");
    }

    private Optional<byte[]> installationKey(String lock) {
        return tx.handle()
                .createQuery("select wrapped from platform.data_key where tenant_id = :tenant " + lock)
                .bind("tenant", Place.INSTALLATION)
                .mapTo(byte[].class)
                .findOne();
    }

    Map<UUID, byte[]> dataKeys() {
        return tx.handle()
                .createQuery("select tenant_id, wrapped from platform.data_key")
                .reduceRows(new HashMap<UUID, byte[]>(), (keys, row) -> {
                    keys.put(row.getColumn("tenant_id", UUID.class), row.getColumn("wrapped", byte[].class));
                    return keys;
                });
    }

    Map<String, byte[]> namedKeys() {
        return tx.handle()
                .createQuery("select name, wrapped from platform.named_key")
                .reduceRows(new HashMap<String, byte[]>(), (keys, row) -> {
                    keys.put(row.getColumn("name", String.class), row.getColumn("wrapped", byte[].class));
                    return keys;
                });
    }

    void replace(UUID tenantId, byte[] wrapped) {
        tx.handle()
                .createUpdate("update platform.data_key set wrapped = :wrapped where tenant_id = :tenant")
                .bind("tenant", tenantId)
                .bind("wrapped", wrapped)
                .execute();
    }

    void replace(String name, byte[] wrapped) {
        tx.handle()
                .createUpdate("update platform.named_key set wrapped = :wrapped where name = :name")
                .bind("name", name)
                .bind("wrapped", wrapped)
                .execute();
    }
}

package io.careloom.platform.sealing;

import io.careloom.platform.database.Tx;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The wrapped data keys. */
final class DataKeyStore {
    private final Tx tx;

    DataKeyStore(Tx tx) {
        this.tx = tx;
    }

    /** The tenant's key; when there is none yet, the first of racing makers wins. */
    byte[] obtain(UUID tenantId, Supplier<byte[]> maker) {
        return find(tenantId).orElseGet(() -> {
            tx.handle()
                    .createUpdate("""
                            insert into platform.data_key (tenant_id, wrapped) values (:tenant, :wrapped)
                            on conflict (tenant_id) do nothing
                            """)
                    .bind("tenant", tenantId)
                    .bind("wrapped", maker.get())
                    .execute();
            return find(tenantId).orElseThrow();
        });
    }

    private Optional<byte[]> find(UUID tenantId) {
        return tx.handle()
                .createQuery("select wrapped from platform.data_key where tenant_id = :tenant")
                .bind("tenant", tenantId)
                .mapTo(byte[].class)
                .findOne();
    }
}

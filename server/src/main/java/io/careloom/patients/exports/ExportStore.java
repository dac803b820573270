package io.careloom.patients.exports;

import io.careloom.platform.database.Tx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Archives of patients, asked for and ready; every time here is the database's. */
final class ExportStore {
    /**
     * A ready archive.
     *
     * @param mailedTo whose mailbox has the link
     * @param contentKey of the blob, sealed
     * @param size in bytes
     */
    record Ready(
            UUID exportId, UUID tenantId, UUID patientId, String mailedTo, UUID blobId, byte[] contentKey, long size) {
        @Override
        public String toString() {
            return "Ready[" + exportId + "]";
        }
    }

    /** Keeps the request; false when one of this patient waits already. */
    boolean insert(Tx tx, UUID exportId, UUID tenantId, UUID patientId) {
        return tx.handle()
                        .createUpdate("""
                                insert into patients.data_export (export_id, tenant_id, patient_id, state)
                                values (:id, :tenant, :patient, 'requested')
                                on conflict (patient_id) where state = 'requested' do nothing
                                """)
                        .bind("id", exportId)
                        .bind("tenant", tenantId)
                        .bind("patient", patientId)
                        .execute()
                == 1;
    }

    /** The patient of a request that nobody has served yet, locked until the transaction ends. */
    Optional<UUID> lockRequested(Tx tx, UUID tenantId, UUID exportId) {
        return tx.handle()
                .createQuery("""
                        select patient_id from patients.data_export
                        where export_id = :id and tenant_id = :tenant and state = 'requested' for update
                        """)
                .bind("id", exportId)
                .bind("tenant", tenantId)
                .mapTo(UUID.class)
                .findOne();
    }

    /** Keeps the archive in the place of the patient's earlier ones, whose blobs are answered. */
    List<UUID> ready(Tx tx, Ready ready, byte[] tokenDigest, Duration lifetime) {
        List<UUID> earlier = tx.handle()
                .createQuery("""
                        delete from patients.data_export
                        where patient_id = :patient and tenant_id = :tenant and state = 'ready'
                        returning blob_id
                        """)
                .bind("patient", ready.patientId())
                .bind("tenant", ready.tenantId())
                .mapTo(UUID.class)
                .list();
        tx.handle()
                .createUpdate("""
                        update patients.data_export set state = 'ready', token_digest = :digest,
                            blob_id = :blob, content_key = :key, size = :size, mailed_to = :to,
                            ready_at = now(), expires_at = now() + make_interval(secs => :seconds)
                        where export_id = :id and tenant_id = :tenant
                        """)
                .bind("digest", tokenDigest)
                .bind("blob", ready.blobId())
                .bind("key", ready.contentKey())
                .bind("size", ready.size())
                .bind("to", ready.mailedTo())
                .bind("seconds", lifetime.toSeconds())
                .bind("id", ready.exportId())
                .bind("tenant", ready.tenantId())
                .execute();
        return earlier;
    }

    /** The living archive of a token. */
    Optional<Ready> find(Tx tx, byte[] tokenDigest) {
        return tx.handle()
                .createQuery("""
                        select export_id, tenant_id, patient_id, mailed_to, blob_id, content_key, size from patients.data_export
                        where token_digest = :digest and expires_at > now()
                        """)
                .bind("digest", tokenDigest)
                .map((row, context) -> new Ready(
                        row.getObject("export_id", UUID.class),
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("patient_id", UUID.class),
                        row.getString("mailed_to"),
                        row.getObject("blob_id", UUID.class),
                        row.getBytes("content_key"),
                        row.getLong("size")))
                .findOne();
    }

    void drop(Tx tx, UUID tenantId, UUID exportId) {
        tx.handle()
                .createUpdate("delete from patients.data_export where export_id = :id and tenant_id = :tenant")
                .bind("id", exportId)
                .bind("tenant", tenantId)
                .execute();
    }

    /** Drops the archives of all tenants whose time is over; returns their blobs. */
    List<UUID> deleteExpired(Tx tx) {
        return tx.handle().createQuery("""
                        delete from patients.data_export where tenant_id is not null and expires_at < now()
                        returning blob_id
                        """).mapTo(UUID.class).list();
    }

    /** Those of these blobs that an archive has. */
    List<UUID> present(Tx tx, Collection<UUID> blobIds) {
        return tx.handle()
                .createQuery("""
                        select blob_id from patients.data_export where tenant_id is not null and blob_id = any(:ids)
                        """)
                .bind("ids", blobIds.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list();
    }
}

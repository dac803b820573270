package io.careloom.patients.exports;

import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Archives of patients, asked for and ready; every time here is the database's. */
final class ExportStore {
    /** A request, for which one node works as long as its lease holds. */
    record Claim(UUID exportId, UUID tenantId, UUID patientId, UUID lease) {}

    /**
     * Where an archive lies.
     *
     * @param key of the blob, sealed
     * @param size in bytes
     */
    record Content(UUID blobId, byte[] key, long size) {
        @Override
        public String toString() {
            return "Content[" + blobId + "]";
        }
    }

    /**
     * A ready archive.
     *
     * @param mailedTo whose mailbox has the link
     */
    record Ready(Claim of, String mailedTo, Content content) {
        @Override
        public String toString() {
            return "Ready[" + of.exportId() + "]";
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

    /** The oldest request for which nobody works, of any tenant; leased so that the others leave it alone. */
    Optional<Claim> claim(Tx tx, UUID lease, Duration term) {
        return tx.handle()
                .createQuery("""
                        update patients.data_export
                        set lease = :lease, leased_until = now() + make_interval(secs => :seconds)
                        where tenant_id is not null and export_id = (
                            select export_id from patients.data_export
                            where tenant_id is not null and state = 'requested'
                                and (lease is null or leased_until < now())
                            order by requested_at limit 1 for update skip locked)
                        returning export_id, tenant_id, patient_id, lease
                        """)
                .bind("lease", lease)
                .bind("seconds", term.toSeconds())
                .map((row, context) -> claim(row))
                .findOne();
    }

    /** Whether the request still waits for the holder of this lease; locked until the transaction ends. */
    boolean holds(Tx tx, Claim claim) {
        return tx.handle()
                .createQuery("""
                        select export_id from patients.data_export
                        where export_id = :id and tenant_id = :tenant and state = 'requested' and lease = :lease for update
                        """)
                .bind("id", claim.exportId())
                .bind("tenant", claim.tenantId())
                .bind("lease", claim.lease())
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    /** Keeps the archive in the place of the patient's earlier ones, whose blobs are answered. */
    List<UUID> ready(Tx tx, Ready ready, byte[] tokenDigest, Duration lifetime) {
        List<UUID> earlier = tx.handle()
                .createQuery("""
                        delete from patients.data_export
                        where patient_id = :patient and tenant_id = :tenant and state = 'ready'
                        returning blob_id
                        """)
                .bind("patient", ready.of().patientId())
                .bind("tenant", ready.of().tenantId())
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
                .bind("blob", ready.content().blobId())
                .bind("key", ready.content().key())
                .bind("size", ready.content().size())
                .bind("to", ready.mailedTo())
                .bind("seconds", lifetime.toSeconds())
                .bind("id", ready.of().exportId())
                .bind("tenant", ready.of().tenantId())
                .execute();
        return earlier;
    }

    /** The living archive of a token. */
    Optional<Ready> find(Tx tx, byte[] tokenDigest) {
        return tx.handle()
                .createQuery("""
                        select export_id, tenant_id, patient_id, lease, mailed_to, blob_id, content_key, size
                        from patients.data_export
                        where token_digest = :digest and expires_at > now()
                        """)
                .bind("digest", tokenDigest)
                .map((row, context) -> new Ready(
                        claim(row),
                        row.getString("mailed_to"),
                        new Content(
                                row.getObject("blob_id", UUID.class),
                                row.getBytes("content_key"),
                                row.getLong("size"))))
                .findOne();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getObject("export_id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getObject("lease", UUID.class));
    }

    /** Forgets a request; one that another node has by now stays. */
    void drop(Tx tx, Claim claim) {
        tx.handle()
                .createUpdate("""
                        delete from patients.data_export
                        where export_id = :id and tenant_id = :tenant and state = 'requested' and lease = :lease
                        """)
                .bind("id", claim.exportId())
                .bind("tenant", claim.tenantId())
                .bind("lease", claim.lease())
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

package io.careloom.patients.exports;

import io.careloom.platform.database.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Archives of patients, asked for and ready; every time here is the database's. */
final class ExportStore {
    /** A ready archive. */
    record Ready(UUID exportId, UUID tenantId, UUID patientId, byte[] content) {}

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

    /** Keeps the archive in the place of the patient's earlier ones. */
    void ready(Tx tx, Ready ready, byte[] tokenDigest, Duration lifetime) {
        tx.handle()
                .createUpdate("""
                        delete from patients.data_export
                        where patient_id = :patient and tenant_id = :tenant and state = 'ready'
                        """)
                .bind("patient", ready.patientId())
                .bind("tenant", ready.tenantId())
                .execute();
        tx.handle()
                .createUpdate("""
                        update patients.data_export set state = 'ready', token_digest = :digest, content = :content,
                            ready_at = now(), expires_at = now() + make_interval(secs => :seconds)
                        where export_id = :id and tenant_id = :tenant
                        """)
                .bind("digest", tokenDigest)
                .bind("content", ready.content())
                .bind("seconds", lifetime.toSeconds())
                .bind("id", ready.exportId())
                .bind("tenant", ready.tenantId())
                .execute();
    }

    /** The living archive of a token. */
    Optional<Ready> find(Tx tx, byte[] tokenDigest) {
        return tx.handle()
                .createQuery("""
                        select export_id, tenant_id, patient_id, content from patients.data_export
                        where token_digest = :digest and expires_at > now()
                        """)
                .bind("digest", tokenDigest)
                .map((row, context) -> new Ready(
                        row.getObject("export_id", UUID.class),
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("patient_id", UUID.class),
                        row.getBytes("content")))
                .findOne();
    }

    void drop(Tx tx, UUID tenantId, UUID exportId) {
        tx.handle()
                .createUpdate("delete from patients.data_export where export_id = :id and tenant_id = :tenant")
                .bind("id", exportId)
                .bind("tenant", tenantId)
                .execute();
    }

    /** Drops the archives of all tenants whose time is over; returns how many. */
    int deleteExpired(Tx tx) {
        return tx.handle().createUpdate("""
                        delete from patients.data_export where tenant_id is not null and expires_at < now()
                        """).execute();
    }
}

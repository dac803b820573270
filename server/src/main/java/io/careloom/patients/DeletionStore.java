package io.careloom.patients;

import io.careloom.platform.database.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Deletions that wait for the patient's word; every time here is the database's. */
final class DeletionStore {
    /** Whose deletion it is. */
    record Asked(UUID tenantId, UUID patientId) {}

    /** Replaces what the patient was asked before. */
    void put(Tx tx, PatientRow patient, byte[] tokenDigest, Duration lifetime) {
        tx.handle()
                .createUpdate("""
                        insert into patients.deletion_request (patient_id, tenant_id, token_digest, expires_at)
                        values (:patient, :tenant, :digest, now() + make_interval(secs => :seconds))
                        on conflict (patient_id) do update set token_digest = excluded.token_digest,
                            expires_at = excluded.expires_at
                        """)
                .bind("patient", patient.patientId())
                .bind("tenant", patient.tenantId())
                .bind("digest", tokenDigest)
                .bind("seconds", lifetime.toSeconds())
                .execute();
    }

    /** Whose living request the token is. */
    Optional<Asked> find(Tx tx, byte[] tokenDigest) {
        return tx.handle()
                .createQuery("""
                        select tenant_id, patient_id from patients.deletion_request
                        where token_digest = :digest and expires_at > now()
                        """)
                .bind("digest", tokenDigest)
                .map((row, context) ->
                        new Asked(row.getObject("tenant_id", UUID.class), row.getObject("patient_id", UUID.class)))
                .findOne();
    }

    /** Uses a living request up; empty when somebody else just did. */
    Optional<Asked> take(Tx tx, byte[] tokenDigest) {
        return tx.handle()
                .createQuery("""
                        delete from patients.deletion_request where token_digest = :digest and expires_at > now()
                        returning tenant_id, patient_id
                        """)
                .bind("digest", tokenDigest)
                .map((row, context) ->
                        new Asked(row.getObject("tenant_id", UUID.class), row.getObject("patient_id", UUID.class)))
                .findOne();
    }

    /** What the patient was asked is asked no more. */
    void drop(Tx tx, PatientRow patient) {
        tx.handle()
                .createUpdate("""
                        delete from patients.deletion_request where patient_id = :patient and tenant_id = :tenant
                        """)
                .bind("patient", patient.patientId())
                .bind("tenant", patient.tenantId())
                .execute();
    }
}

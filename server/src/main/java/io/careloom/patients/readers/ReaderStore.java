package io.careloom.patients.readers;

import io.careloom.kernel.Scope;
import io.careloom.patients.readers.PatientReaders.Reason;
import io.careloom.platform.database.Tx;
import java.util.UUID;

/** Rows of who reads whom. */
final class ReaderStore {
    void insert(Tx tx, Reason reason, UUID readerId, boolean waits) {
        tx.handle()
                .createUpdate("""
                        insert into patients.reader (patient_id, tenant_id, reader_id, by_id, waits)
                        values (:patient, :tenant, :reader, :by, :waits)
                        on conflict do nothing
                        """)
                .bind("patient", reason.patientId())
                .bind("tenant", reason.tenantId())
                .bind("reader", readerId)
                .bind("by", reason.byId())
                .bind("waits", waits)
                .execute();
    }

    void deleteWaiting(Tx tx, Reason reason) {
        tx.handle()
                .createUpdate("""
                        delete from patients.reader
                        where patient_id = :patient and tenant_id = :tenant and by_id = :by and waits
                        """)
                .bind("patient", reason.patientId())
                .bind("tenant", reason.tenantId())
                .bind("by", reason.byId())
                .execute();
    }

    void move(Tx tx, UUID tenantId, UUID patientId, UUID stateId) {
        tx.handle()
                .createUpdate("""
                        update patients.reader set reader_id = :state
                        where patient_id = :patient and tenant_id = :tenant and waits
                        """)
                .bind("state", stateId)
                .bind("patient", patientId)
                .bind("tenant", tenantId)
                .execute();
    }

    /** Whether the patient is still there, and one of the readers may see it, where the scope names any. */
    boolean isOpen(Tx tx, Scope scope, UUID patientId) {
        return tx.handle()
                .createQuery("""
                        select exists (select 1 from patients.patient p
                          where p.patient_id = :patient and p.tenant_id = any(:tenants) and p.deleted_at is null
                            and (:whole or exists (select 1 from patients.reader r
                              where r.patient_id = p.patient_id and r.tenant_id = p.tenant_id
                                and r.reader_id = any(:readers))))
                        """)
                .bind("patient", patientId)
                .bind("whole", scope.isWhole())
                .bind("tenants", scope.tenantArray())
                .bind("readers", scope.readerArray())
                .mapTo(boolean.class)
                .one();
    }
}

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

    boolean isOpen(Tx tx, Scope scope, UUID patientId) {
        return tx.handle()
                .createQuery("""
                        select exists (select 1 from patients.reader
                          where patient_id = :patient and tenant_id = any(:tenants) and reader_id = any(:readers))
                        """)
                .bind("patient", patientId)
                .bind("tenants", scope.tenantArray())
                .bind("readers", scope.readerArray())
                .mapTo(boolean.class)
                .one();
    }
}

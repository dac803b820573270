package io.careloom.patients.network;

import io.careloom.platform.database.RecordArguments;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Rows of what networks call patients. */
final class NetworkRecordStore {
    /** @param recordId of a row that is made; one that is there keeps its own */
    record Kept(UUID recordId, UUID tenantId, UUID patientId, int number) {}

    Optional<Integer> number(Tx tx, UUID tenantId, UUID patientId) {
        return tx.handle()
                .createQuery("""
                        select network_id from patients.network_record
                        where tenant_id = :tenant and patient_id = :patient
                        """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .mapTo(Integer.class)
                .findOne();
    }

    void put(Tx tx, Kept record, Instant at) {
        tx.handle()
                .createUpdate("""
                        insert into patients.network_record (patient_id, tenant_id, record_id, network_id, synced_at)
                        values (:patientId, :tenantId, :recordId, :number, :at)
                        on conflict (patient_id) do update set network_id = excluded.network_id,
                            synced_at = excluded.synced_at
                        """)
                .bindNamedArgumentFinder(new RecordArguments(record))
                .bind("at", at)
                .execute();
    }

    void setEligibilities(Tx tx, UUID tenantId, UUID patientId, Collection<Integer> eligibilities) {
        tx.handle()
                .createUpdate("""
                        update patients.network_record set eligibilities = :eligibilities
                        where tenant_id = :tenant and patient_id = :patient
                        """)
                .bind("eligibilities", eligibilities.toArray(Integer[]::new))
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .execute();
    }
}

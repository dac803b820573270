package io.careloom.sandbox;

import io.careloom.platform.database.Tx;
import io.careloom.prescribing.PrescriptionDraft;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the simulated network remembers: numbers and times, nothing about people. */
final class SimulatedPrescriptionStore {
    /** A prescription of the network. */
    record Kept(
            int patientNumber,
            SimulatedOutcome outcome,
            @Nullable Instant sentAt,
            @Nullable Instant cancelledAt) {}

    /** The number of a patient, given out at the first question. */
    int patient(Tx tx, UUID tenantId, UUID patientId) {
        return tx.handle()
                .createQuery("""
                        insert into sandbox.network_patient as p (tenant_id, patient_id) values (:tenant, :patient)
                        on conflict (tenant_id, patient_id) do update set patient_id = p.patient_id
                        returning number
                        """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .mapTo(Integer.class)
                .one();
    }

    /** The number of a prescription, the same for the same reference. */
    int draft(Tx tx, PrescriptionDraft draft, SimulatedOutcome outcome, Instant now) {
        return tx.handle()
                .createQuery("""
                        insert into sandbox.network_prescription as p (tenant_id, reference, patient_number, outcome, drafted_at)
                        values (:tenant, :reference, :patient, :outcome, :now)
                        on conflict (tenant_id, reference) do update set reference = p.reference
                        returning number
                        """)
                .bind("tenant", draft.patient().tenantId())
                .bind("reference", draft.reference())
                .bind("patient", draft.patient().patientId())
                .bind("outcome", outcome.name())
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    /** Rows that were sent just now: none when another was faster. */
    int send(Tx tx, UUID tenantId, int number, Instant now) {
        return tx.handle()
                .createUpdate("""
                        update sandbox.network_prescription set sent_at = :now
                        where tenant_id = :tenant and number = :number and sent_at is null and cancelled_at is null
                        """)
                .bind("tenant", tenantId)
                .bind("number", number)
                .bind("now", now)
                .execute();
    }

    /** Rows that were cancelled just now. */
    int cancel(Tx tx, UUID tenantId, int number, Instant now) {
        return tx.handle()
                .createUpdate("""
                        update sandbox.network_prescription set cancelled_at = :now
                        where tenant_id = :tenant and number = :number and cancelled_at is null
                        """)
                .bind("tenant", tenantId)
                .bind("number", number)
                .bind("now", now)
                .execute();
    }

    Optional<Kept> find(Tx tx, UUID tenantId, int number) {
        return tx.handle()
                .createQuery("""
                        select patient_number, outcome, sent_at, cancelled_at from sandbox.network_prescription
                        where tenant_id = :tenant and number = :number
                        """)
                .bind("tenant", tenantId)
                .bind("number", number)
                .map((row, context) -> kept(row))
                .findOne();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getInt("patient_number"),
                SimulatedOutcome.valueOf(row.getString("outcome")),
                instant(row, "sent_at"),
                instant(row, "cancelled_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

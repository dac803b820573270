package io.careloom.patients;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** What happened to patients, and what was measured; the first rows come with the patient's own, in {@link PatientStore}. */
final class HistoryStore {
    private static final String EXAM = """
            select exam_id, patient_id, height, weight, medications, medical_conditions, allergies, created_at
            from patients.exam where tenant_id = :tenant and patient_id = :patient
            """;

    /** One row of a patient's history. */
    record Line(Instant at, String model, String type, String title, By by) {}

    /**
     * Who did it.
     *
     * @param id partner or user; null for the patient and the server
     */
    record By(String model, @Nullable UUID id) {
        /** The patient itself. */
        static final By PATIENT = new By("patient", null);
    }

    /** A row as it was kept. */
    record Kept(UUID eventId, Line line) {}

    void add(Tx tx, PatientRow patient, UUID eventId, Line line) {
        tx.handle()
                .createUpdate("""
                        insert into patients.patient_event (patient_id, tenant_id, event_id, at, model, type, title,
                            by_model, by_id)
                        values (:patient, :tenant, :id, :at, :model, :type, :title, :byModel, :byId)
                        """)
                .bind("patient", patient.patientId())
                .bind("tenant", patient.tenantId())
                .bind("id", eventId)
                .bind("at", line.at())
                .bind("model", line.model())
                .bind("type", line.type())
                .bind("title", line.title())
                .bind("byModel", line.by().model())
                .bind("byId", line.by().id())
                .execute();
    }

    /** Keeps what is known of the patient's health now. */
    void addExam(Tx tx, PatientRow patient, UUID examId, Instant now) {
        tx.handle()
                .createUpdate("""
                        insert into patients.exam (patient_id, tenant_id, exam_id, height, weight, medications,
                            medical_conditions, allergies, created_at)
                        values (:patient, :tenant, :id, :height, :weight, :medications, :conditions, :allergies, :now)
                        """)
                .bind("patient", patient.patientId())
                .bind("tenant", patient.tenantId())
                .bind("id", examId)
                .bind("height", patient.details().height())
                .bind("weight", patient.details().weight())
                .bind("medications", patient.details().currentMedications())
                .bind("conditions", patient.details().medicalConditions())
                .bind("allergies", patient.details().allergies())
                .bind("now", now)
                .execute();
    }

    /** The history, newest first. */
    List<Kept> lines(Tx tx, PatientRow patient, PageQuery page) {
        return tx.handle()
                .createQuery("""
                        select event_id, at, model, type, title, by_model, by_id
                        from patients.patient_event where tenant_id = :tenant and patient_id = :patient
                        order by position desc limit :limit offset :offset
                        """)
                .bind("tenant", patient.tenantId())
                .bind("patient", patient.patientId())
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map((RowView row) -> new Kept(
                        row.getColumn("event_id", UUID.class),
                        new Line(
                                row.getColumn("at", Instant.class),
                                row.getColumn("model", String.class),
                                row.getColumn("type", String.class),
                                row.getColumn("title", String.class),
                                new By(row.getColumn("by_model", String.class), row.getColumn("by_id", UUID.class)))))
                .list();
    }

    /** The exams in the order in which they came, or the other way round. */
    Page<PatientExam> exams(Tx tx, PatientRow patient, PageQuery page) {
        List<PatientExam> exams = tx.handle()
                .createQuery(EXAM + " order by position " + (page.ascending() ? "asc" : "desc")
                        + " limit :limit offset :offset")
                .bind("tenant", patient.tenantId())
                .bind("patient", patient.patientId())
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map(HistoryStore::exam)
                .list();
        long total = tx.handle()
                .createQuery("select count(*) from patients.exam where tenant_id = :tenant and patient_id = :patient")
                .bind("tenant", patient.tenantId())
                .bind("patient", patient.patientId())
                .mapTo(long.class)
                .one();
        return new Page<>(exams, total, page);
    }

    Optional<PatientExam> exam(Tx tx, PatientRow patient, UUID examId) {
        return tx.handle()
                .createQuery(EXAM + " and exam_id = :id")
                .bind("tenant", patient.tenantId())
                .bind("patient", patient.patientId())
                .bind("id", examId)
                .map(HistoryStore::exam)
                .findOne();
    }

    private static PatientExam exam(RowView row) {
        Instant createdAt = row.getColumn("created_at", Instant.class);
        return new PatientExam(
                row.getColumn("exam_id", UUID.class),
                row.getColumn("patient_id", UUID.class),
                row.getColumn("height", Integer.class),
                row.getColumn("weight", BigDecimal.class),
                row.getColumn("medications", String.class),
                row.getColumn("medical_conditions", String.class),
                row.getColumn("allergies", String.class),
                createdAt,
                createdAt,
                null);
    }
}

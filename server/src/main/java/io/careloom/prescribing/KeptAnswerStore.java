package io.careloom.prescribing;

import io.careloom.platform.database.RecordArguments;
import io.careloom.platform.database.Tx;
import io.careloom.prescribing.KeptAnswers.Whose;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Rows of what a network answered. */
final class KeptAnswerStore {
    private final Tx tx;

    KeptAnswerStore(Tx tx) {
        this.tx = tx;
    }

    record Row(byte[] sealed, Instant at) {}

    Optional<Row> find(Whose whose, String question) {
        return tx.handle()
                .createQuery("""
                        select body, answered_at from prescribing.kept_answer
                        where tenant_id = :tenantId and patient_id = :patientId and question = :question
                        """)
                .bindNamedArgumentFinder(new RecordArguments(whose))
                .bind("question", question)
                .map((row, _) -> new Row(
                        row.getBytes("body"),
                        row.getObject("answered_at", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    /** What is kept, which nobody else replaces until the transaction ends; made with this body where there is nothing. */
    byte[] lock(Whose whose, String question, byte[] nothing) {
        tx.handle()
                .createUpdate("""
                        insert into prescribing.kept_answer (patient_id, tenant_id, question, body, answered_at)
                        values (:patientId, :tenantId, :question, :nothing, now()) on conflict do nothing
                        """)
                .bindNamedArgumentFinder(new RecordArguments(whose))
                .bind("question", question)
                .bind("nothing", nothing)
                .execute();
        return tx.handle()
                .createQuery("""
                        select body from prescribing.kept_answer
                        where tenant_id = :tenantId and patient_id = :patientId and question = :question for update
                        """)
                .bindNamedArgumentFinder(new RecordArguments(whose))
                .bind("question", question)
                .mapTo(byte[].class)
                .one();
    }

    void update(Whose whose, String question, byte[] sealed, Instant at) {
        tx.handle()
                .createUpdate("""
                        update prescribing.kept_answer set body = :sealed, answered_at = :at
                        where tenant_id = :tenantId and patient_id = :patientId and question = :question
                        """)
                .bindNamedArgumentFinder(new RecordArguments(whose))
                .bind("question", question)
                .bind("sealed", sealed)
                .bind("at", at)
                .execute();
    }
}

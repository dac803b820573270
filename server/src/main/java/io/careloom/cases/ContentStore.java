package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.cases.SubmitCase.Question;
import io.careloom.cases.charts.CaseQuestion;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What a case holds: questions, diseases, notes, approvals. Answers, notes and messages are sealed. */
final class ContentStore {
    private static final String QUESTIONS = """
            select case_question_id, tenant_id, case_id, question, answer, type, important, is_critical, display_in_pdf,
              description, label, metadata, displayed_options
            from cases.case_question
            """;

    private final Vault vault;

    ContentStore(Vault vault) {
        this.vault = vault;
    }

    /** A disease of a case, by its id only. */
    record DiseaseRow(UUID caseId, UUID diseaseId, boolean primary) {}

    /** A question with the case it belongs to. */
    record QuestionRow(UUID caseId, CaseQuestion question) {}

    /** A note with its author. */
    record NoteRow(UUID noteId, UUID caseId, String text, Actor author, Instant createdAt, Instant updatedAt) {
        @Override
        public String toString() {
            return "NoteRow[" + noteId + "]";
        }
    }

    /** Adds questions by their ids, in their order, behind those that are there. */
    void addQuestions(Tx tx, Case of, SequencedMap<UUID, Question> questions) {
        if (questions.isEmpty()) {
            return;
        }
        PreparedBatch batch = tx.handle().prepareBatch("""
                insert into cases.case_question (case_question_id, tenant_id, case_id, position, question, answer, type,
                  important, is_critical, display_in_pdf, description, label, metadata, displayed_options)
                values (:id, :tenant, :case,
                  (select coalesce(max(position) + 1, 0) from cases.case_question where tenant_id = :tenant and case_id = :case),
                  :question, :answer, :type, :important, :critical, :inPdf, :description, :label, :metadata, :options)
                """);
        questions.forEach((id, asked) -> bind(batch, of, id, asked).add());
        batch.execute();
    }

    /** Replaces a question; false when the case has none with this id. */
    boolean changeQuestion(Tx tx, Case of, UUID id, Question asked) {
        return bind(tx.handle().createUpdate("""
                update cases.case_question
                set question = :question, answer = :answer, type = :type, important = :important, is_critical = :critical,
                  display_in_pdf = :inPdf, description = :description, label = :label, metadata = :metadata,
                  displayed_options = :options
                where tenant_id = :tenant and case_id = :case and case_question_id = :id
                """), of, id, asked).execute() == 1;
    }

    Optional<CaseQuestion> question(Tx tx, Case of, UUID id) {
        return tx.handle()
                .createQuery(QUESTIONS + " where tenant_id = :tenant and case_id = :case and case_question_id = :id")
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("id", id)
                .map(this::readQuestion)
                .findOne()
                .map(QuestionRow::question);
    }

    List<QuestionRow> questions(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return tx.handle()
                .createQuery(QUESTIONS
                        + " where tenant_id = any(:tenants) and case_id = any(:cases) order by case_id, position")
                .bind("tenants", scope.tenantArray())
                .bind("cases", caseIds.toArray(UUID[]::new))
                .map(this::readQuestion)
                .list();
    }

    /** Attaches diseases; the first is the primary one. */
    void addDiseases(Tx tx, Case of, List<UUID> diseaseIds) {
        if (diseaseIds.isEmpty()) {
            return;
        }
        PreparedBatch batch = tx.handle().prepareBatch("""
                insert into cases.case_disease (tenant_id, case_id, disease_id, position, is_primary)
                values (:tenant, :case, :disease, :position, :primary)
                """);
        for (int position = 0; position < diseaseIds.size(); position++) {
            batch.bind("tenant", of.subject().tenantId())
                    .bind("case", of.caseId())
                    .bind("disease", diseaseIds.get(position))
                    .bind("position", position)
                    .bind("primary", position == 0)
                    .add();
        }
        batch.execute();
    }

    /** Attaches one more disease, as the primary one of a case without any; false when it is attached already. */
    boolean addDisease(Tx tx, Case of, UUID diseaseId) {
        return disease(tx, of, diseaseId, """
                insert into cases.case_disease (tenant_id, case_id, disease_id, position, is_primary)
                select :tenant, :case, :disease, coalesce(max(position) + 1, 0), count(*) = 0
                from cases.case_disease where tenant_id = :tenant and case_id = :case
                on conflict (tenant_id, case_id, disease_id) do nothing
                """);
    }

    /** Detaches a disease; after the primary one the first of the others is primary. False when it is not attached. */
    boolean removeDisease(Tx tx, Case of, UUID diseaseId) {
        boolean removed = disease(tx, of, diseaseId, """
                delete from cases.case_disease
                where tenant_id = :tenant and case_id = :case and disease_id = :disease
                """);
        tx.handle()
                .createUpdate("""
                update cases.case_disease d set is_primary = true
                where d.tenant_id = :tenant and d.case_id = :case
                  and d.position = (select min(position) from cases.case_disease where tenant_id = :tenant and case_id = :case)
                  and not exists (select 1 from cases.case_disease
                    where tenant_id = :tenant and case_id = :case and is_primary)
                """)
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .execute();
        return removed;
    }

    /** Makes an attached disease the primary one; false when it is so already. */
    boolean makePrimary(Tx tx, Case of, UUID diseaseId) {
        disease(tx, of, diseaseId, """
                update cases.case_disease set is_primary = false
                where tenant_id = :tenant and case_id = :case and is_primary and disease_id <> :disease
                """);
        return disease(tx, of, diseaseId, """
                update cases.case_disease set is_primary = true
                where tenant_id = :tenant and case_id = :case and disease_id = :disease and not is_primary
                """);
    }

    private static boolean disease(Tx tx, Case of, UUID diseaseId, String statement) {
        return tx.handle()
                        .createUpdate(statement)
                        .bind("tenant", of.subject().tenantId())
                        .bind("case", of.caseId())
                        .bind("disease", diseaseId)
                        .execute()
                > 0;
    }

    List<DiseaseRow> diseases(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return tx.handle()
                .createQuery("""
                select case_id, disease_id, is_primary from cases.case_disease
                where tenant_id = any(:tenants) and case_id = any(:cases) order by case_id, is_primary desc, position
                """)
                .bind("tenants", scope.tenantArray())
                .bind("cases", caseIds.toArray(UUID[]::new))
                .map((RowView row) -> new DiseaseRow(
                        row.getColumn("case_id", UUID.class),
                        row.getColumn("disease_id", UUID.class),
                        row.getColumn("is_primary", Boolean.class)))
                .list();
    }

    /** A file of a case, by its id only. */
    record FileLine(UUID caseId, UUID fileId) {}

    void addFile(Tx tx, Case to, UUID fileId) {
        ofFile(
                tx,
                "insert into cases.case_file (tenant_id, case_id, file_id) values (:tenant, :case, :file)",
                to,
                fileId);
    }

    void removeFile(Tx tx, Case from, UUID fileId) {
        ofFile(
                tx,
                "delete from cases.case_file where tenant_id = :tenant and case_id = :case and file_id = :file",
                from,
                fileId);
    }

    private static void ofFile(Tx tx, String sql, Case of, UUID fileId) {
        tx.handle()
                .createUpdate(sql)
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("file", fileId)
                .execute();
    }

    /** The files of cases, case by case in the order in which they were attached. */
    List<FileLine> files(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return tx.handle()
                .createQuery("""
                select case_id, file_id from cases.case_file
                where tenant_id = any(:tenants) and case_id = any(:cases) order by case_id, position
                """)
                .bind("tenants", scope.tenantArray())
                .bind("cases", caseIds.toArray(UUID[]::new))
                .map((RowView row) ->
                        new FileLine(row.getColumn("case_id", UUID.class), row.getColumn("file_id", UUID.class)))
                .list();
    }

    /** The cases that have a file. */
    List<UUID> casesWith(Tx tx, Scope scope, UUID fileId) {
        return tx.handle()
                .createQuery("select case_id from cases.case_file where tenant_id = any(:tenants) and file_id = :file")
                .bind("tenants", scope.tenantArray())
                .bind("file", fileId)
                .mapTo(UUID.class)
                .list();
    }

    void addNote(Tx tx, Case of, NoteRow note) {
        tx.handle()
                .createUpdate("""
                insert into cases.case_note
                  (case_note_id, tenant_id, case_id, author_id, author_type, text, created_at, updated_at)
                values (:id, :tenant, :case, :author, :authorType, :text, :createdAt, :updatedAt)
                """)
                .bind("id", note.noteId())
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("author", note.author().id())
                .bind("authorType", note.author().modelType())
                .bind("text", vault.seal(notePlace(of.subject().tenantId(), note.noteId()), note.text()))
                .bind("createdAt", note.createdAt())
                .bind("updatedAt", note.updatedAt())
                .execute();
    }

    /** The notes of a patient's cases, newest first unless asked otherwise. */
    Page<NoteRow> notesOf(Tx tx, Reach reach, UUID patientId, PageQuery page) {
        String from = " from cases.case_note n where n.tenant_id = any(:tenants) and n.case_id in (select c.case_id"
                + CaseStore.REACHED + " and c.patient_id = :patient)";
        List<NoteRow> found = CaseStore.reach(
                        tx.handle()
                                .createQuery(
                                        "select n.case_note_id, n.tenant_id, n.case_id, n.author_id, n.author_type,"
                                                + " n.text, n.created_at, n.updated_at" + from
                                                + " order by n.created_at "
                                                + (page.ascending() ? "asc" : "desc") + ", n.position"
                                                + " limit :limit offset :offset"),
                        reach)
                .bind("patient", patientId)
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map(this::note)
                .list();
        long total = CaseStore.reach(tx.handle().createQuery("select count(*)" + from), reach)
                .bind("patient", patientId)
                .mapTo(long.class)
                .one();
        return new Page<>(found, total, page);
    }

    private NoteRow note(RowView row) {
        return new NoteRow(
                row.getColumn("case_note_id", UUID.class),
                row.getColumn("case_id", UUID.class),
                vault.open(
                        notePlace(row.getColumn("tenant_id", UUID.class), row.getColumn("case_note_id", UUID.class)),
                        row.getColumn("text", byte[].class)),
                Actor.stored(row.getColumn("author_id", UUID.class), row.getColumn("author_type", String.class)),
                row.getColumn("created_at", Instant.class),
                row.getColumn("updated_at", Instant.class));
    }

    /** The notes of these cases, oldest first. */
    List<NoteRow> notes(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return tx.handle()
                .createQuery("""
                select case_note_id, tenant_id, case_id, author_id, author_type, text, created_at, updated_at
                from cases.case_note
                where tenant_id = any(:tenants) and case_id = any(:cases) order by case_id, position
                """)
                .bind("tenants", scope.tenantArray())
                .bind("cases", caseIds.toArray(UUID[]::new))
                .map(this::note)
                .list();
    }

    /** Keeps what the clinician wants the patient told once the case goes on. */
    void addApproval(Tx tx, Case approved, Step step, @Nullable String thankYou, @Nullable String extra) {
        UUID tenantId = approved.subject().tenantId();
        tx.handle()
                .createUpdate("""
                insert into cases.case_approval
                  (status_id, tenant_id, case_id, thank_you_message, extra_message, created_at)
                values (:id, :tenant, :case, :thankYou, :extra, :at)
                """)
                .bind("id", step.id())
                .bind("tenant", tenantId)
                .bind("case", approved.caseId())
                .bind("thankYou", sealed(tenantId, "thank_you_message", step.id(), thankYou))
                .bind("extra", sealed(tenantId, "extra_message", step.id(), extra))
                .bind("at", step.at())
                .execute();
    }

    private byte @Nullable [] sealed(UUID tenantId, String column, UUID row, @Nullable String text) {
        return text == null ? null : vault.seal(new Place(tenantId, "cases.case_approval", column, row), text);
    }

    private <S extends SqlStatement<S>> S bind(S statement, Case of, UUID id, Question asked) {
        List<String> options = asked.displayedOptions();
        return statement
                .bind("id", id)
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("question", asked.question())
                .bind("answer", vault.seal(answerPlace(of.subject().tenantId(), id), asked.answer()))
                .bind("type", asked.type())
                .bind("important", asked.important())
                .bind("critical", asked.isCritical())
                .bind("inPdf", asked.displayInPdf())
                .bind("description", asked.description())
                .bind("label", asked.label())
                .bind("metadata", asked.metadata())
                .bind("options", options == null ? null : options.toArray(String[]::new));
    }

    private QuestionRow readQuestion(RowView row) {
        UUID id = row.getColumn("case_question_id", UUID.class);
        String[] options = row.getColumn("displayed_options", String[].class);
        return new QuestionRow(
                row.getColumn("case_id", UUID.class),
                new CaseQuestion(
                        id,
                        row.getColumn("question", String.class),
                        vault.open(
                                answerPlace(row.getColumn("tenant_id", UUID.class), id),
                                row.getColumn("answer", byte[].class)),
                        row.getColumn("type", String.class),
                        row.getColumn("important", Boolean.class),
                        row.getColumn("is_critical", Boolean.class),
                        row.getColumn("display_in_pdf", Boolean.class),
                        row.getColumn("description", String.class),
                        row.getColumn("label", String.class),
                        row.getColumn("metadata", String.class),
                        options == null ? null : List.of(options)));
    }

    private static Place answerPlace(UUID tenantId, UUID questionId) {
        return new Place(tenantId, "cases.case_question", "answer", questionId);
    }

    private static Place notePlace(UUID tenantId, UUID noteId) {
        return new Place(tenantId, "cases.case_note", "text", noteId);
    }
}

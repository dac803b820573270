package io.careloom.cases;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.careloom.cases.Case.Step;
import io.careloom.cases.CaseEvent.ClinicalNoteCreated;
import io.careloom.cases.CaseTrail.Part;
import io.careloom.cases.ContentStore.DiseaseRow;
import io.careloom.cases.ContentStore.NoteRow;
import io.careloom.cases.ContentStore.QuestionRow;
import io.careloom.cases.SubmitCase.Question;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.charts.CaseNote;
import io.careloom.cases.charts.CaseQuestion;
import io.careloom.catalog.Catalog;
import io.careloom.catalog.Disease;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a case holds: its questions with the patient's answers, its diseases, its clinical notes. */
public final class CaseContents {
    private final Reaches reaches;
    private final ContentStore contents;
    private final CaseTrail trail;
    private final CaseCharts charts;
    private final Catalog catalog;

    CaseContents(Reaches reaches, ContentStore contents, CaseTrail trail, CaseCharts charts, Catalog catalog) {
        this.reaches = reaches;
        this.contents = contents;
        this.trail = trail;
        this.charts = charts;
        this.catalog = catalog;
    }

    /** The questions in the order in which they were asked; 404 out of reach. */
    public Cases.Shown<List<CaseQuestion>> questions(Tx tx, Caller caller, UUID caseId) {
        Case found = reaches.find(tx, caller, caseId);
        List<CaseQuestion> asked = contents.questions(tx, scopeOf(found), List.of(caseId)).stream()
                .map(QuestionRow::question)
                .toList();
        return new Cases.Shown<>(found.subject().patientId(), asked);
    }

    /** Replaces a question of a case that the caller works on; 404 for an unknown one. */
    public CaseQuestion changeQuestion(Tx tx, Caller caller, UUID caseId, UUID questionId, Question asked) {
        caller.require(Permission.CASE_MOVE_CLINICAL);
        if (caller.role() != Role.CLINICIAN) {
            throw Problem.forbidden();
        }
        Case found = requireChangeable(reaches.lock(tx, caller, caseId));
        if (!contents.changeQuestion(tx, found, questionId, asked)) {
            throw Problem.notFound();
        }
        noted(
                tx,
                caller,
                found,
                new Part(
                        "casequestion",
                        "question_changed",
                        "Question changed",
                        Map.of("case_question_id", questionId.toString())));
        return contents.question(tx, found, questionId).orElseThrow(Problem::notFound);
    }

    /** Adds a question behind the others; 404 out of reach, a conflict once the case is closed. */
    public CaseQuestion ask(Tx tx, Caller caller, UUID caseId, Question asked) {
        Case found = lockOpen(tx, caller, caseId);
        UUID questionId = Ids.random();
        SequencedMap<UUID, Question> questions = new LinkedHashMap<>();
        questions.put(questionId, asked);
        contents.addQuestions(tx, found, questions);
        noted(
                tx,
                caller,
                found,
                new Part(
                        "casequestion",
                        "question_added",
                        "Question added",
                        Map.of("case_question_id", questionId.toString())));
        return contents.question(tx, found, questionId).orElseThrow(Problem::notFound);
    }

    /** Attaches a disease, the first as primary; one that is attached already stays as it is. Answers all of them. */
    public List<CaseDisease> attach(Tx tx, Caller caller, UUID caseId, UUID diseaseId) {
        Case found = lockOpen(tx, caller, caseId);
        if (known(tx, List.of(diseaseId)).isEmpty()) {
            throw Problem.invalid("disease_id", "This disease is unknown.");
        }
        return changed(
                tx,
                caller,
                found,
                part("disease_added", "Disease added", diseaseId),
                contents.addDisease(tx, found, diseaseId));
    }

    /** Detaches a disease; after the primary one the first of the others is primary. 404 when it is not attached. */
    public List<CaseDisease> detach(Tx tx, Caller caller, UUID caseId, UUID diseaseId) {
        Case found = lockOpen(tx, caller, caseId);
        if (!contents.removeDisease(tx, found, diseaseId)) {
            throw Problem.notFound();
        }
        return changed(tx, caller, found, part("disease_removed", "Disease removed", diseaseId), true);
    }

    /** Makes an attached disease the one primary; 404 when it is not attached. */
    public List<CaseDisease> makePrimary(Tx tx, Caller caller, UUID caseId, UUID diseaseId) {
        Case found = lockOpen(tx, caller, caseId);
        if (contents.diseases(tx, scopeOf(found), List.of(caseId)).stream()
                .noneMatch(row -> row.diseaseId().equals(diseaseId))) {
            throw Problem.notFound();
        }
        return changed(
                tx,
                caller,
                found,
                part("disease_primary", "Primary disease set", diseaseId),
                contents.makePrimary(tx, found, diseaseId));
    }

    /** The diseases, the primary one first; 404 out of reach. */
    public Cases.Shown<List<CaseDisease>> diseases(Tx tx, Caller caller, UUID caseId) {
        Case found = reaches.find(tx, caller, caseId);
        return new Cases.Shown<>(
                found.subject().patientId(),
                diseasesOf(tx, scopeOf(found), List.of(caseId)).getOrDefault(caseId, List.of()));
    }

    /** The clinical notes, oldest first; 404 out of reach. */
    public Cases.Shown<List<CaseNote>> notes(Tx tx, Caller caller, UUID caseId) {
        Case found = reaches.find(tx, caller, caseId);
        return new Cases.Shown<>(
                found.subject().patientId(),
                notesOf(tx, scopeOf(found), List.of(caseId)).getOrDefault(caseId, List.of()));
    }

    /** Writes a clinical note of at most 1,000 characters; partners are told. */
    public CaseNote write(Tx tx, Caller caller, UUID caseId, String text) {
        caller.require(Permission.NOTE_WRITE);
        Case found = requireChangeable(reaches.lock(tx, caller, caseId));
        Step step = trail.step(Actor.of(caller), found.subject().tenantId(), null);
        NoteRow note = append(tx, caller, found, step, text);
        return charts.note(tx, note);
    }

    /** The same for a case that is locked already, after the case's own event. */
    NoteRow append(Tx tx, Caller caller, Case locked, Step step, String text) {
        Case after = locked.told(step.at());
        UUID noteId = Ids.random();
        NoteRow note = new NoteRow(noteId, locked.caseId(), text, step.actor(), step.at(), step.at());
        contents.addNote(tx, locked, note);
        trail.noted(
                tx,
                caller,
                locked,
                step,
                new Part("casenote", "note_added", "Clinical note added", Map.of("case_note_id", noteId.toString())));
        trail.told(
                tx,
                after,
                new ClinicalNoteCreated(
                        locked.subject().tenantId(),
                        locked.caseId(),
                        after.version(),
                        noteId,
                        locked.terms().metadata()));
        return note;
    }

    /** Questions and diseases of a case that was just opened. */
    void fill(Tx tx, Case opened, SubmitCase command) {
        SequencedMap<UUID, Question> questions = new LinkedHashMap<>();
        command.questions().forEach(asked -> questions.put(Ids.random(), asked));
        contents.addQuestions(tx, opened, questions);
        contents.addDiseases(tx, opened, List.copyOf(new LinkedHashSet<>(command.diseaseIds())));
    }

    /** Refuses ids that name no disease. */
    void requireDiseases(Tx tx, List<UUID> diseaseIds) {
        Map<UUID, Disease> known = known(tx, diseaseIds);
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        for (int position = 0; position < diseaseIds.size(); position++) {
            if (!known.containsKey(diseaseIds.get(position))) {
                unknown.put("diseases.%d.disease_id".formatted(position), List.of("This disease is unknown."));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
    }

    /** Diseases by case. */
    Map<UUID, List<CaseDisease>> diseasesOf(Tx tx, Scope scope, Collection<UUID> caseIds) {
        List<DiseaseRow> rows = contents.diseases(tx, scope, caseIds);
        Map<UUID, Disease> known =
                known(tx, rows.stream().map(DiseaseRow::diseaseId).toList());
        return rows.stream()
                .filter(row -> known.containsKey(row.diseaseId()))
                .collect(groupingBy(
                        DiseaseRow::caseId,
                        mapping(
                                row -> {
                                    Disease disease = Optional.ofNullable(known.get(row.diseaseId()))
                                            .orElseThrow();
                                    return new CaseDisease(
                                            disease.diseaseId(), disease.icd(), disease.description(), row.primary());
                                },
                                toList())));
    }

    /** Questions by case. */
    Map<UUID, List<CaseQuestion>> questionsOf(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return contents.questions(tx, scope, caseIds).stream()
                .collect(groupingBy(QuestionRow::caseId, mapping(QuestionRow::question, toList())));
    }

    /** Notes by case. */
    Page<CaseNote> notesOf(Tx tx, Reach reach, UUID patientId, PageQuery page) {
        Page<NoteRow> found = contents.notesOf(tx, reach, patientId, page);
        return new Page<>(charts.notes(tx, found.items()), found.total(), page);
    }

    Map<UUID, List<CaseNote>> notesOf(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return charts.notes(tx, contents.notes(tx, scope, caseIds)).stream().collect(groupingBy(CaseNote::caseId));
    }

    private Case lockOpen(Tx tx, Caller caller, UUID caseId) {
        caller.require(Permission.CASE_SUBMIT);
        Case found = requireChangeable(reaches.lock(tx, caller, caseId));
        if (found.marks().locked()) {
            throw Problem.conflict(
                            "case_locked",
                            "A case that is %s is locked."
                                    .formatted(found.status().word()))
                    .with("allowed_transitions", List.of());
        }
        return found;
    }

    private List<CaseDisease> changed(Tx tx, Caller caller, Case found, Part part, boolean something) {
        if (something) {
            noted(tx, caller, found, part);
        }
        UUID caseId = found.caseId();
        return diseasesOf(tx, scopeOf(found), List.of(caseId)).getOrDefault(caseId, List.of());
    }

    private void noted(Tx tx, Caller caller, Case found, Part part) {
        trail.noted(
                tx, caller, found, trail.step(Actor.of(caller), found.subject().tenantId(), null), part);
    }

    private static Part part(String type, String title, UUID diseaseId) {
        return new Part("casedisease", type, title, Map.of("disease_id", diseaseId.toString()));
    }

    static Case requireChangeable(Case found) {
        if (found.status() == CaseStatus.CANCELLED) {
            throw Problem.conflict("case_cancelled", "A cancelled case cannot be changed.")
                    .with("allowed_transitions", List.of());
        }
        return found;
    }

    private Map<UUID, Disease> known(Tx tx, Collection<UUID> diseaseIds) {
        return diseaseIds.isEmpty()
                ? Map.of()
                : catalog.diseases(tx, diseaseIds).stream()
                        .collect(Collectors.toMap(Disease::diseaseId, Function.identity()));
    }

    private static Scope scopeOf(Case found) {
        return Scope.tenant(found.subject().tenantId());
    }
}

package io.careloom.cases.offerings;

import io.careloom.cases.CaseStatus;
import io.careloom.cases.Cases.Shown;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.offerings.Casework.At;
import io.careloom.cases.offerings.Casework.Note;
import io.careloom.cases.offerings.LineDesk.Open;
import io.careloom.cases.offerings.LineDiseaseStore.Row;
import io.careloom.catalog.Catalog;
import io.careloom.catalog.Disease;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a line of a case is for. Partners and clinicians change it as they change the line itself. */
public final class LineDiseases {
    private final LineDesk desk;
    private final Catalog catalog;

    LineDiseases(LineDesk desk, Catalog catalog) {
        this.desk = desk;
        this.catalog = catalog;
    }

    /** The diseases of a line, the primary one first; 404 out of reach. */
    public Shown<List<CaseDisease>> list(Tx tx, Caller caller, LineKey key) {
        At found = desk.casework().find(tx, caller, key.caseId());
        return new Shown<>(found.patientId(), of(tx, desk.line(tx, found, key.lineId(), key.kind())));
    }

    /** Attaches one, the first as primary; one that is attached already stays as it is. Answers all of them. */
    public List<CaseDisease> attach(Tx tx, Caller caller, LineKey key, UUID diseaseId) {
        Open open = open(tx, caller, key);
        CaseOffering line = desk.line(open, key.lineId(), key.kind());
        if (catalog.diseases(tx, List.of(diseaseId)).isEmpty()) {
            throw Problem.invalid("disease_id", "This disease is unknown.");
        }
        if (new LineDiseaseStore(tx).add(line, diseaseId)) {
            note(open, line, "disease_added", diseaseId);
        }
        return of(tx, line);
    }

    /** Detaches one; after the primary one the first of the others is primary. 404 when it is not attached. */
    public List<CaseDisease> detach(Tx tx, Caller caller, LineKey key, UUID diseaseId) {
        Open open = open(tx, caller, key);
        CaseOffering line = desk.line(open, key.lineId(), key.kind());
        if (!new LineDiseaseStore(tx).remove(line, diseaseId)) {
            throw Problem.notFound();
        }
        note(open, line, "disease_removed", diseaseId);
        return of(tx, line);
    }

    /** Makes an attached one the one primary; 404 when it is not attached. */
    public List<CaseDisease> makePrimary(Tx tx, Caller caller, LineKey key, UUID diseaseId) {
        Open open = open(tx, caller, key);
        CaseOffering line = desk.line(open, key.lineId(), key.kind());
        LineDiseaseStore store = new LineDiseaseStore(tx);
        if (store.of(line).stream().noneMatch(row -> row.diseaseId().equals(diseaseId))) {
            throw Problem.notFound();
        }
        if (store.makePrimary(line, diseaseId)) {
            note(open, line, "disease_primary", diseaseId);
        }
        return of(tx, line);
    }

    private Open open(Tx tx, Caller caller, LineKey key) {
        return desk.open(tx, caller, key.caseId(), CaseStatus.APPROVED);
    }

    private void note(Open open, CaseOffering line, String what, UUID diseaseId) {
        Map<String, Object> shown =
                Map.of("case_offering_id", line.id().toString(), "disease_id", diseaseId.toString());
        String title = "Offering " + what.replace('_', ' ');
        desk.casework()
                .note(open.tx(), open.caller(), open.at(), new Note(line.id(), "offering_" + what, title, shown));
    }

    /** The diseases of each of these lines, which the caller has read; lines without any are left out. */
    public Map<UUID, List<CaseDisease>> of(Tx tx, Collection<CaseOffering> lines) {
        List<Row> rows = new LineDiseaseStore(tx).of(lines);
        Map<UUID, Disease> known = catalog
                .diseases(tx, rows.stream().map(Row::diseaseId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Disease::diseaseId, Function.identity()));
        return rows.stream()
                .filter(row -> known.containsKey(row.diseaseId()))
                .collect(Collectors.groupingBy(
                        Row::lineId,
                        Collectors.mapping(
                                row -> shown(Objects.requireNonNull(known.get(row.diseaseId())), row.primary()),
                                Collectors.toList())));
    }

    private List<CaseDisease> of(Tx tx, CaseOffering line) {
        return of(tx, List.of(line)).getOrDefault(line.id(), List.of());
    }

    private static CaseDisease shown(Disease disease, boolean primary) {
        return new CaseDisease(disease.diseaseId(), disease.icd(), disease.description(), primary);
    }
}

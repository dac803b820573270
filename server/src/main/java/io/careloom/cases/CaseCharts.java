package io.careloom.cases;

import io.careloom.cases.Case.Holder;
import io.careloom.cases.CaseTagStore.Attached;
import io.careloom.cases.ContentStore.NoteRow;
import io.careloom.cases.charts.CaseAssignment;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseLines;
import io.careloom.cases.charts.CaseNote;
import io.careloom.cases.charts.Encounter;
import io.careloom.cases.offerings.CaseOfferings;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.clinicians.NoteAuthor;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Scope;
import io.careloom.partners.Tag;
import io.careloom.patients.Patient;
import io.careloom.platform.database.Tx;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts cases together with what other rooms know of their people. */
final class CaseCharts {
    /** Of a case that has none. */
    static final CaseLines NO_LINES = CaseLines.of(List.of());

    private final Cases.Neighbours rooms;
    private final CaseTagStore tags;
    private final CaseFiles files;
    private final CaseOfferings offerings;

    CaseCharts(Cases.Neighbours rooms, CaseTagStore tags, CaseFiles files, CaseOfferings offerings) {
        this.rooms = rooms;
        this.tags = tags;
        this.files = files;
        this.offerings = offerings;
    }

    /** The case with its patient, partner and clinician, as far as the caller sees them. */
    CaseChart chart(Tx tx, Caller caller, Case of) {
        Case.Terms terms = of.terms();
        Scope tenant = Scope.tenant(of.subject().tenantId());
        CaseLines shown = lines(tx, tenant, List.of(of.caseId())).getOrDefault(of.caseId(), NO_LINES);
        Scope seen = tenant.closing(caller.scope().locked());
        Patient patient = rooms.patients().find(tx, seen, of.subject().patientId());
        return new CaseChart(
                null,
                of.marks().prioritizedAt(),
                of.marks().prioritizedReason(),
                of.marks().prioritized(),
                of.marks().lockedAt(),
                of.marks().locked(),
                terms.additionalApproval(),
                of.createdAt(),
                terms.metadata(),
                null,
                terms.chargeable(),
                terms.sync(),
                terms.caseType(),
                of.caseId(),
                terms.referenceCaseId(),
                of.standing().hold(),
                status(of),
                patient,
                rooms.partners().find(tx, of.subject().partnerId()),
                of.holder() == null ? null : assignment(tx, of.holder()),
                tags(tx, tenant, List.of(of.caseId())).getOrDefault(of.caseId(), List.of()),
                files.present(tx, of),
                shown.offerings(),
                shown.prescriptions(),
                shown.services());
    }

    /** The lines of each of these cases; a case without any is left out. */
    Map<UUID, CaseLines> lines(Tx tx, Scope scope, List<UUID> caseIds) {
        return offerings.of(tx, scope, caseIds).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> CaseLines.of(entry.getValue())));
    }

    /** The tags of cases in the order in which they were attached, with their notes; deleted ones are left out. */
    Map<UUID, List<Tag>> tags(Tx tx, Scope scope, List<UUID> caseIds) {
        List<Attached> attached = tags.of(tx, scope, caseIds);
        Map<UUID, Tag> known = rooms.partners()
                .tags()
                .all(tx, attached.stream().map(Attached::tagId).collect(Collectors.toSet()));
        return attached.stream()
                .filter(row -> isLiving(known.get(row.tagId())))
                .collect(Collectors.groupingBy(
                        Attached::caseId,
                        Collectors.mapping(
                                row -> Objects.requireNonNull(known.get(row.tagId()))
                                        .noted(row.notes()),
                                Collectors.toList())));
    }

    private static boolean isLiving(@Nullable Tag tag) {
        return tag != null && tag.deletedAt() == null;
    }

    static CaseChart.Status status(Case of) {
        return new CaseChart.Status(
                of.status().word(),
                of.standing().hold(),
                of.standing().reason(),
                of.standing().changedAt(),
                of.standing().since());
    }

    /** The raw record of a case that was not charged. */
    static Encounter encounter(Case of) {
        return encounter(of, null);
    }

    /** The raw record, with what the partner was charged at its end. */
    static Encounter encounter(Case of, @Nullable BigDecimal charged) {
        Case.Standing standing = of.standing();
        Holder holder = of.holder();
        return new Encounter(
                of.caseId(),
                of.subject().patientId(),
                of.subject().partnerId(),
                of.terms().referenceCaseId(),
                of.terms().sync(),
                of.terms().caseType(),
                holder == null ? null : holder.assignmentId(),
                standing.statusId(),
                of.marks().prioritizedAt(),
                of.marks().prioritizedReason(),
                of.marks().lockedAt(),
                of.marks().locked(),
                of.marks().servicePdfExported(),
                of.terms().chargeable(),
                charged == null ? null : charged.toPlainString(),
                of.terms().metadata(),
                of.createdAt(),
                of.updatedAt(),
                null,
                of.marks().prioritized(),
                new Encounter.Status(
                        standing.statusId(),
                        standing.status().word(),
                        standing.reason(),
                        standing.changedAt(),
                        standing.since()),
                holder == null
                        ? null
                        : new Encounter.Assignment(
                                holder.assignmentId(),
                                of.caseId(),
                                holder.clinicianId(),
                                holder.reason(),
                                holder.since(),
                                holder.since()));
    }

    CaseAssignment assignment(Tx tx, Holder holder) {
        return assignment(holder, cards(tx, List.of(holder.clinicianId())));
    }

    /** The same with the clinicians looked up before. */
    static CaseAssignment assignment(Holder holder, Map<UUID, ClinicianCard> cards) {
        return new CaseAssignment(
                holder.assignmentId(), holder.reason(), holder.since(), cards.get(holder.clinicianId()));
    }

    /** Clinicians by id. */
    Map<UUID, ClinicianCard> cards(Tx tx, List<UUID> ids) {
        return ids.isEmpty() ? Map.of() : rooms.clinicians().cards(tx, ids);
    }

    CaseNote note(Tx tx, NoteRow row) {
        return notes(tx, List.of(row)).getFirst();
    }

    List<CaseNote> notes(Tx tx, List<NoteRow> rows) {
        Map<UUID, NoteAuthor> authors = rooms.clinicians()
                .noteAuthors(
                        tx,
                        rows.stream()
                                .filter(row ->
                                        Actor.CLINICIAN.equals(row.author().modelType()))
                                .flatMap(row -> Stream.ofNullable(row.author().id()))
                                .distinct()
                                .toList());
        return rows.stream()
                .map(row -> new CaseNote(
                        row.noteId(),
                        row.caseId(),
                        row.text(),
                        row.author().id(),
                        row.author().modelType(),
                        row.author().id() == null
                                ? null
                                : authors.get(row.author().id()),
                        author(tx, row.author()),
                        row.createdAt(),
                        row.updatedAt()))
                .toList();
    }

    /** The name of a clinician or partner; others are named by their kind. */
    String nameOf(Tx tx, Actor actor) {
        UUID id = actor.id();
        if (id != null && Actor.CLINICIAN.equals(actor.modelType())) {
            ClinicianCard card = cards(tx, List.of(id)).get(id);
            return card == null ? actor.label() : card.fullName();
        }
        CaseNote.Author partner = author(tx, actor);
        return partner == null ? actor.label() : partner.name();
    }

    private CaseNote.@Nullable Author author(Tx tx, Actor actor) {
        return Objects.equals(actor.modelType(), Actor.PARTNER) && actor.id() != null
                ? new CaseNote.Author(
                        actor.id(), rooms.partners().find(tx, actor.id()).name())
                : null;
    }
}

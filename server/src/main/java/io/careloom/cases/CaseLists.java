package io.careloom.cases;

import io.careloom.cases.Case.Holder;
import io.careloom.cases.CaseListStore.StatusQuery;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.charts.CaseLines;
import io.careloom.cases.charts.CaseNote;
import io.careloom.cases.charts.CaseOrders;
import io.careloom.cases.charts.CaseQuestion;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.files.StoredFile;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Tag;
import io.careloom.patients.Patient;
import io.careloom.patients.Patients;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of cases and counts, within the caller's reach. */
public final class CaseLists {
    private static final int EVERY = 1_000_000;

    private final CaseListStore store = new CaseListStore();
    private final Reaches reaches;
    private final CaseCharts charts;
    private final CaseContents contents;
    private final CaseTags tags;
    private final CaseFiles files;
    private final CaseOrders orders;
    private final Patients patients;

    CaseLists(Reaches reaches, CaseCharts charts, Parts parts, Patients patients) {
        this.reaches = reaches;
        this.charts = charts;
        this.contents = parts.contents();
        this.tags = parts.tags();
        this.files = parts.files();
        this.orders = parts.orders();
        this.patients = patients;
    }

    /** What cases hold. */
    record Parts(CaseContents contents, CaseTags tags, CaseFiles files, CaseOrders orders) {}

    /**
     * Which cases of a list are wanted. Empty lists do not narrow; a flag narrows only when it is true.
     *
     * @param tags a case with any of them; deleted ones find nothing
     * @param caseType {@code new} or {@code follow-up} in any case; null for both
     * @param mine only cases of the asking clinician
     * @param oldestFirst by their creation
     */
    public record Filter(
            List<UUID> partners,
            List<UUID> clinicians,
            List<UUID> tags,
            List<UUID> diseases,
            List<UUID> states,
            @Nullable String caseType,
            boolean syncOnly,
            boolean additionalApprovalOnly,
            boolean mine,
            boolean oldestFirst) {}

    /**
     * Looks for cases by their patient's name, partner and state.
     *
     * @param patientName part of a name; null for any
     * @param oldestFirst by the time since which they are in their status
     */
    public record Search(
            @Nullable String patientName, List<UUID> partners, List<UUID> licenseStates, boolean oldestFirst) {}

    /** How many cases stand in each status that is not final, shaped like the wire. */
    public record Counts(long assigned, long waiting, long processing, long approved, long support, long created) {}

    /** The cases in one status; 404 for a status that does not exist. */
    public Page<CaseLine> byStatus(Tx tx, Caller caller, String status, Filter filter, PageQuery page) {
        CaseStatus wanted = CaseStatus.named(status).orElseThrow(Problem::notFound);
        return query(tx, caller, wanted, filter)
                .map(query -> lines(tx, caller, store.byStatus(tx, reaches.of(tx, caller), query, page)))
                .orElseGet(() -> new Page<>(List.of(), 0, page));
    }

    /**
     * Which cases are to be printed.
     *
     * @param status its word; null for any
     * @param cases only these; empty for any
     * @param days of the creation, or else since when they are in their status
     */
    public record Printing(
            Filter filter,
            @Nullable String status,
            List<UUID> cases,
            Encounters.ExportFilter.Days days,
            boolean byCreation) {}

    /** The ids of the cases to print, at most so many; INVALID for a status that does not exist. */
    public List<UUID> toPrint(Tx tx, Caller caller, Printing printing, int limit) {
        CaseStatus status = printing.status() == null
                ? null
                : CaseStatus.named(printing.status())
                        .orElseThrow(() -> Problem.invalid("status", "There is no such status."));
        return query(tx, caller, status, printing.filter())
                .map(query -> store.toPrint(tx, reaches.of(tx, caller), query, printing, limit))
                .orElse(List.of());
    }

    /** Empty when nothing can be found. */
    private Optional<StatusQuery> query(Tx tx, Caller caller, @Nullable CaseStatus status, Filter filter) {
        List<UUID> tagged = tags.living(tx, filter.tags());
        if (tagged.isEmpty() && !filter.tags().isEmpty()) {
            return Optional.empty();
        }
        List<UUID> holders =
                filter.mine() && caller.clinicianId() != null ? List.copyOf(caller.clinicians()) : filter.clinicians();
        return Optional.of(new StatusQuery(status, filter, holders, tagged, followUp(filter.caseType())));
    }

    /** These cases by their ids; those out of reach are left out. */
    public Map<UUID, CaseLine> byIds(Tx tx, Caller caller, Collection<UUID> caseIds) {
        if (caseIds.isEmpty()) {
            return Map.of();
        }
        PageQuery all = new PageQuery(1, caseIds.size(), null, true, null, PageQuery.Trashed.WITHOUT);
        CaseListStore.Named named = new CaseListStore.Named(List.copyOf(caseIds), List.of());
        return lines(tx, caller, store.records(tx, reaches.of(tx, caller), named, all)).items().stream()
                .collect(Collectors.toMap(CaseLine::caseId, Function.identity()));
    }

    /**
     * Which cases other rooms may show this caller.
     *
     * @param holders clinicians who must hold the case; empty for anybody
     * @return null where nothing but the tenant decides
     */
    public @Nullable Set<UUID> shown(Tx tx, Caller caller, List<UUID> holders) {
        Reach reach = reaches.of(tx, caller);
        return reach.everyCase() && holders.isEmpty() ? null : store.ids(tx, reach, holders);
    }

    /** The cases of patients with such a name, of these partners, in these states. */
    public Page<CaseLine> search(Tx tx, Caller caller, Search search, PageQuery page) {
        List<UUID> named = search.patientName() == null
                ? null
                : patients.search(tx, caller.scope(), search.patientName()).stream()
                        .map(Patient::patientId)
                        .toList();
        return lines(tx, caller, store.bySearch(tx, reaches.of(tx, caller), search, named, page));
    }

    /** The cases of one patient, newest first; 404 when the patient is out of reach. */
    public Page<CaseLine.OfPatient> ofPatient(Tx tx, Caller caller, UUID patientId, PageQuery page) {
        patients.find(tx, caller.scope(), patientId);
        Page<Case> found = store.byPatient(tx, reaches.of(tx, caller), patientId, page);
        List<UUID> ids = found.items().stream().map(Case::caseId).toList();
        Scope scope = scopeOf(found);
        Map<UUID, ClinicianCard> cards = cards(tx, found);
        Map<UUID, List<CaseNote>> notes = contents.notesOf(tx, scope, ids);
        Map<UUID, List<CaseQuestion>> questions = contents.questionsOf(tx, scope, ids);
        Map<UUID, List<CaseDisease>> diseases = contents.diseasesOf(tx, scope, ids);
        Map<UUID, List<StoredFile>> attached = files.filesOf(tx, scope, ids);
        Map<UUID, CaseLines> asked = charts.lines(tx, scope, ids);
        return found.map(of -> new CaseLine.OfPatient(
                of.caseId(),
                of.terms().caseType(),
                CaseCharts.status(of),
                of.holder() == null ? null : CaseCharts.assignment(of.holder(), cards),
                attached.getOrDefault(of.caseId(), List.of()),
                notes.getOrDefault(of.caseId(), List.of()),
                asked.getOrDefault(of.caseId(), CaseCharts.NO_LINES).offerings(),
                asked.getOrDefault(of.caseId(), CaseCharts.NO_LINES).prescriptions(),
                questions.getOrDefault(of.caseId(), List.of()),
                diseases.getOrDefault(of.caseId(), List.of()),
                of.terms().referenceCaseId(),
                of.marks().prioritized(),
                of.marks().prioritizedAt(),
                of.marks().prioritizedReason(),
                of.marks().locked(),
                of.marks().lockedAt(),
                of.terms().additionalApproval(),
                of.terms().chargeable(),
                of.terms().sync(),
                of.terms().metadata(),
                of.createdAt(),
                of.updatedAt()));
    }

    /** The notes of one patient's cases, newest first unless asked otherwise; 404 when the patient is out of reach. */
    public Page<CaseNote> notesOfPatient(Tx tx, Caller caller, UUID patientId, PageQuery page) {
        patients.find(tx, caller.scope(), patientId);
        return contents.notesOf(tx, reaches.of(tx, caller), patientId, page);
    }

    /** Every case of a patient, newest first, for its archive. */
    public List<CaseLine.OfPatient> allOf(Tx tx, UUID tenantId, UUID patientId) {
        PageQuery all = new PageQuery(1, EVERY, null, true, null, PageQuery.Trashed.WITHOUT);
        return ofPatient(tx, Caller.system(tenantId), patientId, all).items();
    }

    /** Counts of what the caller sees. */
    public Counts counts(Tx tx, Caller caller) {
        Map<CaseStatus, Long> counts = store.counts(tx, reaches.of(tx, caller));
        return new Counts(
                counts.getOrDefault(CaseStatus.ASSIGNED, 0L),
                counts.getOrDefault(CaseStatus.WAITING, 0L),
                counts.getOrDefault(CaseStatus.PROCESSING, 0L),
                counts.getOrDefault(CaseStatus.APPROVED, 0L),
                counts.getOrDefault(CaseStatus.SUPPORT, 0L),
                counts.getOrDefault(CaseStatus.CREATED, 0L));
    }

    private Page<CaseLine> lines(Tx tx, Caller caller, Page<Case> found) {
        List<UUID> ids = found.items().stream().map(Case::caseId).toList();
        Map<UUID, Patient> people = patients.all(
                tx,
                caller.scope(),
                found.items().stream().map(of -> of.subject().patientId()).collect(Collectors.toSet()));
        Map<UUID, ClinicianCard> cards = cards(tx, found);
        Map<UUID, List<CaseDisease>> diseases = contents.diseasesOf(tx, scopeOf(found), ids);
        Map<UUID, List<Tag>> labels = charts.tags(tx, scopeOf(found), ids);
        Map<UUID, CaseLines> asked = charts.lines(tx, scopeOf(found), ids);
        Map<UUID, List<CaseOrders.Line>> sent = orders.of(tx, scopeOf(found), ids);
        return found.map(of -> line(
                of,
                people.get(of.subject().patientId()),
                of.holder() == null ? null : cards.get(of.holder().clinicianId()),
                new Held(
                        diseases.getOrDefault(of.caseId(), List.of()),
                        labels.getOrDefault(of.caseId(), List.of()),
                        asked.getOrDefault(of.caseId(), CaseCharts.NO_LINES),
                        sent.getOrDefault(of.caseId(), List.of()))));
    }

    /** What a case of a list holds. */
    private record Held(List<CaseDisease> diseases, List<Tag> labels, CaseLines lines, List<CaseOrders.Line> orders) {}

    private static CaseLine line(Case of, @Nullable Patient patient, @Nullable ClinicianCard card, Held held) {
        return new CaseLine(
                of.caseId(),
                of.subject().partnerId(),
                of.terms().referenceCaseId(),
                null,
                of.terms().additionalApproval(),
                of.marks().prioritizedAt(),
                of.marks().prioritizedReason(),
                of.marks().prioritized(),
                of.marks().servicePdfExported(),
                of.terms().caseType(),
                of.terms().chargeable(),
                false,
                null,
                of.terms().sync(),
                of.terms().metadata(),
                CaseCharts.status(of),
                of.createdAt(),
                patient == null ? null : patientLine(patient),
                of.holder() == null ? null : assignment(of.holder(), card),
                List.of(),
                held.lines().prescriptions(),
                held.lines().offerings(),
                held.lines().services(),
                held.diseases().stream().map(CaseLine.DiseaseLine::of).toList(),
                held.labels(),
                held.orders());
    }

    private static CaseLine.PatientLine patientLine(Patient patient) {
        return new CaseLine.PatientLine(
                patient.patientId(),
                patient.dateOfBirth(),
                patient.firstName(),
                patient.lastName(),
                patient.gender(),
                patient.genderLabel(),
                patient.email(),
                patient.phoneNumber(),
                patient.pregnancy(),
                patient.address());
    }

    private static CaseLine.Assignment assignment(Holder holder, @Nullable ClinicianCard card) {
        return new CaseLine.Assignment(
                holder.since(),
                holder.reason(),
                holder.clinicianId(),
                card == null
                        ? null
                        : new CaseLine.Holder(
                                card.clinicianId(),
                                card.specialty(),
                                card.firstName(),
                                card.lastName(),
                                card.fullName(),
                                card.isOnline(),
                                card.photo()));
    }

    private Map<UUID, ClinicianCard> cards(Tx tx, Page<Case> found) {
        return charts.cards(
                tx,
                found.items().stream()
                        .flatMap(of -> Stream.ofNullable(of.holder()))
                        .map(Holder::clinicianId)
                        .distinct()
                        .toList());
    }

    private static Scope scopeOf(Page<Case> found) {
        Set<UUID> tenants =
                found.items().stream().map(of -> of.subject().tenantId()).collect(Collectors.toSet());
        return new Scope(tenants, Set.of());
    }

    private static @Nullable Boolean followUp(@Nullable String caseType) {
        if (caseType == null) {
            return null;
        }
        return switch (caseType.toLowerCase(Locale.ROOT)) {
            case "new" -> false;
            case "follow-up" -> true;
            default -> throw Problem.invalid("case_type", "The case type is new or follow-up.");
        };
    }
}

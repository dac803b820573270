package io.careloom.cases;

import io.careloom.cases.charts.CaseRecord;
import io.careloom.clinicians.ClinicianCard;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Scope;
import io.careloom.partners.Partner;
import io.careloom.partners.Tenant;
import io.careloom.patients.Patient;
import io.careloom.platform.Ids;
import io.careloom.platform.Spreadsheet;
import io.careloom.platform.database.Tx;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cases as the web consoles see them, one partner's or all of the caller's reach: raw records and spreadsheets. */
public final class Encounters {
    /** Rows of a spreadsheet at most. */
    static final int MOST = 10_000;

    private static final List<String> COLUMNS = List.of(
            "Case",
            "Environment",
            "Patient",
            "Patient name",
            "State",
            "Type",
            "Status",
            "Since",
            "Reason",
            "Clinician",
            "Sync",
            "Chargeable",
            "Metadata",
            "Created",
            "Updated");

    private final CaseListStore store = new CaseListStore();
    private final Cases.Neighbours rooms;
    private final Reaches reaches;

    Encounters(Cases.Neighbours rooms, Reaches reaches) {
        this.rooms = rooms;
        this.reaches = reaches;
    }

    /**
     * Which of a partner's cases are wanted.
     *
     * @param environments empty for all
     */
    public record Filter(@Nullable UUID id, Set<Environment> environments) {}

    /**
     * Asks for a spreadsheet of a partner's cases. Null does not narrow.
     *
     * @param statuses at least one
     * @param inStatus since when they are in their status
     * @param environments empty for all
     */
    public record ExportFilter(
            List<CaseStatus> statuses,
            @Nullable UUID clinicianId,
            Days inStatus,
            Days created,
            @Nullable Boolean followUp,
            @Nullable Boolean sync,
            @Nullable Boolean chargeable,
            Set<Environment> environments) {
        ExportFilter heldBy(UUID clinician) {
            return new ExportFilter(statuses, clinician, inStatus, created, followUp, sync, chargeable, environments);
        }

        /** Days in UTC, both included; null for an open end. */
        public record Days(
                @Nullable LocalDate first, @Nullable LocalDate last) {
            @Nullable
            Instant from() {
                return first == null ? null : first.atStartOfDay(ZoneOffset.UTC).toInstant();
            }

            @Nullable
            Instant until() {
                return last == null
                        ? null
                        : last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
        }
    }

    /** What is wanted with each record. */
    public record With(boolean patient, boolean partner) {}

    /** A spreadsheet, and whose patients it shows. */
    public record Export(Set<UUID> patientIds, byte[] bytes) {
        @Override
        public String toString() {
            return "Export[" + patientIds.size() + " patients]";
        }
    }

    /** The cases of one partner, newest first; 404 when the partner is out of reach. */
    public Page<CaseRecord> ofPartner(Tx tx, Caller caller, UUID partnerId, Filter filter, Asked asked) {
        Reach reach = reachOf(tx, caller, partnerId, filter.environments());
        return records(
                tx,
                caller,
                reach,
                filter.id() == null ? null : new CaseListStore.Named(List.of(filter.id()), List.of()),
                asked);
    }

    /** A page of records, and what is wanted with each. */
    public record Asked(PageQuery page, With with) {}

    /**
     * The cases of the caller's reach, newest first.
     *
     * @param search the id of a case or patient, or what patients are searched by; null for all
     */
    public Page<CaseRecord> all(Tx tx, Caller caller, @Nullable String search, Asked asked) {
        return records(tx, caller, reaches.of(tx, caller), search == null ? null : named(tx, caller, search), asked);
    }

    /** One case; 404 out of reach. */
    public CaseRecord find(Tx tx, Caller caller, UUID caseId, With with) {
        return records(tx, caller, List.of(reaches.find(tx, caller, caseId)), with)
                .getFirst();
    }

    /** One sandbox case; a live one is forbidden, 404 out of reach. */
    public CaseRecord simulated(Tx tx, Caller caller, UUID caseId, With with) {
        Case found = reaches.find(tx, caller, caseId);
        if (environment(tx, found) != Environment.SANDBOX) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "sandbox_only", "Access forbidden.");
        }
        return records(tx, caller, List.of(found), with).getFirst();
    }

    /**
     * A partner's cases as a spreadsheet, oldest first.
     *
     * @throws Problem 404 when the partner is out of reach, 422 when there are more than 10,000
     */
    public Export export(Tx tx, Caller caller, UUID partnerId, ExportFilter wanted) {
        return sheet(tx, caller, reachOf(tx, caller, partnerId, wanted.environments()), wanted);
    }

    /**
     * The cases of the caller's reach that the wanted clinician holds as a spreadsheet, oldest first.
     *
     * @throws Problem 404 when the clinician is out of reach, 422 when there are more than 10,000
     */
    public Export exportOfClinician(Tx tx, Caller caller, UUID clinicianId, ExportFilter wanted) {
        Set<UUID> reached = rooms.clinicians().reached(tx, caller);
        if (reached != null && !reached.contains(clinicianId)) {
            throw Problem.notFound();
        }
        rooms.clinicians().find(tx, clinicianId);
        Set<UUID> tenants = entered(tx, caller.scope().tenants(), wanted.environments());
        return sheet(tx, caller, reaches.of(tx, caller).within(tenants), wanted.heldBy(clinicianId));
    }

    private Export sheet(Tx tx, Caller caller, Reach reach, ExportFilter wanted) {
        List<Case> found = store.wanted(tx, reach, wanted, MOST + 1);
        if (found.size() > MOST) {
            throw Problem.invalid("status", "More than 10,000 encounters; please narrow the dates.");
        }
        Map<UUID, Patient> patients = patients(tx, caller, found);
        Map<UUID, ClinicianCard> cards = rooms.clinicians()
                .cards(
                        tx,
                        found.stream()
                                .flatMap(of -> Stream.ofNullable(of.holder()))
                                .map(Case.Holder::clinicianId)
                                .distinct()
                                .toList());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Case of : found) {
            ClinicianCard holder =
                    of.holder() == null ? null : cards.get(of.holder().clinicianId());
            rows.add(row(
                    of,
                    environment(tx, of),
                    patients.get(of.subject().patientId()),
                    holder == null ? null : holder.fullName()));
        }
        return new Export(
                found.stream().map(of -> of.subject().patientId()).collect(Collectors.toSet()),
                Spreadsheet.of(List.of(new Spreadsheet.Sheet("Encounters", COLUMNS, rows))));
    }

    private static List<@Nullable Object> row(
            Case of, Environment environment, @Nullable Patient patient, @Nullable String clinician) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(of.caseId());
        row.add(environment.identifier());
        row.add(of.subject().patientId());
        row.add(patient == null ? null : patient.firstName() + " " + patient.lastName());
        row.add(patient == null ? null : patient.address().state().abbreviation());
        row.add(of.terms().caseType());
        row.add(of.status().word());
        row.add(of.standing().since());
        row.add(of.standing().reason());
        row.add(clinician);
        row.add(of.terms().sync());
        row.add(of.terms().chargeable());
        row.add(of.terms().metadata());
        row.add(of.createdAt());
        row.add(of.updatedAt());
        return row;
    }

    private Page<CaseRecord> records(
            Tx tx, Caller caller, Reach reach, CaseListStore.@Nullable Named named, Asked asked) {
        Page<Case> found = store.records(tx, reach, named, asked.page());
        return new Page<>(records(tx, caller, found.items(), asked.with()), found.total(), found.query());
    }

    private List<CaseRecord> records(Tx tx, Caller caller, List<Case> found, With with) {
        Map<UUID, Patient> patients = with.patient() ? patients(tx, caller, found) : Map.of();
        Map<UUID, Partner> partners = new HashMap<>();
        Map<UUID, BigDecimal> charged = rooms.charges()
                .charged(tx, tenants(found), found.stream().map(Case::caseId).toList());
        List<CaseRecord> records = new ArrayList<>();
        for (Case of : found) {
            Partner partner = with.partner()
                    ? partners.computeIfAbsent(
                            of.subject().partnerId(), id -> rooms.partners().find(tx, id))
                    : null;
            records.add(new CaseRecord(
                    CaseCharts.encounter(of, charged.get(of.caseId())),
                    environment(tx, of),
                    of.standing().hold(),
                    of.terms().additionalApproval(),
                    patients.get(of.subject().patientId()),
                    partner));
        }
        return records;
    }

    private CaseListStore.Named named(Tx tx, Caller caller, String search) {
        return Ids.read(search)
                .map(id -> new CaseListStore.Named(List.of(id), List.of(id)))
                .orElseGet(() -> new CaseListStore.Named(
                        List.of(),
                        rooms.patients().search(tx, caller.scope(), search).stream()
                                .map(Patient::patientId)
                                .toList()));
    }

    private Reach reachOf(Tx tx, Caller caller, UUID partnerId, Set<Environment> environments) {
        Set<UUID> tenants = rooms.partners().within(tx, caller, partnerId).tenants();
        return reaches.of(tx, caller).within(entered(tx, tenants, environments));
    }

    /** Those of the tenants that are in one of the environments; all for none. */
    private Set<UUID> entered(Tx tx, Set<UUID> tenants, Set<Environment> environments) {
        return tenants.stream()
                .filter(id -> environments.isEmpty()
                        || environments.contains(rooms.partners().tenant(tx, id).environment()))
                .collect(Collectors.toSet());
    }

    private Environment environment(Tx tx, Case of) {
        Tenant tenant = rooms.partners().tenant(tx, of.subject().tenantId());
        return tenant.environment();
    }

    private static Scope tenants(Collection<Case> of) {
        return new Scope(of.stream().map(one -> one.subject().tenantId()).collect(Collectors.toSet()), Set.of());
    }

    private Map<UUID, Patient> patients(Tx tx, Caller caller, Collection<Case> of) {
        return rooms.patients()
                .all(
                        tx,
                        tenants(of).closing(caller.scope().locked()),
                        of.stream().map(one -> one.subject().patientId()).collect(Collectors.toSet()));
    }
}

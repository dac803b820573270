package io.careloom.cases;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Pages of cases and counts, always within a {@link Reach}. */
final class CaseListStore {
    private static final String FILTERED = """
            and (cardinality(:partners) = 0 or c.partner_id = any(:partners))
            and (cardinality(:holders) = 0 or c.clinician_id = any(:holders))
            and (cardinality(:inStates) = 0 or c.state_id = any(:inStates))
            and (cardinality(:diseases) = 0 or exists (select 1 from cases.case_disease d
              where d.tenant_id = c.tenant_id and d.case_id = c.case_id and d.disease_id = any(:diseases)))
            and (cardinality(:tags) = 0 or exists (select 1 from cases.case_tag g
              where g.tenant_id = c.tenant_id and g.case_id = c.case_id and g.file_id is null and g.tag_id = any(:tags)))
            and (cast(:followUp as boolean) is null or c.is_follow_up = :followUp)
            and (not :syncOnly or c.is_sync)
            and (not :additionalOnly or c.is_additional_approval_needed)
            """;

    private static final String BY_STATUS = "and c.status = :status\n" + FILTERED;

    private static final String TO_PRINT = FILTERED + """
            and (cast(:status as text) is null or c.status = :status)
            and (cardinality(:cases) = 0 or c.case_id = any(:cases))
            and (cast(:from as timestamptz) is null or case when :byCreation then c.created_at else c.status_since end >= :from)
            and (cast(:until as timestamptz) is null or case when :byCreation then c.created_at else c.status_since end < :until)
            """;

    private static final String BY_SEARCH = """
            and (cast(:patients as uuid[]) is null or c.patient_id = any(:patients))
            and (cardinality(:partners) = 0 or c.partner_id = any(:partners))
            and (cardinality(:inStates) = 0 or c.state_id = any(:inStates))
            """;

    /** What comes first in a queue, whatever its order. */
    private static final String PRIORITIZED = "(c.prioritized_at is null), ";

    private static final String BY_PATIENT = "and c.patient_id = :patient";

    private static final String NAMED = """
            and (cast(:cases as uuid[]) is null or c.case_id = any(:cases) or c.patient_id = any(:patients))
            """;

    private static final String WANTED = """
            and c.status = any(:statuses)
            and (cast(:clinician as uuid) is null or c.clinician_id = :clinician)
            and (cast(:statusFrom as timestamptz) is null or c.status_since >= :statusFrom)
            and (cast(:statusUntil as timestamptz) is null or c.status_since < :statusUntil)
            and (cast(:createdFrom as timestamptz) is null or c.created_at >= :createdFrom)
            and (cast(:createdUntil as timestamptz) is null or c.created_at < :createdUntil)
            and (cast(:followUp as boolean) is null or c.is_follow_up = :followUp)
            and (cast(:sync as boolean) is null or c.is_sync = :sync)
            and (cast(:chargeable as boolean) is null or c.is_chargeable = :chargeable)
            """;

    /** These cases, and those of these patients. */
    record Named(List<UUID> cases, List<UUID> patients) {}

    /**
     * A filter with the asking clinician already put in its place.
     *
     * @param status null for any, where a list allows it
     */
    record StatusQuery(
            @Nullable CaseStatus status,
            CaseLists.Filter filter,
            List<UUID> holders,
            List<UUID> tags,
            @Nullable Boolean followUp) {}

    Page<Case> byStatus(Tx tx, Reach reach, StatusQuery wanted, PageQuery page) {
        String order = PRIORITIZED + "c.created_at " + direction(wanted.filter().oldestFirst());
        return page(tx, reach, new Part(BY_STATUS, order), page, query -> bound(query, wanted));
    }

    /** At most so many ids of cases to print. */
    List<UUID> toPrint(Tx tx, Reach reach, StatusQuery wanted, CaseLists.Printing printing, int limit) {
        String statement = "select c.case_id" + CaseStore.REACHED + TO_PRINT + " order by c.created_at "
                + direction(wanted.filter().oldestFirst()) + ", c.case_id limit :limit";
        return bound(CaseStore.reach(tx.handle().createQuery(statement), reach), wanted)
                .bind("cases", array(printing.cases()))
                .bind("from", printing.days().from())
                .bind("until", printing.days().until())
                .bind("byCreation", printing.byCreation())
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    private static Query bound(Query query, StatusQuery wanted) {
        CaseStatus status = wanted.status();
        return query.bind("status", status == null ? null : status.word())
                .bind("partners", array(wanted.filter().partners()))
                .bind("holders", array(wanted.holders()))
                .bind("inStates", array(wanted.filter().states()))
                .bind("diseases", array(wanted.filter().diseases()))
                .bind("tags", array(wanted.tags()))
                .bind("followUp", wanted.followUp())
                .bind("syncOnly", wanted.filter().syncOnly())
                .bind("additionalOnly", wanted.filter().additionalApprovalOnly());
    }

    /** @param patients only their cases; null for any patient */
    Page<Case> bySearch(
            Tx tx, Reach reach, CaseLists.Search wanted, @Nullable Collection<UUID> patients, PageQuery page) {
        String order = PRIORITIZED + "c.status_since " + direction(wanted.oldestFirst());
        return page(
                tx,
                reach,
                new Part(BY_SEARCH, order),
                page,
                query -> query.bind("patients", patients == null ? null : array(patients))
                        .bind("partners", array(wanted.partners()))
                        .bind("inStates", array(wanted.licenseStates())));
    }

    /** Newest first. */
    Page<Case> byPatient(Tx tx, Reach reach, UUID patientId, PageQuery page) {
        return page(
                tx, reach, new Part(BY_PATIENT, "c.created_at desc"), page, query -> query.bind("patient", patientId));
    }

    /** Newest first unless the query says otherwise; without names all of the reach. */
    Page<Case> records(Tx tx, Reach reach, @Nullable Named named, PageQuery page) {
        String column = "updated_at".equals(page.sort()) ? "c.updated_at " : "c.created_at ";
        Part part = new Part(NAMED, column + direction(page.sort() != null && page.ascending()));
        return page(
                tx,
                reach,
                part,
                page,
                query -> query.bind("cases", named == null ? null : array(named.cases()))
                        .bind("patients", named == null ? null : array(named.patients())));
    }

    /** @param holders clinicians who must hold the case; empty for anybody */
    Set<UUID> ids(Tx tx, Reach reach, List<UUID> holders) {
        String statement = "select c.case_id" + CaseStore.REACHED
                + " and (cardinality(:holders) = 0 or c.clinician_id = any(:holders))";
        return Set.copyOf(CaseStore.reach(tx.handle().createQuery(statement), reach)
                .bind("holders", array(holders))
                .mapTo(UUID.class)
                .list());
    }

    /** At most so many cases, oldest first. */
    List<Case> wanted(Tx tx, Reach reach, Encounters.ExportFilter wanted, int limit) {
        String statement = "select " + CaseStore.COLUMNS + CaseStore.REACHED + WANTED
                + " order by c.created_at, c.case_id limit :limit";
        return CaseStore.reach(tx.handle().createQuery(statement), reach)
                .bind(
                        "statuses",
                        wanted.statuses().stream().map(CaseStatus::word).toArray(String[]::new))
                .bind("clinician", wanted.clinicianId())
                .bind("statusFrom", wanted.inStatus().from())
                .bind("statusUntil", wanted.inStatus().until())
                .bind("createdFrom", wanted.created().from())
                .bind("createdUntil", wanted.created().until())
                .bind("followUp", wanted.followUp())
                .bind("sync", wanted.sync())
                .bind("chargeable", wanted.chargeable())
                .bind("limit", limit)
                .map(CaseStore::read)
                .list();
    }

    Map<CaseStatus, Long> counts(Tx tx, Reach reach) {
        Map<CaseStatus, Long> counts = new EnumMap<>(CaseStatus.class);
        CaseStore.reach(
                        tx.handle()
                                .createQuery("select c.status, count(*) as number" + CaseStore.REACHED
                                        + " group by c.status"),
                        reach)
                .map((RowView row) -> Map.entry(
                        CaseStatus.named(row.getColumn("status", String.class)).orElseThrow(),
                        row.getColumn("number", Long.class)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** What is asked beyond the reach, and in which order. */
    private record Part(String condition, String order) {}

    private static Page<Case> page(Tx tx, Reach reach, Part part, PageQuery page, Function<Query, Query> bind) {
        String from = CaseStore.REACHED + part.condition();
        List<Case> found = bind.apply(CaseStore.reach(
                        tx.handle()
                                .createQuery("select " + CaseStore.COLUMNS + from + " order by " + part.order()
                                        + ", c.case_id limit :limit offset :offset"),
                        reach))
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map(CaseStore::read)
                .list();
        long total = bind.apply(CaseStore.reach(tx.handle().createQuery("select count(*)" + from), reach))
                .mapTo(long.class)
                .one();
        return new Page<>(found, total, page);
    }

    private static String direction(boolean ascending) {
        return ascending ? "asc" : "desc";
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}

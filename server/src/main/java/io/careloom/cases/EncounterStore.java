package io.careloom.cases;

import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Cases as raw records: searched by id, and gathered for an export. */
final class EncounterStore {
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

    /** One page, newest first unless the query says otherwise; without names all of the reach. */
    List<Case> page(Tx tx, Reach reach, @Nullable Named named, PageQuery page) {
        String column = "updated_at".equals(page.sort()) ? "c.updated_at" : "c.created_at";
        boolean ascending = page.sort() != null && page.ascending();
        String statement = "select " + CaseStore.COLUMNS + CaseStore.REACHED + NAMED + " order by " + column
                + (ascending ? " asc" : " desc") + ", c.case_id limit :limit offset :offset";
        return named(CaseStore.reach(tx.handle().createQuery(statement), reach), named)
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map(CaseStore::read)
                .list();
    }

    long count(Tx tx, Reach reach, @Nullable Named named) {
        return named(CaseStore.reach(tx.handle().createQuery("select count(*)" + CaseStore.REACHED + NAMED), reach), named)
                .mapTo(long.class)
                .one();
    }

    /** At most so many cases, oldest first. */
    List<Case> wanted(Tx tx, Reach reach, ExportEncounters wanted, int limit) {
        String statement =
                "select " + CaseStore.COLUMNS + CaseStore.REACHED + WANTED + " order by c.created_at, c.case_id limit :limit";
        return CaseStore.reach(tx.handle().createQuery(statement), reach)
                .bind("statuses", wanted.statuses().stream().map(CaseStatus::word).toArray(String[]::new))
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

    private static Query named(Query query, @Nullable Named named) {
        return query.bind("cases", named == null ? null : named.cases().toArray(UUID[]::new))
                .bind("patients", named == null ? null : named.patients().toArray(UUID[]::new));
    }
}

package io.careloom.cases.offerings;

import io.careloom.platform.database.Tx;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** Which diseases lines are for, by their ids only. */
final class LineDiseaseStore {
    private final Tx tx;

    LineDiseaseStore(Tx tx) {
        this.tx = tx;
    }

    /** A disease of a line. */
    record Row(UUID lineId, UUID diseaseId, boolean primary) {}

    List<Row> of(CaseOffering line) {
        return of(List.of(line));
    }

    /** Of each line the primary one first, then in the order in which they came. */
    List<Row> of(Collection<CaseOffering> lines) {
        return tx.handle()
                .createQuery("""
                select case_offering_id, disease_id, is_primary from cases.case_offering_disease
                where tenant_id = any(:tenants) and case_offering_id = any(:lines)
                order by case_offering_id, is_primary desc, position
                """)
                .bind(
                        "tenants",
                        lines.stream().map(CaseOffering::tenantId).distinct().toArray(UUID[]::new))
                .bind("lines", lines.stream().map(CaseOffering::id).toArray(UUID[]::new))
                .map((RowView row) -> new Row(
                        row.getColumn("case_offering_id", UUID.class),
                        row.getColumn("disease_id", UUID.class),
                        row.getColumn("is_primary", Boolean.class)))
                .list();
    }

    /** One more, as the primary one of a line without any; false when it is there already. */
    boolean add(CaseOffering line, UUID diseaseId) {
        return execute(line, diseaseId, """
                insert into cases.case_offering_disease (tenant_id, case_offering_id, disease_id, is_primary)
                select :tenant, :line, :disease, count(*) = 0
                from cases.case_offering_disease where tenant_id = :tenant and case_offering_id = :line
                on conflict (tenant_id, case_offering_id, disease_id) do nothing
                """);
    }

    /** One less; after the primary one the first of the others is primary. False when it is not there. */
    boolean remove(CaseOffering line, UUID diseaseId) {
        boolean removed = execute(line, diseaseId, """
                delete from cases.case_offering_disease
                where tenant_id = :tenant and case_offering_id = :line and disease_id = :disease
                """);
        tx.handle()
                .createUpdate("""
                update cases.case_offering_disease d set is_primary = true
                where d.tenant_id = :tenant and d.case_offering_id = :line
                  and d.position = (select min(position) from cases.case_offering_disease
                    where tenant_id = :tenant and case_offering_id = :line)
                  and not exists (select 1 from cases.case_offering_disease
                    where tenant_id = :tenant and case_offering_id = :line and is_primary)
                """)
                .bind("tenant", line.tenantId())
                .bind("line", line.id())
                .execute();
        return removed;
    }

    /** The one primary; false when it is so already. */
    boolean makePrimary(CaseOffering line, UUID diseaseId) {
        execute(line, diseaseId, """
                update cases.case_offering_disease set is_primary = false
                where tenant_id = :tenant and case_offering_id = :line and is_primary and disease_id <> :disease
                """);
        return execute(line, diseaseId, """
                update cases.case_offering_disease set is_primary = true
                where tenant_id = :tenant and case_offering_id = :line and disease_id = :disease and not is_primary
                """);
    }

    private boolean execute(CaseOffering line, UUID diseaseId, String statement) {
        return tx.handle()
                        .createUpdate(statement)
                        .bind("tenant", line.tenantId())
                        .bind("line", line.id())
                        .bind("disease", diseaseId)
                        .execute()
                > 0;
    }
}

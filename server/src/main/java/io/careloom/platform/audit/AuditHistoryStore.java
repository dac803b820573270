package io.careloom.platform.audit;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.RecordMapper;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Changes of one thing, by the indexes made for it: things of the installation, and settings of tenants. */
final class AuditHistoryStore {
    private static final String OF = """
             from platform.audit_row r
            where r.kind = 'change'
              and (r.tenant_id is null and r.subject_id = :subject
                or r.tenant_id = any(:tenants) and r.subject_type in ('environment', 'credential')
                or r.tenant_id = :owner and r.subject_type = 'case_order' and r.subject_id = :subject)
            """;

    private final Tx tx;

    /** A row as it lies in the table. */
    record Row(
            UUID auditId,
            String action,
            String subjectType,
            UUID subjectId,
            @Nullable UUID tenantId,
            UUID callerId,
            String role,
            String address,
            String route,
            String requestId,
            byte @Nullable [] sealed,
            Instant at) {}

    AuditHistoryStore(Tx tx) {
        this.tx = tx;
    }

    Page<Row> page(AuditHistory.Subject subject, PageQuery query) {
        String direction = query.ascending() ? "asc" : "desc";
        long total = of("select count(*)" + OF, subject).mapTo(Long.class).one();
        List<Row> rows = of(
                        """
                        select r.audit_id, r.action, r.subject_type, r.subject_id, r.tenant_id, r.caller_id, r.role, r.address,
                            r.route, r.request_id, r.sealed, r.at
                        """ + OF + " order by r.era " + direction + ", r.xid " + direction + ", r.position " + direction
                                + " limit :limit offset :offset",
                        subject)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(RecordMapper.of(Row.class))
                .list();
        return new Page<>(rows, total, query);
    }

    private Query of(String sql, AuditHistory.Subject subject) {
        return tx.handle()
                .createQuery(sql)
                .bind("subject", subject.id())
                .bind("owner", subject.owner())
                .bind("tenants", subject.tenants().toArray(UUID[]::new));
    }
}

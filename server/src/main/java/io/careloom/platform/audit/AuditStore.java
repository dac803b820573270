package io.careloom.platform.audit;

import io.careloom.kernel.Caller;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.UUID;

/** Rows of changes. */
final class AuditStore {
    private final Tx tx;

    AuditStore(Tx tx) {
        this.tx = tx;
    }

    void insertChange(UUID id, Caller caller, AuditedChange change, byte[] sealed, Instant at) {
        tx.handle()
                .createUpdate("""
                        insert into platform.audit_row (audit_id, kind, caller_id, role, request_id, route, address, action,
                            tenant_id, subject_type, subject_id, sealed, at)
                        values (:id, 'change', :caller, :role, :request, :route, :address, :action,
                            :tenant, :subjectType, :subject, :sealed, :at)
                        """)
                .bind("id", id)
                .bind("caller", caller.id())
                .bind("role", caller.role().word())
                .bind("request", tx.origin().requestId())
                .bind("route", tx.origin().route())
                .bind("address", tx.origin().address())
                .bind("action", change.action())
                .bind("tenant", change.tenantId())
                .bind("subjectType", change.subjectType())
                .bind("subject", change.subjectId())
                .bind("sealed", sealed)
                .bind("at", at)
                .execute();
    }
}

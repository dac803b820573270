package io.careloom.orders.subscriptions;

import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The times at which subscriptions came round. */
final class RenewalStore {
    /** Keeps that a renewal came; one that opens no case is settled at once. */
    void insert(Tx tx, Subscription renewed, Instant dueAt, boolean opensCase, Instant now) {
        tx.handle()
                .createUpdate("""
                        insert into orders.renewal (renewal_id, subscription_id, tenant_id, due_at, opens_case, settled_at)
                        values (:id, :subscription, :tenant, :dueAt, :opensCase, :settledAt)
                        """)
                .bind("id", Ids.random())
                .bind("subscription", renewed.subscriptionId())
                .bind("tenant", renewed.tenantId())
                .bind("dueAt", dueAt)
                .bind("opensCase", opensCase)
                .bind("settledAt", opensCase ? null : now)
                .execute();
    }

    /** Renewals whose case is not opened yet, oldest first, locked until the transaction ends. */
    List<UUID> lockUnsettled(Tx tx, UUID tenantId, UUID subscriptionId) {
        return tx.handle()
                .createQuery("""
                        select renewal_id from orders.renewal
                        where subscription_id = :subscription and tenant_id = :tenant and settled_at is null
                        order by due_at for update
                        """)
                .bind("subscription", subscriptionId)
                .bind("tenant", tenantId)
                .mapTo(UUID.class)
                .list();
    }

    /** @param caseId the case that it opened; null when it opens none after all */
    void settle(Tx tx, UUID tenantId, UUID renewalId, @Nullable UUID caseId, Instant now) {
        tx.handle()
                .createUpdate("""
                        update orders.renewal set case_id = :case, settled_at = :now
                        where renewal_id = :id and tenant_id = :tenant
                        """)
                .bind("case", caseId)
                .bind("now", now)
                .bind("id", renewalId)
                .bind("tenant", tenantId)
                .execute();
    }
}

package io.careloom.orders;

import io.careloom.platform.database.Tx;
import java.util.UUID;

/** Reports of pharmacies that fit no order; every time here is the database's. */
final class QuarantineStore {
    /** Keeps a report; the same body again is the same report. */
    void insert(Tx tx, UUID reportId, UUID externalId, byte[] digest, byte[] sealed) {
        tx.handle()
                .createUpdate("""
                        insert into orders.quarantined_report (report_id, external_id, digest, body)
                        values (:id, :external, :digest, :body) on conflict (digest) do nothing
                        """)
                .bind("id", reportId)
                .bind("external", externalId)
                .bind("digest", digest)
                .bind("body", sealed)
                .execute();
    }
}

package io.careloom.prescribing.notices;

import io.careloom.platform.database.Tx;
import java.util.UUID;

/** Notices of a network that fit no prescription; every time here is the database's. */
final class NoticeStore {
    private final Tx tx;

    NoticeStore(Tx tx) {
        this.tx = tx;
    }

    /** Keeps a notice; the same body again is the same notice. */
    void insert(UUID noticeId, int networkId, byte[] digest, byte[] sealed) {
        tx.handle()
                .createUpdate("""
                        insert into prescribing.quarantined_notice (notice_id, network_id, digest, body)
                        values (:id, :number, :digest, :body) on conflict (digest) do nothing
                        """)
                .bind("id", noticeId)
                .bind("number", networkId)
                .bind("digest", digest)
                .bind("body", sealed)
                .execute();
    }
}

package io.careloom.platform.http;

import io.careloom.platform.database.Tx;
import java.util.Optional;
import java.util.UUID;

/** Kept answers by scope, route and key. */
final class IdempotencyStore {
    private final Tx tx;

    IdempotencyStore(Tx tx) {
        this.tx = tx;
    }

    record Row(UUID id, byte[] hash, byte[] answer) {}

    /** Holds the key until the transaction ends; false when another transaction holds it. */
    boolean tryLock(Idempotency.Keyed keyed) {
        return tx.handle()
                .createQuery("select pg_try_advisory_xact_lock(hashtextextended(:text, 7))")
                .bind("text", keyed.caller().id() + " " + keyed.route() + " " + keyed.key())
                .mapTo(Boolean.class)
                .one();
    }

    Optional<Row> find(Idempotency.Keyed keyed) {
        return tx.handle()
                .createQuery("""
                        select idempotency_id, request_hash, answer from platform.idempotency_key
                        where scope = :scope and route = :route and key = :key
                          and recorded_at > now() - interval '24 hours'
                        """)
                .bind("scope", keyed.caller().id())
                .bind("route", keyed.route())
                .bind("key", keyed.key())
                .map((row, context) -> new Row(
                        row.getObject("idempotency_id", UUID.class),
                        row.getBytes("request_hash"),
                        row.getBytes("answer")))
                .findFirst();
    }

    void insert(UUID id, Idempotency.Keyed keyed, byte[] answer) {
        tx.handle()
                .createUpdate("""
                        insert into platform.idempotency_key (idempotency_id, scope, route, key, request_hash, status, answer)
                        values (:id, :scope, :route, :key, :hash, 200, :answer)
                        """)
                .bind("id", id)
                .bind("scope", keyed.caller().id())
                .bind("route", keyed.route())
                .bind("key", keyed.key())
                .bind("hash", keyed.hash())
                .bind("answer", answer)
                .execute();
    }
}

package io.careloom.platform.outbound;

import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.UUID;

/** The queue of letters. */
final class LetterStore {
    private final Tx tx;

    LetterStore(Tx tx) {
        this.tx = tx;
    }

    record Waiting(UUID id, byte[] content, int attempts) {}

    void insert(UUID id, byte[] content) {
        tx.handle()
                .createUpdate("insert into platform.letter (letter_id, content) values (:id, :content)")
                .bind("id", id)
                .bind("content", content)
                .execute();
    }

    /** Takes due letters; the next attempt is set now, so that a crash only delays them. */
    List<Waiting> claim(int limit) {
        return tx.handle()
                .createQuery("""
                        update platform.letter set attempts = attempts + 1,
                               next_attempt_at = now() + least(attempts + 1, 10) * interval '1 minute'
                        where letter_id in (
                            select letter_id from platform.letter
                            where sent_at is null and gave_up_at is null and next_attempt_at <= now()
                            order by next_attempt_at limit :limit for update skip locked)
                        returning letter_id, content, attempts
                        """)
                .bind("limit", limit)
                .map((row, context) -> new Waiting(
                        row.getObject("letter_id", UUID.class), row.getBytes("content"), row.getInt("attempts")))
                .list();
    }

    void sent(UUID id) {
        tx.handle().createUpdate("""
                        update platform.letter set sent_at = now(), content = cast('' as bytea), last_error = null
                        where letter_id = :id
                        """).bind("id", id).execute();
    }

    void failed(UUID id, String error, boolean giveUp) {
        tx.handle()
                .createUpdate("""
                        update platform.letter set last_error = :error,
                               gave_up_at = case when :giveUp then now() end
                        where letter_id = :id
                        """)
                .bind("id", id)
                .bind("error", error)
                .bind("giveUp", giveUp)
                .execute();
    }
}

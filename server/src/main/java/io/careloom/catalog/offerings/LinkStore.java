package io.careloom.catalog.offerings;

import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rows of what is attached to offerings. */
final class LinkStore {
    private static final String SELECT =
            "select l.offering_id, l.other_id, l.detail, l.created_at from catalog.offering_link l ";
    private static final String THIS_ONE = " offering_id = :offering and kind = :kind and other_id = :other";

    private final Tx tx;

    LinkStore(Tx tx) {
        this.tx = tx;
    }

    /** What can be attached. */
    enum Kind {
        DISEASE,
        STATE,
        OFFERING,
        TAG;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which thing is attached to which offering. */
    record Ends(UUID offeringId, Kind kind, UUID otherId) {}

    /** @param detail the notes on a tag, how another offering goes with this one; else null */
    record Link(UUID offeringId, UUID otherId, @Nullable String detail, Instant createdAt) {}

    void attach(Ends ends, @Nullable String detail, Instant now) {
        of(tx.handle().createUpdate("""
                insert into catalog.offering_link (offering_id, kind, other_id, detail, created_at)
                values (:offering, :kind, :other, :detail, :now)
                """), ends)
                .bind("detail", detail)
                .bind("now", now)
                .execute();
    }

    void note(Ends ends, @Nullable String detail) {
        of(tx.handle().createUpdate("update catalog.offering_link set detail = :detail where" + THIS_ONE), ends)
                .bind("detail", detail)
                .execute();
    }

    void detach(Ends ends) {
        of(tx.handle().createUpdate("delete from catalog.offering_link where" + THIS_ONE), ends)
                .execute();
    }

    Optional<Link> find(Ends ends) {
        return of(tx.handle().createQuery(SELECT + "where" + THIS_ONE), ends)
                .map(LinkStore::link)
                .findOne();
    }

    /** Everything of a kind that is attached to these offerings, in the order in which it was. */
    List<Link> of(Kind kind, Collection<UUID> offeringIds) {
        return tx.handle()
                .createQuery(
                        SELECT + "where l.kind = :kind and l.offering_id = any(:ids) order by l.created_at, l.other_id")
                .bind("kind", kind.word())
                .bind("ids", offeringIds.toArray(UUID[]::new))
                .map(LinkStore::link)
                .list();
    }

    /** What is attached to the original and belongs to nobody in particular comes to the copy too. */
    void copy(UUID originalId, UUID copyId, Instant now) {
        tx.handle()
                .createUpdate("""
                        insert into catalog.offering_link (offering_id, kind, other_id, detail, created_at)
                        select :copy, l.kind, l.other_id, l.detail, :now from catalog.offering_link l
                        where l.offering_id = :original and l.kind in ('disease', 'state')
                        """)
                .bind("original", originalId)
                .bind("copy", copyId)
                .bind("now", now)
                .execute();
    }

    private static <S extends SqlStatement<S>> S of(S statement, Ends ends) {
        return statement
                .bind("offering", ends.offeringId())
                .bind("kind", ends.kind().word())
                .bind("other", ends.otherId());
    }

    private static Link link(RowView row) {
        return new Link(
                row.getColumn("offering_id", UUID.class),
                row.getColumn("other_id", UUID.class),
                row.getColumn("detail", String.class),
                row.getColumn("created_at", OffsetDateTime.class).toInstant());
    }
}

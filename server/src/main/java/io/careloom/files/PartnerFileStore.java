package io.careloom.files;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.RecordArguments;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** Which files partners have as their documents. */
final class PartnerFileStore {
    private static final String HAS = """
            from files.partner_file d join files.file f on f.file_id = d.file_id and f.tenant_id is null
              and f.deleted_at is null
            where d.partner_id = :partner
            """;
    private static final String SELECT =
            "select d.partner_id, d.file_id, d.title, d.type, d.created_at, d.updated_at " + HAS;

    /** A file as a partner has it. */
    record Bond(UUID partnerId, UUID fileId, String title, String type, Instant createdAt, Instant updatedAt) {
        Bond changed(String title, String type, Instant at) {
            return new Bond(partnerId, fileId, title, type, createdAt, at);
        }
    }

    Page<Bond> page(Tx tx, UUID partnerId, PageQuery query) {
        long total = tx.handle()
                .createQuery("select count(*) " + HAS)
                .bind("partner", partnerId)
                .mapTo(Long.class)
                .one();
        List<Bond> bonds = tx.handle()
                .createQuery(SELECT + " order by d.created_at desc, d.file_id limit :limit offset :offset")
                .bind("partner", partnerId)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(PartnerFileStore::bond)
                .list();
        return new Page<>(bonds, total, query);
    }

    Optional<Bond> find(Tx tx, UUID partnerId, UUID fileId) {
        return tx.handle()
                .createQuery(SELECT + " and d.file_id = :file")
                .bind("partner", partnerId)
                .bind("file", fileId)
                .map(PartnerFileStore::bond)
                .findOne();
    }

    /** Stores the bond, also over an older one of the two. */
    void put(Tx tx, Bond bond) {
        tx.handle()
                .createUpdate("""
                insert into files.partner_file (partner_id, file_id, title, type, created_at, updated_at)
                values (:partnerId, :fileId, :title, :type, :createdAt, :updatedAt)
                on conflict (partner_id, file_id) do update
                set title = excluded.title, type = excluded.type, updated_at = excluded.updated_at
                """)
                .bindNamedArgumentFinder(new RecordArguments(bond))
                .execute();
    }

    void delete(Tx tx, Bond bond) {
        tx.handle()
                .createUpdate("delete from files.partner_file where partner_id = :partnerId and file_id = :fileId")
                .bindNamedArgumentFinder(new RecordArguments(bond))
                .execute();
    }

    private static Bond bond(RowView row) {
        return new Bond(
                row.getColumn("partner_id", UUID.class),
                row.getColumn("file_id", UUID.class),
                row.getColumn("title", String.class),
                row.getColumn("type", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("updated_at", Instant.class));
    }
}

package io.careloom.partners.pharmacies;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.RecordMapper;
import io.careloom.platform.database.Tx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of the pharmacies that partners work with. */
final class LinkedPharmacyStore {
    private static final String SELECT = """
            select l.linked_pharmacy_id as id, l.partner_id, l.pharmacy_id, l.pharmacy_name, l.created_at, l.updated_at,
                l.deleted_at
            from partners.linked_pharmacy l
            """;
    private static final String WANTED = """
            where l.partner_id = :partner
              and (cast(:search as text) is null or l.pharmacy_name ilike '%' || :search || '%')
              and case cast(:trashed as text) when 'WITHOUT' then l.deleted_at is null
                    when 'ONLY' then l.deleted_at is not null else true end
            """;

    private final Tx tx;

    LinkedPharmacyStore(Tx tx) {
        this.tx = tx;
    }

    /** Makes the link, or gives the living one this name. */
    void put(UUID linkId, UUID partnerId, int pharmacyId, String name) {
        tx.handle()
                .createUpdate("""
                        insert into partners.linked_pharmacy (linked_pharmacy_id, partner_id, pharmacy_id, pharmacy_name)
                        values (:id, :partner, :pharmacy, :name)
                        on conflict (partner_id, pharmacy_id) where deleted_at is null
                            do update set pharmacy_name = excluded.pharmacy_name, updated_at = now()
                        """)
                .bind("id", linkId)
                .bind("partner", partnerId)
                .bind("pharmacy", pharmacyId)
                .bind("name", name)
                .execute();
    }

    void delete(UUID linkId) {
        tx.handle().createUpdate("""
                        update partners.linked_pharmacy set deleted_at = now(), updated_at = now()
                        where linked_pharmacy_id = :id
                        """).bind("id", linkId).execute();
    }

    /** The living link to this pharmacy. */
    Optional<LinkedPharmacy> linked(UUID partnerId, int pharmacyId) {
        return tx.handle()
                .createQuery(
                        SELECT + "where l.partner_id = :partner and l.pharmacy_id = :pharmacy and l.deleted_at is null")
                .bind("partner", partnerId)
                .bind("pharmacy", pharmacyId)
                .map(RecordMapper.of(LinkedPharmacy.class))
                .findOne();
    }

    /** The living link with this id, locked until the transaction ends. */
    Optional<LinkedPharmacy> lock(UUID partnerId, UUID linkId) {
        return tx.handle()
                .createQuery(SELECT + """
                        where l.partner_id = :partner and l.linked_pharmacy_id = :id and l.deleted_at is null
                        for update
                        """)
                .bind("partner", partnerId)
                .bind("id", linkId)
                .map(RecordMapper.of(LinkedPharmacy.class))
                .findOne();
    }

    Page<LinkedPharmacy> page(UUID partnerId, PageQuery query) {
        String order = switch (query.sort()) {
            case "pharmacy_name" -> "lower(l.pharmacy_name)";
            case "pharmacy_id" -> "l.pharmacy_id";
            case null, default -> "l.created_at";
        };
        long total = tx.handle()
                .createQuery("select count(1) from partners.linked_pharmacy l " + WANTED)
                .bind("partner", partnerId)
                .bind("search", query.search())
                .bind("trashed", query.trashed().name())
                .mapTo(Long.class)
                .one();
        List<LinkedPharmacy> items = tx.handle()
                .createQuery(SELECT + WANTED + " order by " + order + (query.ascending() ? " asc" : " desc")
                        + ", l.linked_pharmacy_id limit :limit offset :offset")
                .bind("partner", partnerId)
                .bind("search", query.search())
                .bind("trashed", query.trashed().name())
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(RecordMapper.of(LinkedPharmacy.class))
                .list();
        return new Page<>(items, total, query);
    }
}

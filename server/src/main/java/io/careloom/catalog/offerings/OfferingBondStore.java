package io.careloom.catalog.offerings;

import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** Rows of what ties clinicians to offerings. */
final class OfferingBondStore {
    private static final String SELECT = """
            select b.offering_id, b.clinician_id, b.type, b.notes, b.created_at, b.updated_at
            from catalog.offering_clinician b where
            """;
    private static final String THIS_ONE = " b.offering_id = :offeringId and b.clinician_id = :clinicianId";

    private final Tx tx;

    OfferingBondStore(Tx tx) {
        this.tx = tx;
    }

    void put(OfferingBond.Key key, OfferingBond.Terms terms, Instant now) {
        tx.handle()
                .createUpdate("""
                        insert into catalog.offering_clinician (offering_id, clinician_id, type, notes, created_at,
                            updated_at)
                        values (:offeringId, :clinicianId, :type, :notes, :now, :now)
                        on conflict (offering_id, clinician_id)
                            do update set type = excluded.type, notes = excluded.notes, updated_at = excluded.updated_at
                        """)
                .bindMethods(key)
                .bind("type", terms.kind().word())
                .bind("notes", terms.notes())
                .bind("now", now)
                .execute();
    }

    void delete(OfferingBond.Key key) {
        tx.handle()
                .createUpdate("delete from catalog.offering_clinician b where" + THIS_ONE)
                .bindMethods(key)
                .execute();
    }

    Optional<OfferingBond> find(OfferingBond.Key key) {
        return tx.handle()
                .createQuery(SELECT + THIS_ONE)
                .bindMethods(key)
                .map(OfferingBondStore::bond)
                .findOne();
    }

    /** The bonds of all clinicians to these offerings, oldest first. */
    List<OfferingBond> with(Collection<UUID> offeringIds) {
        return all(" b.offering_id = any(:ids) order by b.created_at, b.clinician_id", offeringIds);
    }

    /** The bonds of a clinician to all offerings, oldest first. */
    List<OfferingBond> of(UUID clinicianId) {
        return all(" b.clinician_id = any(:ids) order by b.created_at, b.offering_id", List.of(clinicianId));
    }

    private List<OfferingBond> all(String which, Collection<UUID> ids) {
        return tx.handle()
                .createQuery(SELECT + which)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(OfferingBondStore::bond)
                .list();
    }

    private static OfferingBond bond(RowView row) {
        return new OfferingBond(
                new OfferingBond.Key(
                        row.getColumn("offering_id", UUID.class), row.getColumn("clinician_id", UUID.class)),
                new OfferingBond.Terms(
                        OfferingBond.Kind.of(row.getColumn("type", String.class)),
                        row.getColumn("notes", String.class)),
                row.getColumn("created_at", OffsetDateTime.class).toInstant(),
                row.getColumn("updated_at", OffsetDateTime.class).toInstant());
    }
}

package io.careloom.clinicians;

import io.careloom.clinicians.ClinicianBond.Key;
import io.careloom.clinicians.ClinicianBond.Kind;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of what ties clinicians to specialties and partners. */
final class ClinicianBondStore {
    private static final String SELECT = """
            select b.kind, b.other_id, b.clinician_id, b.priority, b.created_at, b.updated_at from clinicians.bond b
            """;

    void put(Tx tx, Key key, Priority priority, Instant now) {
        tx.handle()
                .createUpdate("""
                        insert into clinicians.bond (kind, other_id, clinician_id, priority, created_at, updated_at)
                        values (:word, :otherId, :clinicianId, :priority, :now, :now)
                        on conflict (kind, other_id, clinician_id)
                            do update set priority = excluded.priority, updated_at = excluded.updated_at
                        """)
                .bindMethods(key)
                .bind("word", key.kind().word())
                .bind("priority", priority.word())
                .bind("now", now)
                .execute();
    }

    void delete(Tx tx, Key key) {
        tx.handle()
                .createUpdate("""
                        delete from clinicians.bond
                        where kind = :word and other_id = :otherId and clinician_id = :clinicianId
                        """)
                .bindMethods(key)
                .bind("word", key.kind().word())
                .execute();
    }

    Optional<ClinicianBond> find(Tx tx, Key key) {
        return tx.handle()
                .createQuery(
                        SELECT + " where b.kind = :word and b.other_id = :otherId and b.clinician_id = :clinicianId")
                .bindMethods(key)
                .bind("word", key.kind().word())
                .map((row, context) -> bond(row))
                .findOne();
    }

    /** The bonds of these clinicians to everything of the kind. */
    List<ClinicianBond> of(Tx tx, Kind kind, Collection<UUID> clinicianIds) {
        return tx.handle()
                .createQuery(SELECT + " where b.kind = :kind and b.clinician_id = any(:ids)")
                .bind("kind", kind.word())
                .bind("ids", clinicianIds.toArray(UUID[]::new))
                .map((row, context) -> bond(row))
                .list();
    }

    /** The bonds of all clinicians to this one thing. */
    List<ClinicianBond> with(Tx tx, Kind kind, UUID otherId) {
        return tx.handle()
                .createQuery(SELECT + " where b.kind = :kind and b.other_id = :other")
                .bind("kind", kind.word())
                .bind("other", otherId)
                .map((row, context) -> bond(row))
                .list();
    }

    private static ClinicianBond bond(ResultSet row) throws SQLException {
        return new ClinicianBond(
                new Key(
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getObject("other_id", UUID.class),
                        row.getObject("clinician_id", UUID.class)),
                Priority.of(row.getString("priority")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}

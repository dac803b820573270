package io.careloom.clinicians;

import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of practice areas. */
final class PracticeAreaStore {
    private static final String SELECT = """
            select practice_area_id, clinician_id, state_id, license_number, expires_at, is_sync, created_at, updated_at
            from clinicians.practice_area
            """;

    /** A practice area as stored. */
    record Row(
            UUID practiceAreaId,
            UUID clinicianId,
            UUID stateId,
            @Nullable String licenseNumber,
            @Nullable LocalDate expiresAt,
            boolean isSync,
            Instant createdAt,
            Instant updatedAt) {
        AreaTerms terms() {
            return new AreaTerms(licenseNumber, expiresAt, isSync);
        }
    }

    /** Puts these terms on the clinician's areas, made where they are missing; without a number an area keeps its own. */
    void put(Tx tx, UUID clinicianId, Collection<UUID> stateIds, AreaTerms terms, Instant now) {
        tx.handle()
                .createUpdate("""
                        insert into clinicians.practice_area as a (practice_area_id, clinician_id, state_id, license_number,
                            expires_at, is_sync, created_at, updated_at)
                        select s.id, :clinician, s.state_id, :number, :expiresAt, :isSync, :now, :now
                        from unnest(:ids, :states) as s(id, state_id)
                        on conflict (clinician_id, state_id) do update set
                            license_number = coalesce(excluded.license_number, a.license_number),
                            expires_at = excluded.expires_at, is_sync = excluded.is_sync, updated_at = excluded.updated_at
                        """)
                .bind("clinician", clinicianId)
                .bind("ids", stateIds.stream().map(_ -> Ids.random()).toArray(UUID[]::new))
                .bind("states", stateIds.toArray(UUID[]::new))
                .bind("number", terms.licenseNumber())
                .bind("expiresAt", terms.expiresAt())
                .bind("isSync", terms.isSync())
                .bind("now", now)
                .execute();
    }

    void update(Tx tx, UUID practiceAreaId, AreaTerms terms, Instant now) {
        tx.handle()
                .createUpdate("""
                        update clinicians.practice_area set license_number = :licenseNumber, expires_at = :expiresAt,
                            is_sync = :isSync, updated_at = :now
                        where practice_area_id = :id
                        """)
                .bindMethods(terms)
                .bind("id", practiceAreaId)
                .bind("now", now)
                .execute();
    }

    /** Ends the area; false when there is none. */
    boolean delete(Tx tx, UUID clinicianId, UUID stateId) {
        return tx.handle()
                        .createUpdate("""
                                delete from clinicians.practice_area
                                where clinician_id = :clinician and state_id = :state
                                """)
                        .bind("clinician", clinicianId)
                        .bind("state", stateId)
                        .execute()
                == 1;
    }

    List<Row> of(Tx tx, Collection<UUID> clinicianIds) {
        return tx.handle()
                .createQuery(SELECT + " where clinician_id = any(:ids) order by created_at, practice_area_id")
                .bind("ids", clinicianIds.toArray(UUID[]::new))
                .map((row, context) -> row(row))
                .list();
    }

    List<Row> in(Tx tx, UUID stateId) {
        return tx.handle()
                .createQuery(SELECT + " where state_id = :state order by clinician_id")
                .bind("state", stateId)
                .map((row, context) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("practice_area_id", UUID.class),
                row.getObject("clinician_id", UUID.class),
                row.getObject("state_id", UUID.class),
                row.getString("license_number"),
                row.getObject("expires_at", LocalDate.class),
                row.getBoolean("is_sync"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}

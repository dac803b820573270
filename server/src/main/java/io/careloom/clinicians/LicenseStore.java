package io.careloom.clinicians;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of nationwide licences. */
final class LicenseStore {
    private static final String SELECT = """
            select license_id, clinician_id, type, value, created_at, updated_at from clinicians.license
            """;

    /** Stores the licence; false when the clinician has it already, or has an NPI and this is another. */
    boolean insert(Tx tx, License license) {
        return tx.handle().createUpdate("""
                                insert into clinicians.license
                                    (license_id, clinician_id, type, value, created_at, updated_at)
                                values (:licenseId, :clinicianId, :type, :value, :createdAt, :updatedAt)
                                on conflict do nothing
                                """).bindMethods(license).execute() == 1;
    }

    /** Sets the number; false when the clinician has another licence with it. Needs the clinician's lock. */
    boolean update(Tx tx, License license) {
        return tx.handle().createUpdate("""
                                update clinicians.license as l set value = :value, updated_at = :updatedAt
                                where l.license_id = :licenseId
                                  and not exists (select 1 from clinicians.license o
                                    where o.clinician_id = l.clinician_id and o.type = l.type and o.value = :value
                                      and o.license_id <> l.license_id)
                                """).bindMethods(license).execute() == 1;
    }

    void delete(Tx tx, UUID licenseId) {
        tx.handle()
                .createUpdate("delete from clinicians.license where license_id = :id")
                .bind("id", licenseId)
                .execute();
    }

    Optional<License> find(Tx tx, UUID clinicianId, UUID licenseId) {
        return tx.handle()
                .createQuery(SELECT + " where clinician_id = :clinician and license_id = :id")
                .bind("clinician", clinicianId)
                .bind("id", licenseId)
                .map((row, context) -> license(row))
                .findOne();
    }

    Page<License> page(Tx tx, UUID clinicianId, PageQuery query) {
        List<License> all = of(tx, List.of(clinicianId)).getOrDefault(clinicianId, List.of()).stream()
                .filter(_ -> query.trashed() != PageQuery.Trashed.ONLY)
                .toList();
        return new Page<>(
                all.stream().skip(query.offset()).limit(query.perPage()).toList(), all.size(), query);
    }

    /** The licences of these clinicians, oldest first. */
    Map<UUID, List<License>> of(Tx tx, Collection<UUID> clinicianIds) {
        return tx
                .handle()
                .createQuery(SELECT + " where clinician_id = any(:ids) order by created_at, license_id")
                .bind("ids", clinicianIds.toArray(UUID[]::new))
                .map((row, context) -> license(row))
                .stream()
                .collect(Collectors.groupingBy(License::clinicianId));
    }

    private static License license(ResultSet row) throws SQLException {
        return new License(
                row.getObject("license_id", UUID.class),
                row.getObject("clinician_id", UUID.class),
                row.getString("type"),
                row.getString("value"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}

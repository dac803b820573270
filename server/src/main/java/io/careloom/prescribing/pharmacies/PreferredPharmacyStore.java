package io.careloom.prescribing.pharmacies;

import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import io.careloom.prescribing.Pharmacy;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Rows of the pharmacies that patients prefer. */
final class PreferredPharmacyStore {
    /** Adds it, or brings it up to date; keeps its place among the patient's. */
    void put(Tx tx, UUID tenantId, UUID patientId, Pharmacy pharmacy, Instant now) {
        List<String> specialties = pharmacy.specialties();
        tx.handle()
                .createUpdate("""
                        insert into prescribing.preferred_pharmacy as p (tenant_id, patient_id, pharmacy_id,
                            store_name, ncpdp_id, address1, address2, city, state, zip_code, latitude, longitude,
                            phone, fax, more_phones, specialties, service_level, created_at, updated_at)
                        values (:tenant, :patient, :id, :name, :ncpdpId, :address1, :address2, :city, :state,
                            :zipCode, :latitude, :longitude, :phone, :fax, :more, :specialties, :level, :now, :now)
                        on conflict (tenant_id, patient_id, pharmacy_id) do update set store_name = excluded.store_name,
                            ncpdp_id = excluded.ncpdp_id, address1 = excluded.address1, address2 = excluded.address2,
                            city = excluded.city, state = excluded.state, zip_code = excluded.zip_code,
                            latitude = excluded.latitude, longitude = excluded.longitude, phone = excluded.phone,
                            fax = excluded.fax, more_phones = excluded.more_phones, specialties = excluded.specialties,
                            service_level = excluded.service_level, updated_at = excluded.updated_at
                        """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .bindMethods(pharmacy)
                .bindMethods(pharmacy.place())
                .bind("phone", pharmacy.lines().phone())
                .bind("fax", pharmacy.lines().fax())
                .bind("more", pharmacy.lines().more().toArray(String[]::new))
                .bind("specialties", specialties == null ? null : specialties.toArray(String[]::new))
                .bind("level", pharmacy.serviceLevel())
                .bind("now", now)
                .execute();
    }

    /** It is the first choice from now on. */
    void prefer(Tx tx, UUID tenantId, UUID patientId, int pharmacyId) {
        tx.handle()
                .createUpdate("""
                        update prescribing.preferred_pharmacy set choice = nextval('prescribing.pharmacy_choice')
                        where tenant_id = :tenant and patient_id = :patient and pharmacy_id = :id
                        """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .bind("id", pharmacyId)
                .execute();
    }

    /** False when it was none of the patient's. */
    boolean remove(Tx tx, UUID tenantId, UUID patientId, int pharmacyId) {
        return tx.handle()
                        .createUpdate("""
                                delete from prescribing.preferred_pharmacy
                                where tenant_id = :tenant and patient_id = :patient and pharmacy_id = :id
                                """)
                        .bind("tenant", tenantId)
                        .bind("patient", patientId)
                        .bind("id", pharmacyId)
                        .execute()
                == 1;
    }

    List<PreferredPharmacy> of(Tx tx, UUID tenantId, UUID patientId, PageQuery query) {
        String order = "store_name".equals(query.sort()) ? "lower(store_name)" : "updated_at";
        return tx.handle()
                .createQuery("""
                        select patient_id, pharmacy_id, store_name,
                            row_number() over (order by choice desc nulls last, position) = 1 as is_primary, ncpdp_id, address1, address2, city,
                            state, zip_code, latitude, longitude, phone, fax, more_phones, specialties, service_level,
                            created_at, updated_at
                        from prescribing.preferred_pharmacy where tenant_id = :tenant and patient_id = :patient
                        order by\s""" + order + (query.ascending() ? " asc" : " desc") + ", pharmacy_id")
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .map((row, context) -> preferred(row))
                .list();
    }

    private static PreferredPharmacy preferred(ResultSet row) throws SQLException {
        Array specialties = row.getArray("specialties");
        return new PreferredPharmacy(
                row.getObject("patient_id", UUID.class),
                new Pharmacy(
                        row.getInt("pharmacy_id"),
                        row.getString("store_name"),
                        row.getString("ncpdp_id"),
                        place(row),
                        new Pharmacy.Lines(
                                row.getString("phone"), row.getString("fax"), texts(row.getArray("more_phones"))),
                        specialties == null ? null : texts(specialties),
                        row.getObject("service_level", Integer.class)),
                row.getBoolean("is_primary"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static Pharmacy.Place place(ResultSet row) throws SQLException {
        return new Pharmacy.Place(
                row.getString("address1"),
                row.getString("address2"),
                row.getString("city"),
                row.getString("state"),
                row.getString("zip_code"),
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}

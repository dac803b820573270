package io.careloom.patients;

import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of custom properties. */
final class MetafieldStore {
    private static final String SCOPE = "patient_custom_properties";

    /** The properties of a patient become these; one whose key stays keeps its id. */
    void put(Tx tx, PatientRow patient, List<NewMetafield> fields, Instant now) {
        String[] keys = fields.stream().map(NewMetafield::key).toArray(String[]::new);
        tx.handle()
                .createUpdate("""
                        delete from patients.metafield
                        where patient_id = :patient and tenant_id = :tenant and not key = any(:keys)
                        """)
                .bind("patient", patient.patientId())
                .bind("tenant", patient.tenantId())
                .bind("keys", keys)
                .execute();
        insert(tx, patient, fields, now);
    }

    void insert(Tx tx, PatientRow patient, List<NewMetafield> fields, Instant now) {
        if (fields.isEmpty()) {
            return;
        }
        tx.handle()
                .createUpdate("""
                        insert into patients.metafield as m (metafield_id, tenant_id, patient_id, position, key, title, value,
                            type, created_at, updated_at)
                        select f.id, :tenant, :patient, f.position, f.key, f.title, f.value, f.type, :now, :now
                        from unnest(:ids, :keys, :titles, :values, :types)
                            with ordinality as f(id, key, title, value, type, position)
                        on conflict (patient_id, key) do update set position = excluded.position,
                            title = excluded.title, value = excluded.value, type = excluded.type,
                            updated_at = case when (m.title, m.value, m.type)
                                is distinct from (excluded.title, excluded.value, excluded.type)
                                then excluded.updated_at else m.updated_at end
                        """)
                .bind("tenant", patient.tenantId())
                .bind("patient", patient.patientId())
                .bind("ids", fields.stream().map(_ -> Ids.random()).toArray(UUID[]::new))
                .bind("keys", fields.stream().map(NewMetafield::key).toArray(String[]::new))
                .bind("titles", fields.stream().map(NewMetafield::title).toArray(String[]::new))
                .bind("values", fields.stream().map(NewMetafield::value).toArray(String[]::new))
                .bind("types", fields.stream().map(NewMetafield::type).toArray(String[]::new))
                .bind("now", now)
                .execute();
    }

    /** The properties of these patients, in the order in which they were told. */
    Map<UUID, List<Metafield>> of(Tx tx, Collection<PatientRow> patients) {
        return tx
                .handle()
                .createQuery("""
                        select metafield_id, patient_id, key, title, value, type, created_at, updated_at
                        from patients.metafield
                        where patient_id = any(:patients) and tenant_id = any(:tenants)
                        order by patient_id, position
                        """)
                .bind("patients", patients.stream().map(PatientRow::patientId).toArray(UUID[]::new))
                .bind(
                        "tenants",
                        patients.stream().map(PatientRow::tenantId).distinct().toArray(UUID[]::new))
                .map((row, context) -> metafield(row))
                .stream()
                .collect(Collectors.groupingBy(Metafield::modelId));
    }

    private static Metafield metafield(ResultSet row) throws SQLException {
        return new Metafield(
                row.getObject("metafield_id", UUID.class),
                PatientCreated.MODEL,
                row.getObject("patient_id", UUID.class),
                row.getString("key"),
                row.getString("value"),
                SCOPE,
                row.getString("type"),
                row.getString("title"),
                null,
                null,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                null);
    }
}

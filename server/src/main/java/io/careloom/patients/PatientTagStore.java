package io.careloom.patients;

import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Which tags patients have; notes are sealed. */
final class PatientTagStore {
    private static final String SELECT =
            "select patient_tag_id, tenant_id, patient_id, tag_id, notes from patients.patient_tag ";

    private final Vault vault;

    PatientTagStore(Vault vault) {
        this.vault = vault;
    }

    /** A tag of a patient. */
    record Attached(
            UUID patientTagId,
            UUID patientId,
            UUID tagId,
            @Nullable String notes) {
        @Override
        public String toString() {
            return "Attached[" + tagId + "]";
        }
    }

    void attach(Tx tx, PatientRow to, UUID tagId, @Nullable String notes) {
        UUID id = Ids.random();
        bound(tx.handle().createUpdate("""
                                insert into patients.patient_tag (patient_tag_id, tenant_id, patient_id, tag_id, notes)
                                values (:id, :tenant, :patient, :tag, :notes)
                                """), to, tagId)
                .bind("id", id)
                .bind("notes", sealed(to.tenantId(), id, notes))
                .execute();
    }

    /** Other notes on an attached tag. */
    void note(Tx tx, PatientRow of, Attached tag, String notes) {
        bound(tx.handle().createUpdate("""
                                update patients.patient_tag set notes = :notes
                                where tenant_id = :tenant and patient_id = :patient and tag_id = :tag
                                """), of, tag.tagId())
                .bind("notes", sealed(of.tenantId(), tag.patientTagId(), notes))
                .execute();
    }

    void detach(Tx tx, PatientRow from, UUID tagId) {
        bound(tx.handle().createUpdate("""
                                delete from patients.patient_tag
                                where tenant_id = :tenant and patient_id = :patient and tag_id = :tag
                                """), from, tagId).execute();
    }

    Optional<Attached> find(Tx tx, PatientRow of, UUID tagId) {
        return bound(
                        tx.handle()
                                .createQuery(SELECT
                                        + "where tenant_id = :tenant and patient_id = :patient and tag_id = :tag"),
                        of,
                        tagId)
                .map(this::read)
                .findOne();
    }

    /** Who has this tag, by tenant. */
    Map<UUID, List<UUID>> having(Tx tx, UUID tagId) {
        return tx
                .handle()
                .createQuery("select tenant_id, patient_id from patients.patient_tag where tag_id = :tag")
                .bind("tag", tagId)
                .map(row -> Map.entry(row.getColumn("tenant_id", UUID.class), row.getColumn("patient_id", UUID.class)))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** The tags of these patients, patient by patient in the order in which they were attached. */
    List<Attached> of(Tx tx, List<PatientRow> rows) {
        return tx.handle()
                .createQuery(
                        SELECT
                                + "where tenant_id = any(:tenants) and patient_id = any(:patients) order by patient_id, position")
                .bind(
                        "tenants",
                        rows.stream().map(PatientRow::tenantId).distinct().toArray(UUID[]::new))
                .bind("patients", rows.stream().map(PatientRow::patientId).toArray(UUID[]::new))
                .map(this::read)
                .list();
    }

    private Attached read(RowView row) {
        UUID id = row.getColumn("patient_tag_id", UUID.class);
        byte[] notes = row.getColumn("notes", byte[].class);
        return new Attached(
                id,
                row.getColumn("patient_id", UUID.class),
                row.getColumn("tag_id", UUID.class),
                notes == null ? null : vault.open(place(row.getColumn("tenant_id", UUID.class), id), notes));
    }

    private byte @Nullable [] sealed(UUID tenantId, UUID id, @Nullable String notes) {
        return notes == null ? null : vault.seal(place(tenantId, id), notes);
    }

    private static Place place(UUID tenantId, UUID id) {
        return new Place(tenantId, "patients.patient_tag", "notes", id);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, PatientRow of, UUID tagId) {
        return statement
                .bind("tenant", of.tenantId())
                .bind("patient", of.patientId())
                .bind("tag", tagId);
    }
}

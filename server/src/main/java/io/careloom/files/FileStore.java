package io.careloom.files;

import io.careloom.kernel.Allowed;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.RecordArguments;
import io.careloom.platform.database.RecordMapper;
import io.careloom.platform.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Rows of files. */
final class FileStore {
    private static final RowMapper<FileRow> FILE = RecordMapper.of(FileRow.class);
    private static final String SELECT = """
            select file_id, tenant_id, partner_id, uploaded_by, patient_id, path, name, type, mime_type, size,
              content_key, pictured, turns, created_at, updated_at, deleted_at
            from files.file
            where deleted_at is null
            """;
    private static final String REACHED = """
             and lent_at is null and (tenant_id = any(:tenants)
               or tenant_id is null and (partner_id = any(:partners) or uploaded_by = :caller))
            """;

    /**
     * Whose files: those of the scope, and what the caller uploaded itself and nobody has yet.
     */
    record Reach(Scope scope, UUID callerId) {}

    void insert(Tx tx, FileRow row, byte @Nullable [] thumbnail) {
        tx.handle()
                .createUpdate("""
                insert into files.file (file_id, tenant_id, partner_id, uploaded_by, patient_id, path, name, type,
                  mime_type, size, content_key, thumbnail, pictured, turns, created_at, updated_at)
                values (:fileId, :tenantId, :partnerId, :uploadedBy, :patientId, :path, :name, :type,
                  :mimeType, :size, :contentKey, :thumbnail, :pictured, :turns, :createdAt, :updatedAt)
                """)
                .bindNamedArgumentFinder(new RecordArguments(row))
                .bind("thumbnail", thumbnail)
                .execute();
    }

    /** A row of what can be fetched by its link only. */
    void insertLent(Tx tx, FileRow row) {
        insert(tx, row, null);
        tx.handle()
                .createUpdate(
                        "update files.file set lent_at = now() where file_id = :id and tenant_id is not distinct from :tenant")
                .bind("id", row.fileId())
                .bind("tenant", row.tenantId())
                .execute();
    }

    /** Deletes what was lent so long ago; answers the ids. */
    @Allowed(rule = "SqlAtHomeTest", because = "nothing that is lent outlives its day, whoever has it")
    List<UUID> deleteLent(Tx tx, Duration age) {
        return tx.handle()
                .createQuery("""
                delete from files.file where lent_at < now() - make_interval(secs => :seconds) returning file_id
                """)
                .bind("seconds", age.toSeconds())
                .mapTo(UUID.class)
                .list();
    }

    Optional<FileRow> find(Tx tx, Reach reach, UUID fileId) {
        return bound(tx, SELECT + REACHED + " and file_id = :id", reach)
                .bind("id", fileId)
                .map(FILE)
                .findOne();
    }

    /** The file, which nobody else changes until this transaction ends. */
    Optional<FileRow> lock(Tx tx, Reach reach, UUID fileId) {
        return bound(tx, SELECT + REACHED + " and file_id = :id for update", reach)
                .bind("id", fileId)
                .map(FILE)
                .findOne();
    }

    /** A file that a checked link names. */
    Optional<FileRow> linked(Tx tx, UUID fileId) {
        return tx.handle()
                .createQuery(SELECT + " and file_id = :id")
                .bind("id", fileId)
                .map(FILE)
                .findOne();
    }

    List<FileRow> all(Tx tx, Scope scope, Collection<UUID> fileIds) {
        return tx.handle()
                .createQuery(SELECT + " and tenant_id = any(:tenants) and file_id = any(:ids)")
                .bind("tenants", scope.tenantArray())
                .bind("ids", fileIds.toArray(UUID[]::new))
                .map(FILE)
                .list();
    }

    /** Files of no tenant, which no patient's record holds. */
    List<FileRow> loose(Tx tx, Collection<UUID> fileIds) {
        return tx.handle()
                .createQuery(SELECT + " and tenant_id is null and file_id = any(:ids)")
                .bind("ids", fileIds.toArray(UUID[]::new))
                .map(FILE)
                .list();
    }

    /** Gives a file of no tenant to a partner. */
    void claim(Tx tx, FileRow row, UUID partnerId) {
        tx.handle()
                .createUpdate("""
                update files.file set partner_id = :partner
                where file_id = :id and tenant_id is null and partner_id is null
                """)
                .bind("id", row.fileId())
                .bind("partner", partnerId)
                .execute();
    }

    Page<FileRow> ofPatient(Tx tx, Scope scope, UUID patientId, PageQuery query) {
        String of = " and lent_at is null and tenant_id = any(:tenants) and patient_id = :patient";
        long total = tx.handle()
                .createQuery("select count(*) from files.file where deleted_at is null" + of)
                .bind("tenants", scope.tenantArray())
                .bind("patient", patientId)
                .mapTo(Long.class)
                .one();
        List<FileRow> rows = tx.handle()
                .createQuery(SELECT + of + " order by created_at desc, file_id limit :limit offset :offset")
                .bind("tenants", scope.tenantArray())
                .bind("patient", patientId)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(FILE)
                .list();
        return new Page<>(rows, total, query);
    }

    List<FileRow> everyOf(Tx tx, Scope scope, UUID patientId) {
        return tx.handle()
                .createQuery(SELECT + " and tenant_id = any(:tenants) and patient_id = :patient"
                        + " order by created_at desc, file_id")
                .bind("tenants", scope.tenantArray())
                .bind("patient", patientId)
                .map(FILE)
                .list();
    }

    /** The sealed thumbnail; empty when there is none. */
    Optional<byte[]> thumbnail(Tx tx, FileRow of) {
        return tx.handle()
                .createQuery("""
                select thumbnail from files.file
                where file_id = :id and tenant_id is not distinct from :tenant and thumbnail is not null
                """)
                .bind("id", of.fileId())
                .bind("tenant", of.tenantId())
                .mapTo(byte[].class)
                .findOne();
    }

    /** Gives a file its tenant and patient, with its secrets sealed for them. */
    void give(Tx tx, FileRow row, byte @Nullable [] thumbnail) {
        tx.handle()
                .createUpdate("""
                update files.file set tenant_id = :tenantId, patient_id = :patientId, content_key = :contentKey,
                  thumbnail = :thumbnail
                where file_id = :fileId
                """)
                .bindNamedArgumentFinder(new RecordArguments(row))
                .bind("thumbnail", thumbnail)
                .execute();
    }

    /** Stores name, type and turns; the thumbnail is null to keep the one that is there. */
    void change(Tx tx, FileRow row, byte @Nullable [] thumbnail) {
        tx.handle()
                .createUpdate("""
                update files.file set name = :name, type = :type, turns = :turns, updated_at = :updatedAt,
                  thumbnail = coalesce(:thumbnail, thumbnail)
                where file_id = :fileId and tenant_id is not distinct from :tenantId
                """)
                .bindNamedArgumentFinder(new RecordArguments(row))
                .bind("thumbnail", thumbnail)
                .execute();
    }

    void delete(Tx tx, FileRow row, Instant at) {
        tx.handle()
                .createUpdate("""
                update files.file set content_key = null, thumbnail = null, updated_at = :at, deleted_at = :at
                where file_id = :id and tenant_id is not distinct from :tenant
                """)
                .bind("id", row.fileId())
                .bind("tenant", row.tenantId())
                .bind("at", at)
                .execute();
    }

    /** Those of these ids that are files which still have their content. */
    @Allowed(rule = "SqlAtHomeTest", because = "what has no row belongs to no tenant")
    List<UUID> present(Tx tx, Collection<UUID> fileIds) {
        return tx.handle()
                .createQuery("select file_id from files.file where deleted_at is null and file_id = any(:ids)")
                .bind("ids", fileIds.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list();
    }

    private static Query bound(Tx tx, String sql, Reach reach) {
        return tx.handle()
                .createQuery(sql)
                .bind("tenants", reach.scope().tenantArray())
                .bind("partners", reach.scope().partnerArray())
                .bind("caller", reach.callerId());
    }
}

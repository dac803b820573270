package io.careloom.cases;

import io.careloom.cases.Case.Step;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import io.careloom.platform.sealing.Place;
import io.careloom.platform.sealing.Vault;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Which tags cases and their files have, and what became of those of cases. Notes and reasons are sealed. */
final class CaseTagStore {
    private static final String COLUMNS = "select case_tag_id, tenant_id, case_id, tag_id, notes from cases.case_tag ";

    private final Vault vault;

    CaseTagStore(Vault vault) {
        this.vault = vault;
    }

    /** A tag of a case or of one of its files. */
    record Attached(
            UUID caseTagId,
            UUID caseId,
            UUID tagId,
            @Nullable String notes) {
        @Override
        public String toString() {
            return "Attached[" + tagId + "]";
        }
    }

    /** What happened to a tag of a case. */
    record Line(UUID tagId, String event, String reason, Actor actor, Instant at) {
        @Override
        public String toString() {
            return "Line[" + event + "]";
        }
    }

    /** @param fileId a file of the case; null for the case itself */
    void attach(Tx tx, Case to, @Nullable UUID fileId, UUID tagId, @Nullable String notes) {
        UUID id = Ids.random();
        bound(tx.handle().createUpdate("""
                insert into cases.case_tag (case_tag_id, tenant_id, case_id, file_id, tag_id, notes)
                values (:id, :tenant, :case, :file, :tag, :notes)
                """), to, tagId)
                .bind("file", fileId)
                .bind("id", id)
                .bind("notes", sealed(to.subject().tenantId(), id, notes))
                .execute();
    }

    /** Other notes on an attached tag. */
    void note(Tx tx, Case of, Attached tag, String notes) {
        tx.handle()
                .createUpdate(
                        "update cases.case_tag set notes = :notes where tenant_id = :tenant and case_tag_id = :id")
                .bind("notes", sealed(of.subject().tenantId(), tag.caseTagId(), notes))
                .bind("tenant", of.subject().tenantId())
                .bind("id", tag.caseTagId())
                .execute();
    }

    void detach(Tx tx, Case from, Attached tag) {
        tx.handle()
                .createUpdate("delete from cases.case_tag where tenant_id = :tenant and case_tag_id = :id")
                .bind("tenant", from.subject().tenantId())
                .bind("id", tag.caseTagId())
                .execute();
    }

    /** @param fileId a file of the case; null for the case itself */
    Optional<Attached> find(Tx tx, Case of, @Nullable UUID fileId, UUID tagId) {
        return bound(tx.handle().createQuery(COLUMNS + """
                where tenant_id = :tenant and case_id = :case and tag_id = :tag
                  and file_id is not distinct from cast(:file as uuid)
                """), of, tagId)
                .bind("file", fileId)
                .map(this::read)
                .findOne();
    }

    /** The tags of cases themselves, case by case in the order in which they were attached. */
    List<Attached> of(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return tx.handle()
                .createQuery(COLUMNS + """
                where tenant_id = any(:tenants) and case_id = any(:cases) and file_id is null order by case_id, position
                """)
                .bind("tenants", scope.tenantArray())
                .bind("cases", caseIds.toArray(UUID[]::new))
                .map(this::read)
                .list();
    }

    /** Whether the file is attached to the case. */
    boolean hasFile(Tx tx, Case of, UUID fileId) {
        return tx.handle()
                .createQuery("""
                select exists (select 1 from cases.case_file
                  where tenant_id = :tenant and case_id = :case and file_id = :file)
                """)
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("file", fileId)
                .mapTo(boolean.class)
                .one();
    }

    /** A tag that hangs somewhere: on a case of a tenant, or on one of its files. */
    record Hanging(UUID tenantId, Attached tag, @Nullable UUID fileId) {}

    /** Wherever this tag hangs, of all tenants. */
    List<Hanging> everywhere(Tx tx, UUID tagId) {
        return tx.handle()
                .createQuery("""
                select case_tag_id, tenant_id, case_id, tag_id, notes, file_id from cases.case_tag
                where tag_id = :tag order by tenant_id, case_id, position
                """)
                .bind("tag", tagId)
                .map(row -> new Hanging(
                        row.getColumn("tenant_id", UUID.class), read(row), row.getColumn("file_id", UUID.class)))
                .list();
    }

    /** The tags of a file of a case, in the order in which they were attached. */
    List<Attached> ofFile(Tx tx, Case of, UUID fileId) {
        return tx.handle()
                .createQuery(
                        COLUMNS + "where tenant_id = :tenant and case_id = :case and file_id = :file order by position")
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("file", fileId)
                .map(this::read)
                .list();
    }

    void addLine(Tx tx, Case of, UUID tagId, String event, Step step) {
        UUID id = Ids.random();
        UUID tenantId = of.subject().tenantId();
        bound(tx.handle().createUpdate("""
                insert into cases.case_tag_event (event_id, tenant_id, case_id, tag_id, event, reason, actor_id,
                  actor_type, at)
                values (:id, :tenant, :case, :tag, :event, :reason, :actor, :actorType, :at)
                """), of, tagId)
                .bind("id", id)
                .bind("event", event)
                .bind("reason", vault.seal(reasonPlace(tenantId, id), String.valueOf(step.reason())))
                .bind("actor", step.actor().id())
                .bind("actorType", step.actor().modelType())
                .bind("at", step.at())
                .execute();
    }

    /** What became of the tags of a case, in the order in which it happened. */
    Page<Line> lines(Tx tx, Case of, PageQuery page) {
        UUID tenantId = of.subject().tenantId();
        List<Line> lines = tx.handle()
                .createQuery("""
                select event_id, tag_id, event, reason, actor_id, actor_type, at
                from cases.case_tag_event where tenant_id = :tenant and case_id = :case
                order by position limit :limit offset :offset
                """)
                .bind("tenant", tenantId)
                .bind("case", of.caseId())
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map((RowView row) -> new Line(
                        row.getColumn("tag_id", UUID.class),
                        row.getColumn("event", String.class),
                        vault.open(
                                reasonPlace(tenantId, row.getColumn("event_id", UUID.class)),
                                row.getColumn("reason", byte[].class)),
                        Actor.stored(row.getColumn("actor_id", UUID.class), row.getColumn("actor_type", String.class)),
                        row.getColumn("at", Instant.class)))
                .list();
        long total = tx.handle()
                .createQuery("select count(*) from cases.case_tag_event where tenant_id = :tenant and case_id = :case")
                .bind("tenant", tenantId)
                .bind("case", of.caseId())
                .mapTo(long.class)
                .one();
        return new Page<>(lines, total, page);
    }

    private Attached read(RowView row) {
        UUID id = row.getColumn("case_tag_id", UUID.class);
        byte[] notes = row.getColumn("notes", byte[].class);
        return new Attached(
                id,
                row.getColumn("case_id", UUID.class),
                row.getColumn("tag_id", UUID.class),
                notes == null ? null : vault.open(notesPlace(row.getColumn("tenant_id", UUID.class), id), notes));
    }

    private byte @Nullable [] sealed(UUID tenantId, UUID id, @Nullable String notes) {
        return notes == null ? null : vault.seal(notesPlace(tenantId, id), notes);
    }

    private static Place notesPlace(UUID tenantId, UUID id) {
        return new Place(tenantId, "cases.case_tag", "notes", id);
    }

    private static Place reasonPlace(UUID tenantId, UUID id) {
        return new Place(tenantId, "cases.case_tag_event", "reason", id);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Case of, UUID tagId) {
        return statement
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("tag", tagId);
    }
}

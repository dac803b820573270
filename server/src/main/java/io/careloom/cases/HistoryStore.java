package io.careloom.cases;

import io.careloom.cases.Case.Holder;
import io.careloom.cases.Case.Step;
import io.careloom.cases.CaseHistory.StatusLine;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** Status lines, assignments and the events shown as a case's history. */
final class HistoryStore {
    /**
     * One row of a case's history.
     *
     * @param lineId the offering of the case that it is about; null for the case itself and its other parts
     */
    record Line(
            UUID eventId,
            Instant at,
            String model,
            String type,
            String title,
            Actor actor,
            @Nullable UUID lineId) {
        Line(UUID eventId, Instant at, String model, String type, String title, Actor actor) {
            this(eventId, at, model, type, title, actor, null);
        }
    }

    void addStatus(Tx tx, Case now, Step step) {
        tx.handle()
                .createUpdate("""
                insert into cases.case_status
                  (status_id, tenant_id, case_id, name, reason, hold, actor_id, actor_type, since, changed_at)
                values (:id, :tenant, :case, :name, :reason, :hold, :actor, :actorType, :since, :changedAt)
                """)
                .bind("id", now.standing().statusId())
                .bind("tenant", now.subject().tenantId())
                .bind("case", now.caseId())
                .bind("name", now.status().word())
                .bind("reason", now.standing().reason())
                .bind("hold", now.standing().hold())
                .bind("actor", step.actor().id())
                .bind("actorType", step.actor().modelType())
                .bind("since", now.standing().since())
                .bind("changedAt", now.standing().changedAt())
                .execute();
    }

    /** The present line with another hold. */
    void changeHold(Tx tx, Case now) {
        tx.handle()
                .createUpdate("""
                update cases.case_status set hold = :hold, changed_at = :changedAt
                where tenant_id = :tenant and status_id = :id
                """)
                .bind("hold", now.standing().hold())
                .bind("changedAt", now.standing().changedAt())
                .bind("tenant", now.subject().tenantId())
                .bind("id", now.standing().statusId())
                .execute();
    }

    void addAssignment(Tx tx, Case now, Holder holder) {
        tx.handle()
                .createUpdate("""
                insert into cases.case_assignment
                  (case_assignment_id, tenant_id, case_id, clinician_id, reason, verdicts, since)
                values (:id, :tenant, :case, :clinician, :reason, :verdicts, :since)
                """)
                .bind("id", holder.assignmentId())
                .bind("tenant", now.subject().tenantId())
                .bind("case", now.caseId())
                .bind("clinician", holder.clinicianId())
                .bind("reason", holder.reason())
                .bind("verdicts", holder.verdicts().toArray(String[]::new))
                .bind("since", holder.since())
                .execute();
    }

    void addLine(Tx tx, Case of, Line line) {
        tx.handle()
                .createUpdate("""
                insert into cases.case_event
                  (event_id, tenant_id, case_id, at, model, type, title, actor_id, actor_type, case_offering_id)
                values (:id, :tenant, :case, :at, :model, :type, :title, :actor, :actorType, :line)
                """)
                .bind("id", line.eventId())
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("at", line.at())
                .bind("model", line.model())
                .bind("type", line.type())
                .bind("title", line.title())
                .bind("actor", line.actor().id())
                .bind("actorType", line.actor().modelType())
                .bind("line", line.lineId())
                .execute();
    }

    /** The status lines in the order in which they came. */
    Page<StatusLine> statuses(Tx tx, Case of, PageQuery page) {
        List<StatusLine> lines = tx.handle()
                .createQuery("""
                select name, reason, hold, actor_id, actor_type, since, changed_at
                from cases.case_status where tenant_id = :tenant and case_id = :case
                order by position limit :limit offset :offset
                """)
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map((RowView row) -> new StatusLine(
                        row.getColumn("name", String.class),
                        row.getColumn("reason", String.class),
                        row.getColumn("hold", Boolean.class),
                        row.getColumn("actor_id", UUID.class),
                        row.getColumn("actor_type", String.class),
                        row.getColumn("changed_at", Instant.class),
                        row.getColumn("since", Instant.class)))
                .list();
        long total = tx.handle()
                .createQuery("select count(*) from cases.case_status where tenant_id = :tenant and case_id = :case")
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .mapTo(long.class)
                .one();
        return new Page<>(lines, total, page);
    }

    /** The history, newest first. */
    List<Line> lines(Tx tx, Case of, PageQuery page) {
        return tx.handle()
                .createQuery("""
                select event_id, at, model, type, title, actor_id, actor_type, case_offering_id
                from cases.case_event where tenant_id = :tenant and case_id = :case
                order by position desc limit :limit offset :offset
                """)
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map((RowView row) -> line(row))
                .list();
    }

    /** The history of one offering of a case, newest first; empty when the case never had it. */
    List<Line> linesOf(Tx tx, Case of, UUID lineId) {
        return tx.handle()
                .createQuery("""
                select event_id, at, model, type, title, actor_id, actor_type, case_offering_id
                from cases.case_event where tenant_id = :tenant and case_id = :case and case_offering_id = :line
                order by position desc
                """)
                .bind("tenant", of.subject().tenantId())
                .bind("case", of.caseId())
                .bind("line", lineId)
                .map((RowView row) -> line(row))
                .list();
    }

    private static Line line(RowView row) {
        return new Line(
                row.getColumn("event_id", UUID.class),
                row.getColumn("at", Instant.class),
                row.getColumn("model", String.class),
                row.getColumn("type", String.class),
                row.getColumn("title", String.class),
                Actor.stored(row.getColumn("actor_id", UUID.class), row.getColumn("actor_type", String.class)),
                row.getColumn("case_offering_id", UUID.class));
    }
}

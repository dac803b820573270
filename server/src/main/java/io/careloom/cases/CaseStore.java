package io.careloom.cases;

import io.careloom.cases.Case.Holder;
import io.careloom.cases.Case.Marks;
import io.careloom.cases.Case.Standing;
import io.careloom.cases.Case.Subject;
import io.careloom.cases.Case.Terms;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The case rows; what is shown of many cases is in {@link CaseListStore}. */
final class CaseStore {
    /** A case with its present assignment, for {@link #read}; followed by {@link #REACHED}. */
    static final String COLUMNS = """
            c.case_id, c.tenant_id, c.partner_id, c.patient_id, c.state_id, c.reference_case_id, c.is_follow_up, c.metadata,
            c.is_chargeable, c.is_additional_approval_needed, c.is_sync, c.wanted_clinician_id, c.status, c.status_id,
            c.status_reason, c.status_since, c.status_changed_at, c.hold, c.case_assignment_id, c.clinician_id,
            a.reason as assignment_reason, a.verdicts as assignment_verdicts, a.since as assigned_at,
            c.prioritized_at, c.prioritized_reason, c.locked_at, c.service_pdf_exported, c.version, c.created_at, c.updated_at
            """;

    private static final String FROM = """
             from cases.patient_case c
            left join cases.case_assignment a on a.case_assignment_id = c.case_assignment_id and a.tenant_id = c.tenant_id
            """;

    /** The cases of a {@link Reach}, which {@link #reach} binds; more conditions may follow. */
    static final String REACHED = FROM + """
            where c.tenant_id = any(:tenants) and not c.hidden and (:everyCase or c.clinician_id = any(:clinicians)
              or (c.clinician_id is null and c.status = 'created' and c.state_id = any(:states)))
            """;

    static <S extends SqlStatement<S>> S reach(S statement, Reach reach) {
        return statement
                .bind("tenants", reach.scope().tenantArray())
                .bind("everyCase", reach.everyCase())
                .bind("clinicians", reach.clinicianArray())
                .bind("states", reach.stateArray());
    }

    Optional<Case> find(Tx tx, Reach reach, UUID caseId) {
        return reach(tx.handle().createQuery("select " + COLUMNS + REACHED + " and c.case_id = :id"), reach)
                .bind("id", caseId)
                .map(CaseStore::read)
                .findOne();
    }

    /** A case of the tenant, also one that is hidden since its patient left. */
    Optional<Case> kept(Tx tx, UUID tenantId, UUID caseId) {
        return tx.handle()
                .createQuery("select " + COLUMNS + FROM + " where c.tenant_id = :tenant and c.case_id = :id")
                .bind("tenant", tenantId)
                .bind("id", caseId)
                .map(CaseStore::read)
                .findOne();
    }

    /** The same, with the row locked until the transaction ends. */
    Optional<Case> lock(Tx tx, Reach reach, UUID caseId) {
        reach(tx.handle().createQuery("select c.case_id" + REACHED + " and c.case_id = :id for update of c"), reach)
                .bind("id", caseId)
                .mapTo(UUID.class)
                .findOne();
        // read after the lock is there: the statement that waited for it still joins the assignments of before
        return find(tx, reach, caseId);
    }

    /** Inserts a case that was just opened. */
    void insert(Tx tx, Case opened) {
        bind(tx.handle().createUpdate("""
                insert into cases.patient_case (case_id, tenant_id, partner_id, patient_id, state_id, reference_case_id,
                  is_follow_up, metadata, is_chargeable, is_additional_approval_needed, is_sync, wanted_clinician_id,
                  status, status_id, status_reason, status_since, status_changed_at, hold, version, created_at, updated_at)
                values (:id, :tenant, :partner, :patient, :state, :reference, :followUp, :metadata, :chargeable,
                  :additionalApproval, :sync, :wanted, :status, :statusId, :statusReason, :since, :changedAt, :hold,
                  :version, :createdAt, :updatedAt)
                """), opened)
                .bind("partner", opened.subject().partnerId())
                .bind("patient", opened.subject().patientId())
                .bind("state", opened.subject().stateId())
                .bind("reference", opened.terms().referenceCaseId())
                .bind("followUp", opened.terms().followUp())
                .bind("metadata", opened.terms().metadata())
                .bind("chargeable", opened.terms().chargeable())
                .bind("additionalApproval", opened.terms().additionalApproval())
                .bind("sync", opened.terms().sync())
                .bind("wanted", opened.terms().wantedClinicianId())
                .bind("version", opened.version())
                .bind("createdAt", opened.createdAt())
                .execute();
    }

    /** Writes what a verb changed; the row was locked before. */
    void update(Tx tx, Case changed) {
        bindHolder(bind(tx.handle().createUpdate("""
                update cases.patient_case
                set status = :status, status_id = :statusId, status_reason = :statusReason, status_since = :since,
                  status_changed_at = :changedAt, hold = :hold, case_assignment_id = :assignment, clinician_id = :clinician,
                  is_chargeable = :chargeable, is_additional_approval_needed = :additionalApproval, is_sync = :sync,
                  prioritized_at = :prioritizedAt, prioritized_reason = :prioritizedReason, locked_at = :lockedAt,
                  service_pdf_exported = :servicePdfExported, version = :version, updated_at = :updatedAt
                where tenant_id = :tenant and case_id = :id
                """), changed), changed)
                .bind("chargeable", changed.terms().chargeable())
                .bind("additionalApproval", changed.terms().additionalApproval())
                .bind("sync", changed.terms().sync())
                .bind("prioritizedAt", changed.marks().prioritizedAt())
                .bind("prioritizedReason", changed.marks().prioritizedReason())
                .bind("lockedAt", changed.marks().lockedAt())
                .bind("servicePdfExported", changed.marks().servicePdfExported())
                .bind("version", changed.version())
                .execute();
    }

    /**
     * Writes a first assignment unless somebody was faster or the case is held; needs no lock.
     *
     * @return the case's version now, since a note may have been told in between; empty when it was not written
     */
    Optional<Long> claim(Tx tx, Case assigned) {
        return bindHolder(bind(tx.handle().createQuery("""
                update cases.patient_case
                set status = :status, status_id = :statusId, status_reason = :statusReason, status_since = :since,
                  status_changed_at = :changedAt, case_assignment_id = :assignment, clinician_id = :clinician,
                  version = version + 1, updated_at = :updatedAt
                where tenant_id = :tenant and case_id = :id and status = 'created' and hold = :hold
                returning version
                """), assigned), assigned)
                .mapTo(Long.class)
                .findOne();
    }

    /** Keeps why nobody could be given this case; does nothing when the reasons are the same as before. */
    void keepVerdicts(Tx tx, Case unassigned, List<String> verdicts) {
        tx.handle()
                .createUpdate("""
                update cases.patient_case set verdicts = :verdicts
                where tenant_id = :tenant and case_id = :id and verdicts is distinct from cast(:verdicts as text[])
                """)
                .bind("verdicts", verdicts.toArray(String[]::new))
                .bind("tenant", unassigned.subject().tenantId())
                .bind("id", unassigned.caseId())
                .execute();
    }

    /** The kept reasons of a case that nobody could be given. */
    List<String> verdicts(Tx tx, Case unassigned) {
        return tx.handle()
                .createQuery("select verdicts from cases.patient_case where tenant_id = :tenant and case_id = :id")
                .bind("tenant", unassigned.subject().tenantId())
                .bind("id", unassigned.caseId())
                .mapTo(String[].class)
                .findOne()
                .map(List::of)
                .orElse(List.of());
    }

    /** The patient's cases that are neither completed nor cancelled. */
    List<UUID> openOf(Tx tx, UUID tenantId, UUID patientId) {
        return tx.handle()
                .createQuery("""
                select case_id from cases.patient_case
                where tenant_id = :tenant and patient_id = :patient and status not in ('completed', 'cancelled')
                order by created_at, case_id
                """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .mapTo(UUID.class)
                .list();
    }

    /** Hides the patient's cases, or shows them again. */
    void hide(Tx tx, UUID tenantId, UUID patientId, boolean hidden) {
        tx.handle()
                .createUpdate("""
                update cases.patient_case set hidden = :hidden
                where tenant_id = :tenant and patient_id = :patient and hidden <> :hidden
                """)
                .bind("hidden", hidden)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .execute();
    }

    /** Whether the patient has a completed case. */
    boolean hasCompleted(Tx tx, UUID tenantId, UUID patientId) {
        return tx.handle()
                .createQuery("""
                select exists (select 1 from cases.patient_case
                  where tenant_id = :tenant and patient_id = :patient and status = 'completed')
                """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .mapTo(boolean.class)
                .one();
    }

    /** The newest case of a patient that was not called off. */
    Optional<UUID> newest(Tx tx, UUID tenantId, UUID patientId) {
        return tx.handle()
                .createQuery("""
                        select case_id from cases.patient_case
                        where tenant_id = :tenant and patient_id = :patient and status <> 'cancelled'
                        order by created_at desc, case_id limit 1
                        """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .mapTo(UUID.class)
                .findOne();
    }

    /** Follows a patient who moved: cases that are not final now need a licence there; true when there were any. */
    boolean moveTo(Tx tx, UUID tenantId, UUID patientId, UUID stateId) {
        return tx.handle()
                        .createUpdate("""
                update cases.patient_case set state_id = :state
                where tenant_id = :tenant and patient_id = :patient and state_id <> :state
                  and status not in ('completed', 'cancelled')
                """)
                        .bind("state", stateId)
                        .bind("tenant", tenantId)
                        .bind("patient", patientId)
                        .execute()
                > 0;
    }

    /** Cases that wait for a clinician, oldest first. */
    List<Case> unassigned(Tx tx, Scope scope, UUID stateId, int limit) {
        return reach(tx.handle().createQuery("select " + COLUMNS + REACHED + """
                and c.state_id = :state and c.status = 'created' and not c.hold order by c.created_at limit :limit
                """), Reach.all(scope))
                .bind("state", stateId)
                .bind("limit", limit)
                .map(CaseStore::read)
                .list();
    }

    /** States in which cases wait for a clinician. */
    List<UUID> statesWithUnassigned(Tx tx, Scope scope) {
        return tx.handle()
                .createQuery("""
                select distinct state_id from cases.patient_case
                where tenant_id = any(:tenants) and status = 'created' and not hold
                """)
                .bind("tenants", scope.tenantArray())
                .mapTo(UUID.class)
                .list();
    }

    /**
     * How busy a clinician is.
     *
     * @param openCases cases it holds that are not final
     */
    record Load(UUID clinicianId, int openCases, @Nullable Instant lastAssignedAt) {}

    /** The load of each of these clinicians within the scope. */
    List<Load> loads(Tx tx, Scope scope, Collection<UUID> clinicians) {
        return tx.handle()
                .createQuery("""
                select one.clinician_id,
                  (select count(*) from cases.patient_case c where c.clinician_id = one.clinician_id
                    and c.tenant_id = any(:tenants) and c.status not in ('completed', 'cancelled')) as open_cases,
                  (select max(a.since) from cases.case_assignment a where a.clinician_id = one.clinician_id
                    and a.tenant_id = any(:tenants)) as last_assigned_at
                from unnest(:clinicians) as one(clinician_id)
                """)
                .bind("tenants", scope.tenantArray())
                .bind("clinicians", clinicians.toArray(UUID[]::new))
                .map((RowView row) -> new Load(
                        row.getColumn("clinician_id", UUID.class),
                        row.getColumn("open_cases", Integer.class),
                        row.getColumn("last_assigned_at", Instant.class)))
                .list();
    }

    static Case read(RowView row) {
        Subject subject = new Subject(
                row.getColumn("tenant_id", UUID.class),
                row.getColumn("partner_id", UUID.class),
                row.getColumn("patient_id", UUID.class),
                row.getColumn("state_id", UUID.class));
        Terms terms = new Terms(
                row.getColumn("is_follow_up", Boolean.class),
                row.getColumn("reference_case_id", UUID.class),
                row.getColumn("metadata", String.class),
                row.getColumn("is_chargeable", Boolean.class),
                row.getColumn("is_additional_approval_needed", Boolean.class),
                row.getColumn("is_sync", Boolean.class),
                row.getColumn("wanted_clinician_id", UUID.class));
        Standing standing = new Standing(
                row.getColumn("status_id", UUID.class),
                CaseStatus.named(row.getColumn("status", String.class)).orElseThrow(),
                row.getColumn("hold", Boolean.class),
                row.getColumn("status_reason", String.class),
                row.getColumn("status_since", Instant.class),
                row.getColumn("status_changed_at", Instant.class));
        UUID assignment = row.getColumn("case_assignment_id", UUID.class);
        Holder holder = assignment == null
                ? null
                : new Holder(
                        assignment,
                        row.getColumn("clinician_id", UUID.class),
                        row.getColumn("assignment_reason", String.class),
                        List.of(row.getColumn("assignment_verdicts", String[].class)),
                        row.getColumn("assigned_at", Instant.class));
        return new Case(
                row.getColumn("case_id", UUID.class),
                subject,
                terms,
                standing,
                new Marks(
                        row.getColumn("prioritized_at", Instant.class),
                        row.getColumn("prioritized_reason", String.class),
                        row.getColumn("locked_at", Instant.class),
                        row.getColumn("service_pdf_exported", Boolean.class)),
                holder,
                row.getColumn("version", Long.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("updated_at", Instant.class));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Case of) {
        return statement
                .bind("id", of.caseId())
                .bind("tenant", of.subject().tenantId())
                .bind("status", of.status().word())
                .bind("statusId", of.standing().statusId())
                .bind("statusReason", of.standing().reason())
                .bind("since", of.standing().since())
                .bind("changedAt", of.standing().changedAt())
                .bind("hold", of.standing().hold())
                .bind("updatedAt", of.updatedAt());
    }

    private static <S extends SqlStatement<S>> S bindHolder(S statement, Case of) {
        Holder holder = of.holder();
        return statement
                .bind("assignment", holder == null ? null : holder.assignmentId())
                .bind("clinician", holder == null ? null : holder.clinicianId());
    }
}

package io.careloom.cases;

import io.careloom.cases.CaseEvent.CaseCreated;
import io.careloom.cases.CaseEvent.HoldReleased;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Scope;
import io.careloom.patients.PatientDeleted;
import io.careloom.patients.PatientRestored;
import io.careloom.patients.Patients;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Assigns a case as soon as it may be, follows a patient who moves to another state, leaves or comes back, and tries the
 * waiting ones again when clinicians, specialties or offerings change.
 */
final class AssignmentStarter implements Subscriber {
    private static final Set<String> OF_CASES =
            Set.of(CaseCreated.class.getSimpleName(), HoldReleased.class.getSimpleName());

    private static final String DELETED = PatientDeleted.class.getSimpleName();
    private static final String RESTORED = PatientRestored.class.getSimpleName();

    private final Patients patients;
    private final CaseStore cases;
    private final CaseTrail trail;
    private final Assignments assignments;

    AssignmentStarter(Patients patients, CaseStore cases, CaseTrail trail, Assignments assignments) {
        this.patients = patients;
        this.cases = cases;
        this.trail = trail;
        this.assignments = assignments;
    }

    @Override
    public String name() {
        return "cases.assignment";
    }

    @Override
    public Set<String> names() {
        return Set.of(
                "CaseCreated",
                "HoldReleased",
                "PatientModified",
                DELETED,
                RESTORED,
                "ClinicianChanged",
                "SpecialtyChanged",
                "OfferingChanged");
    }

    @Override
    public void on(Tx tx, RecordedEvent event) {
        if (OF_CASES.contains(event.name())) {
            cases.find(tx, Reach.all(Scope.tenant(event.tenantId())), event.subjectId())
                    .filter(found -> found.status() == CaseStatus.CREATED
                            && !found.standing().hold())
                    .ifPresent(found -> assignments.assign(tx, Caller.system(event.tenantId()), found));
        } else if (event.name().equals("PatientModified")) {
            follow(tx, event);
        } else if (event.name().equals(DELETED) || event.name().equals(RESTORED)) {
            hide(tx, event.tenantId(), event.subjectId(), event.name().equals(DELETED));
        } else {
            assignments.assignWaiting(tx);
        }
    }

    private void follow(Tx tx, RecordedEvent patientModified) {
        UUID tenantId = patientModified.tenantId();
        UUID patientId = patientModified.subjectId();
        boolean moved = patients.all(tx, Scope.tenant(tenantId), List.of(patientId)).values().stream()
                .map(patient -> patient.address().state().stateId())
                .anyMatch(stateId -> moved(tx, tenantId, patientId, stateId));
        if (moved) {
            assignments.assignWaiting(tx);
        }
    }

    private boolean moved(Tx tx, UUID tenantId, UUID patientId, UUID stateId) {
        patients.readers().moved(tx, tenantId, patientId, stateId);
        return cases.moveTo(tx, tenantId, patientId, stateId);
    }

    /** The cases of a patient who left are shown to nobody, and no clinician goes on with one. */
    private void hide(Tx tx, UUID tenantId, UUID patientId, boolean left) {
        if (left) {
            cases.openOf(tx, tenantId, patientId).forEach(caseId -> cancel(tx, tenantId, caseId));
        }
        cases.hide(tx, tenantId, patientId, left);
    }

    private void cancel(Tx tx, UUID tenantId, UUID caseId) {
        cases.lock(tx, Reach.all(Scope.tenant(tenantId)), caseId)
                .filter(found ->
                        Moves.allowed(found.status(), Moves.Mover.SERVER).contains(CaseStatus.CANCELLED))
                .ifPresent(open -> {
                    Case.Step step = trail.step(Actor.SERVER, tenantId, "The patient left.");
                    trail.changed(tx, Caller.system(tenantId), open, open.cancel(step), step);
                });
    }
}

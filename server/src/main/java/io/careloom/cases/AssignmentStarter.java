package io.careloom.cases;

import io.careloom.cases.CaseEvent.CaseCreated;
import io.careloom.cases.CaseEvent.HoldReleased;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Scope;
import io.careloom.patients.Patients;
import io.careloom.platform.database.Tx;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.platform.events.Subscriber;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Assigns a case as soon as it may be, follows a patient who moves to another state, and tries the waiting ones again when
 * clinicians or specialties change.
 */
final class AssignmentStarter implements Subscriber {
    private static final Set<String> OF_CASES =
            Set.of(CaseCreated.class.getSimpleName(), HoldReleased.class.getSimpleName());

    private final Patients patients;
    private final CaseStore cases;
    private final Assignments assignments;

    AssignmentStarter(Patients patients, CaseStore cases, Assignments assignments) {
        this.patients = patients;
        this.cases = cases;
        this.assignments = assignments;
    }

    @Override
    public String name() {
        return "cases.assignment";
    }

    @Override
    public Set<String> names() {
        return Set.of("CaseCreated", "HoldReleased", "PatientModified", "ClinicianChanged", "SpecialtyChanged");
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
        } else {
            assignments.assignWaiting(tx);
        }
    }

    private void follow(Tx tx, RecordedEvent patientModified) {
        UUID tenantId = patientModified.tenantId();
        UUID patientId = patientModified.subjectId();
        boolean moved = patients.all(tx, Scope.tenant(tenantId), List.of(patientId)).values().stream()
                .map(patient -> patient.address().state().stateId())
                .anyMatch(stateId -> cases.moveTo(tx, tenantId, patientId, stateId));
        if (moved) {
            assignments.assignWaiting(tx);
        }
    }
}

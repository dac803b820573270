package io.careloom.patients.readers;

import io.careloom.files.OpenRecords;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import java.util.UUID;

/**
 * To whom among the people of care a patient's record is open: to clinicians who have or had its cases or who entered it,
 * and while a case waits, to whoever practises in its state. Who keeps cases says so in their transaction.
 */
public final class PatientReaders implements OpenRecords {
    private final ReaderStore store = new ReaderStore();

    /**
     * Why a record is open.
     *
     * @param byId the case; the patient itself for the clinician who entered it
     */
    public record Reason(UUID tenantId, UUID patientId, UUID byId) {}

    /** A case waits for a clinician in this state. */
    public void waiting(Tx tx, Reason reason, UUID stateId) {
        store.insert(tx, reason, stateId, true);
    }

    /** The clinician may read the record from now on; the case waits for nobody. */
    public void given(Tx tx, Reason reason, UUID clinicianId) {
        over(tx, reason);
        store.insert(tx, reason, clinicianId, false);
    }

    /** The case waits no more. */
    public void over(Tx tx, Reason reason) {
        store.deleteWaiting(tx, reason);
    }

    /** What waits for a clinician waits in another state now. */
    public void moved(Tx tx, UUID tenantId, UUID patientId, UUID stateId) {
        store.move(tx, tenantId, patientId, stateId);
    }

    @Override
    public boolean isOpen(Tx tx, Scope scope, UUID patientId) {
        return store.isOpen(tx, scope, patientId);
    }
}

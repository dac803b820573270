package io.careloom.patients.network;

import io.careloom.platform.Ids;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** The records that e-prescribing networks have of patients; each patient is shown with its own. */
public final class NetworkRecords {
    private final NetworkRecordStore store = new NetworkRecordStore();

    /** The patient's number in its network; empty before the network was told of it. */
    public Optional<Integer> number(Tx tx, UUID tenantId, UUID patientId) {
        return store.number(tx, tenantId, patientId);
    }

    /** The network was told of the patient, and calls it by this number. */
    public void synced(Tx tx, UUID tenantId, UUID patientId, int number, Instant at) {
        store.put(tx, new NetworkRecordStore.Kept(Ids.random(), tenantId, patientId, number), at);
    }

    /** The insurances that the network found, by its numbers; of a patient that it does not know nothing is kept. */
    public void insured(Tx tx, UUID tenantId, UUID patientId, Collection<Integer> eligibilities) {
        store.setEligibilities(tx, tenantId, patientId, eligibilities);
    }
}

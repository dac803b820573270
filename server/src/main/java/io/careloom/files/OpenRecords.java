package io.careloom.files;

import io.careloom.kernel.Scope;
import io.careloom.platform.database.Tx;
import java.util.UUID;

/** Which patients' records are open to a caller: none of a patient who left, beyond the tenants; the room of patients knows. */
@FunctionalInterface
public interface OpenRecords {
    /** Whether this patient's record is open within the scope. */
    boolean isOpen(Tx tx, Scope scope, UUID patientId);
}

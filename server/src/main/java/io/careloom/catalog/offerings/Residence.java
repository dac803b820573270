package io.careloom.catalog.offerings;

import io.careloom.kernel.Caller;
import io.careloom.platform.database.Tx;
import java.util.UUID;

/** Where a patient lives; the room of patients knows. */
@FunctionalInterface
public interface Residence {
    /** The state of a patient that the caller reaches, else 404. */
    UUID stateOf(Tx tx, Caller caller, UUID patientId);
}

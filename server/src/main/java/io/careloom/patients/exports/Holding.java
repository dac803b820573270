package io.careloom.patients.exports;

import io.careloom.platform.database.Tx;
import java.util.UUID;

/** What a room holds on a patient, for the patient's archive. */
@FunctionalInterface
public interface Holding {
    /** All of it, as a value that reads as JSON. */
    Object of(Tx tx, UUID tenantId, UUID patientId);
}

package io.careloom.patients;

import io.careloom.kernel.Scope;
import io.careloom.platform.Fields;
import java.util.Collections;
import java.util.UUID;

/**
 * A patient as stored.
 *
 * @param version counts the facts told of the patient, from 1
 * @param metafields number of custom properties, so that reading a patient without any asks for none
 * @param tags number of tags that were attached, likewise
 * @param network what the e-prescribing network knows; it is not changed with the patient
 */
record PatientRow(
        UUID patientId,
        UUID tenantId,
        PatientDetails details,
        UUID addressId,
        PatientAddress address,
        long version,
        int metafields,
        int tags,
        Patient.Dosespot network) {
    /** A patient to be. */
    static PatientRow made(
            UUID patientId, UUID addressId, UUID tenantId, CreatePatient command, PatientAddress address) {
        return new PatientRow(
                patientId,
                tenantId,
                command.details(),
                addressId,
                address,
                1,
                command.metafields().size(),
                0,
                Patient.Dosespot.UNKNOWN);
    }

    PatientRow next(PatientDetails changed, PatientAddress moved, int properties) {
        return new PatientRow(patientId, tenantId, changed, addressId, moved, version + 1, properties, tags, network);
    }

    /** The same with so many more facts told. */
    PatientRow counting(int facts) {
        return new PatientRow(
                patientId, tenantId, details, addressId, address, version + facts, metafields, tags, network);
    }

    /** As this scope sees it: what is sealed is gone where the scope is locked. */
    PatientRow seenIn(Scope scope) {
        return scope.locked().contains(tenantId) && details.ssn() != null
                ? new PatientRow(
                        patientId,
                        tenantId,
                        Fields.with(details, Collections.singletonMap("ssn", null)),
                        addressId,
                        address,
                        version,
                        metafields,
                        tags,
                        network)
                : this;
    }

    /** The same with so many tags. */
    PatientRow tagged(int attached) {
        return new PatientRow(patientId, tenantId, details, addressId, address, version, metafields, attached, network);
    }
}

package io.careloom.patients;

import java.util.UUID;

/**
 * A patient as stored.
 *
 * @param version counts the facts told of the patient, from 1
 * @param metafields number of custom properties, so that reading a patient without any asks for none
 * @param tags number of tags that were attached, likewise
 */
record PatientRow(
        UUID patientId,
        UUID tenantId,
        PatientDetails details,
        UUID addressId,
        PatientAddress address,
        long version,
        int metafields,
        int tags) {
    PatientRow next(PatientDetails changed, PatientAddress moved, int properties) {
        return new PatientRow(patientId, tenantId, changed, addressId, moved, version + 1, properties, tags);
    }

    /** The same with so many more facts told. */
    PatientRow counting(int facts) {
        return new PatientRow(patientId, tenantId, details, addressId, address, version + facts, metafields, tags);
    }

    /** The same with so many tags. */
    PatientRow tagged(int attached) {
        return new PatientRow(patientId, tenantId, details, addressId, address, version, metafields, attached);
    }
}

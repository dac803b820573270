package io.careloom.patients;

import java.util.List;

/** A patient to be. Lengths and forms are checked by whoever read them; codes, age and places are checked here. */
public record CreatePatient(PatientDetails details, AddressChange address, List<NewMetafield> metafields) {
    public CreatePatient {
        metafields = List.copyOf(metafields);
    }
}

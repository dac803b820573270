package io.careloom.patients;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An address as stored; the state is a known one. */
record PatientAddress(String address, @Nullable String address2, String zipCode, String cityName, UUID stateId) {
    @Override
    public String toString() {
        return "PatientAddress[]";
    }
}

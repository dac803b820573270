package io.careloom.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Bodies of requests about invented people. */
public final class MadeUp {
    private MadeUp() {}

    /** What has to be said of a patient, who lives in California, with an e-mail of its own; may be changed. */
    public static Map<String, Object> patient() {
        Map<String, Object> patient = new HashMap<>();
        patient.put("prefix", "Ms");
        patient.put("first_name", "Odile");
        patient.put("last_name", "Ferrant");
        patient.put("email", UUID.randomUUID() + "@patients.example");
        patient.put("date_of_birth", "1985-05-06");
        patient.put("gender", 2);
        patient.put("phone_number", "(213) 555-0175");
        patient.put("phone_type", 2);
        patient.put("metadata", "made up");
        patient.put(
                "address",
                Map.of(
                        "address", "9 Linden Row",
                        "city_name", "Los Angeles",
                        "state_name", "CA",
                        "zip_code", "90012"));
        return patient;
    }
}

package io.careloom.patients;

import io.careloom.kernel.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong, so that one answer tells all of it. */
final class Faults {
    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    void add(String field, String reason) {
        fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(reason);
    }

    /** Throws when there is anything wrong. */
    void refuse() {
        if (!fields.isEmpty()) {
            throw Problem.invalid(fields);
        }
    }
}

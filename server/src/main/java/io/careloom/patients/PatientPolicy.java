package io.careloom.patients;

import io.careloom.kernel.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** What may be said of a patient (partner-contract.md 5.1), beyond the form of each field. */
final class PatientPolicy {
    /** Below this age, in years, weight and height must be known: doses depend on them. */
    static final int OF_AGE = 18;

    private static final int OLDEST = 130;
    private static final Set<Integer> GENDERS = Set.of(0, 1, 2, 9);
    private static final Set<Integer> PHONE_TYPES = Set.of(2, 4);

    /** A rule of one field: when it is broken, its reason is told. */
    record Rule(String field, String reason, BiPredicate<PatientDetails, LocalDate> broken) {}

    /** All rules; the date is today. */
    static final List<Rule> RULES = List.of(
            new Rule(
                    "gender",
                    "The gender is 0 (not known), 1 (male), 2 (female) or 9 (not applicable).",
                    (patient, today) -> !GENDERS.contains(patient.gender())),
            new Rule(
                    "phone_type",
                    "The phone_type is 2 (cell) or 4 (home).",
                    (patient, today) -> !PHONE_TYPES.contains(patient.phoneType())),
            new Rule(
                    "date_of_birth",
                    "The date_of_birth must not lie in the future.",
                    (patient, today) -> patient.dateOfBirth().isAfter(today)),
            new Rule(
                    "date_of_birth",
                    "The date_of_birth lies too far in the past.",
                    (patient, today) -> patient.dateOfBirth().isBefore(today.minusYears(OLDEST))),
            new Rule(
                    "weight",
                    "The weight is required under the age of 18.",
                    (patient, today) -> isMinor(patient, today) && patient.weight() == null),
            new Rule(
                    "height",
                    "The height is required under the age of 18.",
                    (patient, today) -> isMinor(patient, today) && patient.height() == null));

    /** Collects what is wrong, so that one answer tells all of it. */
    static final class Faults {
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

    private PatientPolicy() {}

    static void check(PatientDetails patient, LocalDate today, Faults faults) {
        RULES.stream()
                .filter(rule -> rule.broken().test(patient, today))
                .forEach(rule -> faults.add(rule.field(), rule.reason()));
    }

    private static boolean isMinor(PatientDetails patient, LocalDate today) {
        return patient.dateOfBirth().plusYears(OF_AGE).isAfter(today);
    }
}

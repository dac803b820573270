package io.careloom.clinicians;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** What may be said of a clinician, beyond the form of each field. */
final class ClinicianPolicy {
    private static final Set<Integer> GENDERS = Set.of(0, 1, 2, 9);
    private static final Set<Integer> PHONE_TYPES = Set.of(2, 4);

    /** A rule of one field: when it is broken, its reason is told. */
    record Rule(String field, String reason, BiPredicate<ClinicianDetails, LocalDate> broken) {}

    /** All rules; the date is today. */
    static final List<Rule> RULES = List.of(
            new Rule(
                    "first_name",
                    "The first_name field is required.",
                    (one, today) -> one.firstName().isEmpty()),
            new Rule(
                    "last_name",
                    "The last_name field is required.",
                    (one, today) -> one.lastName().isEmpty()),
            new Rule(
                    "email",
                    "The email field is required.",
                    (one, today) -> one.email().isEmpty()),
            new Rule(
                    "permissions",
                    "The permissions are live, sandbox or both.",
                    (one, today) -> one.permissions().isEmpty()
                            || !Set.of("live", "sandbox").containsAll(one.permissions())),
            new Rule(
                    "gender",
                    "The gender is 0 (not known), 1 (male), 2 (female) or 9 (not applicable).",
                    (one, today) -> one.gender() != null && !GENDERS.contains(one.gender())),
            new Rule(
                    "phone_type",
                    "The phone_type is 2 (cell) or 4 (home).",
                    (one, today) -> one.phoneType() != null && !PHONE_TYPES.contains(one.phoneType())),
            new Rule(
                    "date_of_birth",
                    "The date_of_birth must not lie in the future.",
                    (one, today) ->
                            one.dateOfBirth() != null && one.dateOfBirth().isAfter(today)),
            new Rule(
                    "out_of_office_return_at",
                    "The out_of_office_return_at must not lie before out_of_office_from.",
                    (one, today) -> one.outOfOfficeFrom() != null
                            && one.outOfOfficeReturnAt() != null
                            && one.outOfOfficeReturnAt().isBefore(one.outOfOfficeFrom())));

    private ClinicianPolicy() {}

    /** The reasons by field; empty when all rules are kept. */
    static Map<String, List<String>> faults(ClinicianDetails clinician, LocalDate today) {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        RULES.stream()
                .filter(rule -> rule.broken().test(clinician, today))
                .forEach(rule -> faults.put(rule.field(), List.of(rule.reason())));
        return faults;
    }
}

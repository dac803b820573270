package io.careloom.clinicians;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which licence numbers can be true. */
final class LicensePolicy {
    /** A kind of licence: when its number is not kept, its reason is told. */
    record Rule(String type, String reason, Predicate<String> kept) {}

    /** One rule per kind; there are no others. */
    static final List<Rule> RULES = List.of(
            new Rule("npi", "An NPI has ten digits, the last of which is its check digit.", LicensePolicy::isNpi),
            new Rule(
                    "dea",
                    "A DEA number has two letters (the second may be 9) and seven digits.",
                    value -> value.matches("[A-Za-z][A-Za-z9][0-9]{7}")));

    private LicensePolicy() {}

    static boolean knows(String type) {
        return RULES.stream().anyMatch(rule -> rule.type().equals(type));
    }

    /** Why the number cannot be true; empty when it can. */
    static Optional<String> fault(String type, String value) {
        return RULES.stream()
                .filter(rule -> rule.type().equals(type) && !rule.kept().test(value))
                .map(Rule::reason)
                .findFirst();
    }

    /** Luhn over the ten digits behind 80840, the prefix that ISO 7812 gives to health in the United States. */
    private static boolean isNpi(String value) {
        return value.matches("[0-9]{10}") && isLuhn("80840" + value);
    }

    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}

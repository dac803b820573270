package io.careloom.access;

import io.careloom.kernel.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** How long tokens, codes and links live, how often somebody may guess, and which passwords are taken. */
final class SignInPolicy {
    static final Duration ACCESS_LIFETIME = Duration.ofHours(24);
    static final Duration REFRESH_LIFETIME = Duration.ofDays(30);
    static final int CODE_LENGTH = 6;
    static final int CODE_TRIES = 5;
    /** So many codes are mailed to one patient within the lifetime of a code. */
    static final int MOST_CODES = 5;

    static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    static final Duration RESET_LIFETIME = Duration.ofHours(1);
    static final Duration LINK_LIFETIME = Duration.ofMinutes(15);
    static final Duration INVITATION_LIFETIME = Duration.ofDays(3);
    /** So many wrong passwords or codes within the window lock the e-mail for as long as the window. */
    static final int MOST_FAILURES = 10;

    static final Duration FAILURE_WINDOW = Duration.ofMinutes(15);

    private static final List<Rule> PASSWORD_RULES = List.of(
            new Rule("The password has at least 10 characters.", (password, email) -> password.length() >= 10),
            new Rule("The password has at most 128 characters.", (password, email) -> password.length() <= 128),
            new Rule(
                    "The password does not contain the name of the mailbox.",
                    (password, email) -> !password.toLowerCase(Locale.ROOT).contains(mailbox(email))),
            new Rule(
                    "The password has at least 5 different characters.",
                    (password, email) -> password.chars().distinct().count() >= 5));

    private SignInPolicy() {}

    private record Rule(String reason, BiPredicate<String, String> holds) {}

    /** Refuses a password with the reasons of all rules it breaks. */
    static void check(String password, String email) {
        List<String> reasons = PASSWORD_RULES.stream()
                .filter(rule -> !rule.holds().test(password, email))
                .map(Rule::reason)
                .toList();
        if (!reasons.isEmpty()) {
            throw Problem.invalid(Map.of("password", reasons));
        }
    }

    /** The same for one that was typed twice. */
    static void check(People.NewPassword chosen, String email) {
        if (!chosen.password().equals(chosen.confirmation())) {
            throw Problem.invalid("password_confirmation", "The password confirmation does not match.");
        }
        check(chosen.password(), email);
    }

    private static String mailbox(String email) {
        return email.toLowerCase(Locale.ROOT).split("@", 2)[0];
    }
}

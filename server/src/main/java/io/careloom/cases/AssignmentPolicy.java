package io.careloom.cases;

import io.careloom.kernel.Environment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Who may be given a case, and who is first. Every candidate gets a verdict with its reasons, also those passed over. */
final class AssignmentPolicy {
    private AssignmentPolicy() {}

    /**
     * What a case asks of its clinician.
     *
     * @param today the date where the patient lives
     * @param capacity open cases one clinician may hold
     */
    record Placement(Environment environment, LocalDate today, Instant now, int capacity) {}

    /**
     * A clinician as the policy sees one.
     *
     * @param licensed has a practice area in the patient's state
     * @param licensedUntil last day of that licence; null when it does not end
     * @param outFrom start of an absence, null for none or already begun
     * @param outUntil end of an absence, null for none or open
     * @param lastAssignedAt when it last got a case; null for never
     */
    record Applicant(
            UUID clinicianId,
            boolean licensed,
            @Nullable LocalDate licensedUntil,
            boolean active,
            boolean available,
            boolean outOfOffice,
            @Nullable Instant outFrom,
            @Nullable Instant outUntil,
            Set<Environment> environments,
            boolean testingAccount,
            int openCases,
            @Nullable Instant lastAssignedAt) {}

    /** One rule: a name and the reason it refuses with, if it does. */
    record Rule(String name, BiFunction<Applicant, Placement, Optional<String>> refusal) {}

    /** A candidate and why it was refused; eligible without reasons. */
    record Verdict(Applicant applicant, List<String> refusals) {
        boolean eligible() {
            return refusals.isEmpty();
        }

        /** One line that is kept with the case: the clinician's id, never a name. */
        String line() {
            return applicant.clinicianId() + ": "
                    + (eligible()
                            ? "eligible, %d open cases".formatted(applicant.openCases())
                            : String.join("; ", refusals));
        }
    }

    /** The first eligible candidate, if any, and the verdict on each. */
    record Decision(@Nullable UUID chosen, List<Verdict> verdicts) {
        List<String> lines() {
            return verdicts.isEmpty()
                    ? List.of("Nobody is licensed in the patient's state.")
                    : verdicts.stream().map(Verdict::line).toList();
        }
    }

    /** All rules, in the order in which reasons are given; specialty and bond rules join here. */
    static final List<Rule> RULES = List.of(
            rule("practice_area", AssignmentPolicy::practiceArea),
            rule("active", (one, place) -> refuse(!one.active(), "the account is not active")),
            rule("environment", AssignmentPolicy::environment),
            rule("availability", (one, place) -> refuse(!one.available(), "not available for new cases")),
            rule("out_of_office", AssignmentPolicy::outOfOffice),
            rule(
                    "capacity",
                    (one, place) -> refuse(
                            one.openCases() >= place.capacity(),
                            "%d open cases, capacity %d".formatted(one.openCases(), place.capacity()))));

    private static final Comparator<Verdict> FIRST = Comparator.<Verdict>comparingInt(
                    verdict -> verdict.applicant().openCases())
            .thenComparing(
                    verdict -> verdict.applicant().lastAssignedAt(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(verdict -> verdict.applicant().clinicianId());

    /** Why this candidate cannot be given the case; empty when it can. */
    static List<String> refusals(Applicant applicant, Placement place) {
        List<String> reasons = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.refusal()
                    .apply(applicant, place)
                    .ifPresent(reason -> reasons.add("%s (%s)".formatted(reason, rule.name())));
        }
        return List.copyOf(reasons);
    }

    /** Fewest open cases first, then longest without a new one, then by id. */
    static Decision decide(List<Applicant> applicants, Placement place) {
        List<Verdict> verdicts = applicants.stream()
                .map(one -> new Verdict(one, refusals(one, place)))
                .sorted(Comparator.comparing(Verdict::eligible).reversed().thenComparing(FIRST))
                .toList();
        UUID chosen = verdicts.isEmpty() || !verdicts.getFirst().eligible()
                ? null
                : verdicts.getFirst().applicant().clinicianId();
        return new Decision(chosen, verdicts);
    }

    private static Rule rule(String name, BiFunction<Applicant, Placement, Optional<String>> refusal) {
        return new Rule(name, refusal);
    }

    private static Optional<String> refuse(boolean when, String reason) {
        return when ? Optional.of(reason) : Optional.empty();
    }

    private static Optional<String> practiceArea(Applicant one, Placement place) {
        if (!one.licensed()) {
            return Optional.of("not licensed in the patient's state");
        }
        LocalDate until = one.licensedUntil();
        return refuse(until != null && until.isBefore(place.today()), "the licence ended on " + until);
    }

    private static Optional<String> environment(Applicant one, Placement place) {
        if (!one.environments().contains(place.environment())) {
            return Optional.of("no permission for the " + place.environment().identifier() + " environment");
        }
        return refuse(
                one.testingAccount() && place.environment() != Environment.SANDBOX,
                "a testing account only gets sandbox cases");
    }

    private static Optional<String> outOfOffice(Applicant one, Placement place) {
        Instant from = one.outFrom();
        Instant until = one.outUntil();
        boolean begun = from == null || !place.now().isBefore(from);
        boolean over = until != null && !place.now().isBefore(until);
        return refuse(one.outOfOffice() && begun && !over, "out of office" + (until == null ? "" : " until " + until));
    }
}

package io.careloom.cases;

import io.careloom.catalog.offerings.Reserved;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.kernel.Environment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may be given a case, and who is first. Every candidate gets a verdict with its reasons, also those passed over. */
final class AssignmentPolicy {
    private static final String PREFERRED_BY_PARTNER = "preferred by the partner";
    private static final String PREFERRED_IN_SPECIALTY = "preferred in the specialty";

    private AssignmentPolicy() {}

    /**
     * What a case asks of its clinician.
     *
     * @param today the date where the patient lives
     * @param capacity open cases one clinician may hold
     * @param specialties of one of which the clinician must be; empty when none is asked for
     * @param offerings who may have the case's offerings, for those that are not for everybody
     * @param prescribers the clinicians each of whom alone prescribes something of the case
     */
    record Placement(
            Environment environment,
            LocalDate today,
            Instant now,
            int capacity,
            Set<UUID> specialties,
            Collection<Reserved> offerings,
            Set<UUID> prescribers) {}

    /**
     * How a clinician is tied to who asks.
     *
     * @param partner the priority at the case's partner, null when the two are not tied
     * @param specialties those the clinician is of, with the priority there
     */
    record Ties(@Nullable Priority partner, Map<UUID, Priority> specialties) {
        /** Tied to nobody. */
        static final Ties NONE = new Ties(null, Map.of());

        boolean preferredByPartner() {
            return partner == Priority.PREFERRED;
        }

        boolean preferredIn(Set<UUID> asked) {
            return asked.stream().anyMatch(specialty -> specialties.get(specialty) == Priority.PREFERRED);
        }
    }

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
            Ties ties,
            int openCases,
            @Nullable Instant lastAssignedAt) {}

    /**
     * One rule: a name and the reason it refuses with, if it does.
     *
     * @param binding holds also for a clinician who takes a case without being asked
     */
    record Rule(String name, boolean binding, BiFunction<Applicant, Placement, Optional<String>> refusal) {}

    /**
     * A candidate and why it was refused; eligible without reasons.
     *
     * @param merits why it comes before others
     */
    record Verdict(Applicant applicant, List<String> refusals, List<String> merits) {
        static Verdict of(Applicant one, Placement place) {
            List<String> merits = new ArrayList<>();
            if (one.ties().preferredByPartner()) {
                merits.add(PREFERRED_BY_PARTNER);
            }
            if (one.ties().preferredIn(place.specialties())) {
                merits.add(PREFERRED_IN_SPECIALTY);
            }
            return new Verdict(one, AssignmentPolicy.refusals(one, place), List.copyOf(merits));
        }

        boolean eligible() {
            return refusals.isEmpty();
        }

        /** One line that is kept with the case: the clinician's id, never a name. */
        String line() {
            return applicant.clinicianId() + ": "
                    + (eligible()
                            ? Stream.of(
                                            Stream.of("eligible"),
                                            merits.stream(),
                                            Stream.of("%d open cases".formatted(applicant.openCases())))
                                    .flatMap(part -> part)
                                    .collect(Collectors.joining(", "))
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

    /** All rules, in the order in which reasons are given. */
    static final List<Rule> RULES = List.of(
            rule("practice_area", AssignmentPolicy::practiceArea),
            rule("active", (one, place) -> refuse(!one.active(), "the account is not active")),
            rule("environment", AssignmentPolicy::environment),
            binding(
                    "partner_priority",
                    (one, place) -> refuse(one.ties().partner() == Priority.DISABLED, "disabled for the partner")),
            binding("specialty", AssignmentPolicy::specialty),
            binding("offering_bond", AssignmentPolicy::offering),
            binding("prescriber", AssignmentPolicy::prescriber),
            rule("availability", (one, place) -> refuse(!one.available(), "not available for new cases")),
            rule("out_of_office", AssignmentPolicy::outOfOffice),
            rule(
                    "capacity",
                    (one, place) -> refuse(
                            one.openCases() >= place.capacity(),
                            "%d open cases, capacity %d".formatted(one.openCases(), place.capacity()))));

    private static final Comparator<Verdict> FIRST = Comparator.<Verdict, Boolean>comparing(
                    verdict -> !verdict.merits().contains(PREFERRED_BY_PARTNER))
            .thenComparing(verdict -> !verdict.merits().contains(PREFERRED_IN_SPECIALTY))
            .thenComparing(verdict -> verdict.applicant().openCases())
            .thenComparing(
                    verdict -> verdict.applicant().lastAssignedAt(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(verdict -> verdict.applicant().clinicianId());

    /** Why this candidate cannot be given the case; empty when it can. */
    static List<String> refusals(Applicant applicant, Placement place) {
        return refusals(RULES, applicant, place);
    }

    /** Why this candidate may not even take the case by itself; empty when it may. */
    static List<String> bars(Applicant applicant, Placement place) {
        return refusals(RULES.stream().filter(Rule::binding).toList(), applicant, place);
    }

    private static List<String> refusals(List<Rule> rules, Applicant applicant, Placement place) {
        List<String> reasons = new ArrayList<>();
        for (Rule rule : rules) {
            rule.refusal()
                    .apply(applicant, place)
                    .ifPresent(reason -> reasons.add("%s (%s)".formatted(reason, rule.name())));
        }
        return List.copyOf(reasons);
    }

    /**
     * Whom the partner prefers first, then who is preferred in an asked specialty, then fewest open cases, then longest
     * without a new one, then by id.
     */
    static Decision decide(List<Applicant> applicants, Placement place) {
        List<Verdict> verdicts = applicants.stream()
                .map(one -> Verdict.of(one, place))
                .sorted(Comparator.comparing(Verdict::eligible).reversed().thenComparing(FIRST))
                .toList();
        UUID chosen = verdicts.isEmpty() || !verdicts.getFirst().eligible()
                ? null
                : verdicts.getFirst().applicant().clinicianId();
        return new Decision(chosen, verdicts);
    }

    private static Rule rule(String name, BiFunction<Applicant, Placement, Optional<String>> refusal) {
        return new Rule(name, false, refusal);
    }

    private static Rule binding(String name, BiFunction<Applicant, Placement, Optional<String>> refusal) {
        return new Rule(name, true, refusal);
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

    private static Optional<String> specialty(Applicant one, Placement place) {
        Map<UUID, Priority> has = one.ties().specialties();
        if (place.specialties().isEmpty()
                || place.specialties().stream()
                        .anyMatch(asked -> has.containsKey(asked) && has.get(asked) != Priority.DISABLED)) {
            return Optional.empty();
        }
        boolean disabled = place.specialties().stream().anyMatch(has::containsKey);
        return Optional.of(disabled ? "disabled in the asked specialty" : "not of a specialty that is asked for");
    }

    private static Optional<String> offering(Applicant one, Placement place) {
        UUID id = one.clinicianId();
        if (place.offerings().stream().anyMatch(offering -> offering.disabled().contains(id))) {
            return Optional.of("disabled for an offering of the case");
        }
        return refuse(
                place.offerings().stream().anyMatch(offering -> offering.excludes(id)),
                "an offering of the case is for other clinicians only");
    }

    private static Optional<String> prescriber(Applicant one, Placement place) {
        return refuse(
                place.prescribers().stream().anyMatch(alone -> !alone.equals(one.clinicianId())),
                "another clinician alone prescribes an offering of the case");
    }

    private static Optional<String> outOfOffice(Applicant one, Placement place) {
        Instant from = one.outFrom();
        Instant until = one.outUntil();
        boolean begun = from == null || !place.now().isBefore(from);
        boolean over = until != null && !place.now().isBefore(until);
        return refuse(one.outOfOffice() && begun && !over, "out of office" + (until == null ? "" : " until " + until));
    }
}

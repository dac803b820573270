package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.cases.AssignmentPolicy.Applicant;
import io.careloom.cases.AssignmentPolicy.Decision;
import io.careloom.cases.AssignmentPolicy.Placement;
import io.careloom.cases.AssignmentPolicy.Ties;
import io.careloom.catalog.offerings.Reserved;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.kernel.Environment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssignmentPolicyTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Placement LIVE =
            new Placement(Environment.LIVE, TODAY, NOON, 50, Set.of(), List.of(), Set.of());
    private static final Placement SANDBOX =
            new Placement(Environment.SANDBOX, TODAY, NOON, 50, Set.of(), List.of(), Set.of());
    private static final UUID SKIN = UUID.fromString("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa");
    private static final UUID HAIR = UUID.fromString("bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb");
    private static final UUID HEART = UUID.fromString("cccccccc-cccc-4ccc-8ccc-cccccccccccc");
    private static final Placement SKIN_OR_HAIR =
            new Placement(Environment.LIVE, TODAY, NOON, 50, Set.of(SKIN, HAIR), List.of(), Set.of());
    private static final UUID FIRST = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID SECOND = UUID.fromString("22222222-2222-4222-8222-222222222222");

    @Test
    void aLicensedAvailableClinicianIsEligible() {
        assertThat(AssignmentPolicy.refusals(new Draft(FIRST).build(), LIVE)).isEmpty();
    }

    @Test
    void aLicenceIsValidThroughItsLastDay() {
        assertThat(reasons(new Draft(FIRST).licensedUntil(TODAY))).isEmpty();
        assertThat(reasons(new Draft(FIRST).licensedUntil(TODAY.minusDays(1))))
                .containsExactly("the licence ended on 2026-11-23 (practice_area)");
    }

    @Test
    void withoutAPracticeAreaNobodyIsEligible() {
        assertThat(reasons(new Draft(FIRST).unlicensed()))
                .containsExactly("not licensed in the patient's state (practice_area)");
    }

    @Test
    void aTestingAccountOnlyGetsSandboxCases() {
        Applicant testing = new Draft(FIRST).testing().build();

        assertThat(AssignmentPolicy.refusals(testing, LIVE))
                .containsExactly("a testing account only gets sandbox cases (environment)");
        assertThat(AssignmentPolicy.refusals(testing, SANDBOX)).isEmpty();
    }

    @Test
    void theEnvironmentMustBePermitted() {
        Applicant sandboxOnly =
                new Draft(FIRST).environments(Set.of(Environment.SANDBOX)).build();

        assertThat(AssignmentPolicy.refusals(sandboxOnly, LIVE))
                .containsExactly("no permission for the live environment (environment)");
    }

    @Test
    void outOfOfficeEndsAtItsEnd() {
        assertThat(reasons(new Draft(FIRST).away(null, NOON.plusSeconds(1))))
                .containsExactly("out of office until 2026-11-24T12:00:01Z (out_of_office)");
        assertThat(reasons(new Draft(FIRST).away(null, NOON))).isEmpty();
        assertThat(reasons(new Draft(FIRST).away(NOON.plusSeconds(1), null))).isEmpty();
        assertThat(reasons(new Draft(FIRST).away(null, null))).containsExactly("out of office (out_of_office)");
    }

    @Test
    void everyReasonIsGiven() {
        assertThat(reasons(new Draft(FIRST).unavailable().openCases(50)))
                .containsExactly("not available for new cases (availability)", "50 open cases, capacity 50 (capacity)");
    }

    @Test
    void fewestOpenCasesComeFirst() {
        Decision decision = decide(new Draft(FIRST).openCases(3), new Draft(SECOND).openCases(2));

        assertThat(decision.chosen()).isEqualTo(SECOND);
        assertThat(decision.lines())
                .containsExactly(SECOND + ": eligible, 2 open cases", FIRST + ": eligible, 3 open cases");
    }

    @Test
    void thenWhoWaitedLongest() {
        assertThat(decide(new Draft(FIRST).lastAssigned(NOON), new Draft(SECOND).lastAssigned(NOON.minusSeconds(60)))
                        .chosen())
                .isEqualTo(SECOND);
        assertThat(decide(new Draft(FIRST).lastAssigned(NOON), new Draft(SECOND))
                        .chosen())
                .isEqualTo(SECOND);
    }

    @Test
    void thenTheId() {
        assertThat(decide(new Draft(SECOND), new Draft(FIRST)).chosen()).isEqualTo(FIRST);
    }

    @Test
    void withNobodyEligibleTheReasonsAreKept() {
        Decision decision = decide(new Draft(FIRST).unavailable());

        assertThat(decision.chosen()).isNull();
        assertThat(decision.lines()).containsExactly(FIRST + ": not available for new cases (availability)");
        assertThat(decide().lines()).containsExactly("Nobody is licensed in the patient's state.");
    }

    @Test
    void whomThePartnerDisabledIsNeverEligibleNotEvenByTakingTheCase() {
        Applicant disabled = new Draft(FIRST).tied(Priority.DISABLED, Map.of()).build();

        assertThat(AssignmentPolicy.refusals(disabled, LIVE))
                .containsExactly("disabled for the partner (partner_priority)");
        assertThat(AssignmentPolicy.bars(disabled, LIVE))
                .containsExactly("disabled for the partner (partner_priority)");
    }

    @Test
    void anAskedSpecialtyIsNeeded() {
        assertThat(AssignmentPolicy.refusals(new Draft(FIRST).build(), SKIN_OR_HAIR))
                .containsExactly("not of a specialty that is asked for (specialty)");
        assertThat(refusals(Map.of(HAIR, Priority.NORMAL))).isEmpty();
        assertThat(refusals(Map.of(HAIR, Priority.DISABLED)))
                .containsExactly("disabled in the asked specialty (specialty)");
        assertThat(refusals(Map.of(HAIR, Priority.DISABLED, SKIN, Priority.NORMAL)))
                .isEmpty();
        assertThat(refusals(Map.of(HEART, Priority.PREFERRED)))
                .containsExactly("not of a specialty that is asked for (specialty)");
    }

    private static List<String> refusals(Map<UUID, Priority> specialties) {
        return AssignmentPolicy.refusals(
                new Draft(FIRST).tied(null, specialties).build(), SKIN_OR_HAIR);
    }

    @Test
    void whomThePartnerPrefersComesFirstThenWhoIsPreferredInTheSpecialty() {
        UUID third = UUID.fromString("33333333-3333-4333-8333-333333333333");
        Decision decision = AssignmentPolicy.decide(
                List.of(
                        new Draft(FIRST)
                                .tied(null, Map.of(SKIN, Priority.NORMAL))
                                .build(),
                        new Draft(SECOND)
                                .tied(null, Map.of(SKIN, Priority.PREFERRED))
                                .openCases(4)
                                .build(),
                        new Draft(third)
                                .tied(Priority.PREFERRED, Map.of(HAIR, Priority.NORMAL))
                                .openCases(9)
                                .build()),
                SKIN_OR_HAIR);

        assertThat(decision.lines())
                .containsExactly(
                        third + ": eligible, preferred by the partner, 9 open cases",
                        SECOND + ": eligible, preferred in the specialty, 4 open cases",
                        FIRST + ": eligible, 0 open cases");
    }

    @Test
    void aPreferredClinicianWhoIsFullIsPassedOver() {
        Decision decision = decide(
                new Draft(FIRST).tied(Priority.PREFERRED, Map.of()).openCases(50),
                new Draft(SECOND).tied(Priority.NORMAL, Map.of()).openCases(49));

        assertThat(decision.chosen()).isEqualTo(SECOND);
    }

    private static List<String> reasons(Draft draft) {
        return AssignmentPolicy.refusals(draft.build(), LIVE);
    }

    @Test
    void anOfferingForOthersOnlyBarsEverybodyElseAlsoFromTakingTheCase() {
        Placement place = selling(new Reserved(Set.of(FIRST), Set.of()));

        assertThat(AssignmentPolicy.refusals(new Draft(FIRST).build(), place)).isEmpty();
        assertThat(AssignmentPolicy.refusals(new Draft(SECOND).build(), place))
                .isEqualTo(AssignmentPolicy.bars(new Draft(SECOND).build(), place))
                .containsExactly("an offering of the case is for other clinicians only (offering_bond)");
    }

    @Test
    void whoIsDisabledForOneOfTheOfferingsNeverGetsTheCase() {
        Placement place = selling(new Reserved(Set.of(), Set.of()), new Reserved(Set.of(FIRST, SECOND), Set.of(FIRST)));

        assertThat(AssignmentPolicy.refusals(new Draft(FIRST).build(), place))
                .containsExactly("disabled for an offering of the case (offering_bond)");
        assertThat(AssignmentPolicy.refusals(new Draft(SECOND).build(), place)).isEmpty();
    }

    private static Placement selling(Reserved... offerings) {
        return new Placement(Environment.LIVE, TODAY, NOON, 50, Set.of(), List.of(offerings), Set.of());
    }

    @Test
    void whatOneClinicianAlonePrescribesBarsEverybodyElseAlsoFromTakingTheCase() {
        Placement place = prescribedBy(FIRST);

        assertThat(AssignmentPolicy.refusals(new Draft(FIRST).build(), place)).isEmpty();
        assertThat(AssignmentPolicy.refusals(new Draft(SECOND).build(), place))
                .isEqualTo(AssignmentPolicy.bars(new Draft(SECOND).build(), place))
                .containsExactly("another clinician alone prescribes an offering of the case (prescriber)");
    }

    @Test
    void whatTwoCliniciansAlonePrescribeIsForNobody() {
        Placement place = prescribedBy(FIRST, SECOND);

        assertThat(AssignmentPolicy.refusals(new Draft(FIRST).build(), place)).hasSize(1);
        assertThat(AssignmentPolicy.refusals(new Draft(SECOND).build(), place)).hasSize(1);
    }

    private static Placement prescribedBy(UUID... clinicians) {
        return new Placement(Environment.LIVE, TODAY, NOON, 50, Set.of(), List.of(), Set.of(clinicians));
    }

    private static Decision decide(Draft... drafts) {
        return AssignmentPolicy.decide(
                List.of(drafts).stream().map(Draft::build).toList(), LIVE);
    }

    /** A clinician without a fault, to be spoilt. */
    private static final class Draft {
        private final UUID id;
        private boolean licensed = true;
        private LocalDate until = TODAY.plusYears(1);
        private boolean available = true;
        private boolean away;
        private Instant awayFrom;
        private Instant awayUntil;
        private Set<Environment> environments = Set.of(Environment.values());
        private boolean testing;
        private Ties ties = Ties.NONE;
        private int openCases;
        private Instant lastAssigned;

        private Draft(UUID id) {
            this.id = id;
        }

        private Draft unlicensed() {
            licensed = false;
            return this;
        }

        private Draft licensedUntil(LocalDate day) {
            until = day;
            return this;
        }

        private Draft unavailable() {
            available = false;
            return this;
        }

        private Draft away(Instant from, Instant end) {
            away = true;
            awayFrom = from;
            awayUntil = end;
            return this;
        }

        private Draft environments(Set<Environment> permitted) {
            environments = permitted;
            return this;
        }

        private Draft testing() {
            testing = true;
            return this;
        }

        private Draft tied(Priority partner, Map<UUID, Priority> specialties) {
            ties = new Ties(partner, specialties);
            return this;
        }

        private Draft openCases(int number) {
            openCases = number;
            return this;
        }

        private Draft lastAssigned(Instant at) {
            lastAssigned = at;
            return this;
        }

        private Applicant build() {
            return new Applicant(
                    id,
                    licensed,
                    until,
                    true,
                    available,
                    away,
                    awayFrom,
                    awayUntil,
                    environments,
                    testing,
                    ties,
                    openCases,
                    lastAssigned);
        }
    }
}

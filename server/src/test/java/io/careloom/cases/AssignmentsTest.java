package io.careloom.cases;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.charts.CaseChart;
import io.careloom.clinicians.AreaTerms;
import io.careloom.clinicians.ChangeClinician;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test has its own world, since every clinician of it is a candidate. */
class AssignmentsTest {
    private CasesWorld world;
    private Caller partner;

    @BeforeEach
    void open() {
        world = new CasesWorld();
        partner = world.partnerIn(Environment.SANDBOX);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void withNobodyEligibleTheReasonsAreKeptUntilSomebodyIsLicensed() {
        UUID clinician = world.unlicensedClinician();
        world.licence(clinician, new AreaTerms("A 1", LocalDate.of(2020, 1, 31), false));
        CaseChart created = world.submit(partner, plain -> plain);
        world.explained(created.caseId(), clinician + ": the licence ended on 2020-01-31 (practice_area)");

        assertThat(world.status(created.caseId())).isEqualTo("created");
        world.licence(clinician, new AreaTerms("A 1", null, false));
        world.becomes(created.caseId(), "assigned");
    }

    @Test
    void aClinicianWhoBecomesAvailableGetsWhatWaits() {
        UUID clinician = world.clinician();
        available(clinician, false);
        CaseChart created = world.submit(partner, plain -> plain);
        world.explained(created.caseId(), clinician + ": not available for new cases (availability)");

        available(clinician, true);

        world.becomes(created.caseId(), "assigned");
        assertThat(explained(created.caseId()).verdicts()).containsExactly(clinician + ": eligible, 0 open cases");
    }

    @Test
    void anOpenCaseFollowsItsPatientToAnotherState() throws InterruptedException {
        CaseChart moving = world.submit(partner, plain -> plain);
        UUID patientId = moving.patient().patientId();
        world.explained(moving.caseId(), "Nobody is licensed in the patient's state.");
        world.moves(partner, patientId, "Texas");
        eventually(
                "the case needs a licence in Texas",
                () -> !state(moving.caseId()).equals(world.california.stateId()));
        world.clinician();
        CaseChart staying = world.submit(partner, plain -> plain);
        world.becomes(staying.caseId(), "assigned");

        assertThat(world.status(moving.caseId())).isEqualTo("created");
        world.moves(partner, patientId, "California");
        world.becomes(moving.caseId(), "assigned");
    }

    @Test
    void casesAreSpreadByLoad() {
        UUID first = world.clinician();
        UUID second = world.clinician();
        CaseChart one = world.submit(partner, plain -> plain);
        world.becomes(one.caseId(), "assigned");
        CaseChart two = world.submit(partner, plain -> plain);
        world.becomes(two.caseId(), "assigned");

        assertThat(List.of(holder(one.caseId()), holder(two.caseId()))).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void aChosenClinicianMustBeEligible() {
        UUID stranger = world.unlicensedClinician();
        UUID away = world.clinician();
        available(away, false);

        assertThat(problem(() -> world.submit(partner, plain -> CasesWorld.wanting(plain, stranger)))
                        .fields()
                        .get("clinician_id"))
                .containsExactly(
                        "The clinician cannot be given this case: not licensed in the patient's state (practice_area).");
        assertThat(problem(() -> world.submit(partner, plain -> CasesWorld.wanting(plain, away)))
                        .fields()
                        .get("clinician_id"))
                .containsExactly(
                        "The clinician cannot be given this case: not available for new cases (availability).");
    }

    @Test
    void aChosenClinicianGetsTheCaseThoughAnotherHasLess() {
        UUID idle = world.clinician();
        UUID chosen = world.clinician();
        for (int number = 0; number < 2; number++) {
            CaseChart wanted = world.submit(partner, plain -> CasesWorld.wanting(plain, chosen));
            world.becomes(wanted.caseId(), "assigned");
            assertThat(holder(wanted.caseId())).isEqualTo(chosen).isNotEqualTo(idle);
        }
    }

    @Test
    void ofSixtyFourParallelTakersOneWins() throws Exception {
        List<UUID> takers =
                IntStream.range(0, 4).mapToObj(number -> world.clinician()).toList();
        takers.forEach(taker -> available(taker, false));
        List<Caller> callers = takers.stream().map(world::clinicianCaller).toList();
        CaseChart created = world.submit(partner, plain -> plain);

        List<String> ends;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> tries = IntStream.range(0, 64)
                    .<Callable<String>>mapToObj(number -> () -> take(created.caseId(), callers.get(number % 4)))
                    .toList();
            ends = threads.invokeAll(tries).stream().map(Future::resultNow).toList();
        }

        assertThat(ends).filteredOn("won"::equals).hasSize(1);
        assertThat(ends).filteredOn("CONFLICT"::equals).hasSize(63);
        assertThat(world.told(created.caseId())).containsExactly("CaseCreated", "CaseAssigned");
    }

    @Test
    void aHeldCaseCannotBeTaken() {
        UUID clinician = world.clinician();
        CaseChart held = world.submit(partner, CasesWorld::held);

        assertThat(problem(() -> world.write(
                                tx -> world.cases.take(tx, world.clinicianCaller(clinician), held.caseId())))
                        .code())
                .isEqualTo("case_held");
    }

    @Test
    void anUnassignedCaseOutsideItsStatesIsUnknownToAClinician() {
        UUID clinician = world.clinician();
        available(clinician, false);
        Caller stranger = world.clinicianCaller(world.unlicensedClinician());
        CaseChart created = world.submit(partner, plain -> plain);

        assertThat(world.read(tx -> world.cases.find(tx, world.clinicianCaller(clinician), created.caseId()))
                        .caseId())
                .isEqualTo(created.caseId());
        assertThat(problem(() -> world.read(tx -> world.cases.find(tx, stranger, created.caseId())))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(problem(() -> world.write(tx -> world.cases.take(tx, stranger, created.caseId())))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void reassigningTellsTheNewAssignmentAndKeepsTheStatus() {
        UUID first = world.clinician();
        CaseChart created = world.submit(partner, plain -> plain);
        world.becomes(created.caseId(), "assigned");
        UUID second = world.clinician();
        Caller holder = world.clinicianCaller(first);
        world.write(
                tx -> world.cases.moveByClinician(tx, holder, created.caseId(), CaseStatus.WAITING, "A photo, please"));

        CaseChart handedOver =
                world.write(tx -> world.cases.reassign(tx, holder, created.caseId(), second, "I am away next week"));

        assertThat(handedOver.caseStatus().name()).isEqualTo("waiting");
        assertThat(handedOver.caseAssignment().reason()).isEqualTo("I am away next week");
        assertThat(holder(created.caseId())).isEqualTo(second);
        assertThat(world.told(created.caseId()))
                .containsExactly("CaseCreated", "CaseAssigned", "CaseWaiting", "CaseAssigned");
        assertThat(problem(() -> world.write(tx -> world.cases.reassign(tx, holder, created.caseId(), first, null)))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
    }

    @Test
    void thePartnerSendsACreatedCaseToWhomThePolicyChooses() {
        UUID clinician = world.clinician();
        available(clinician, false);
        CaseChart created = world.submit(partner, plain -> plain);

        assertThat(problem(() -> world.write(tx ->
                                world.cases.moveByPartner(tx, partner, created.caseId(), CaseStatus.ASSIGNED, null)))
                        .code())
                .isEqualTo("no_eligible_clinician");
    }

    @Test
    void theClinicianIsEngagedByThePartner() {
        UUID clinician = world.clinician();
        Caller of = partner;
        assertThat(problem(() -> world.read(tx -> world.clinicians.view(tx, of, clinician)))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);

        CaseChart created = world.submit(partner, plain -> plain);
        world.becomes(created.caseId(), "assigned");

        assertThat(world.read(tx -> world.clinicians.view(tx, of, clinician))
                        .clinician()
                        .clinicianId())
                .isEqualTo(clinician);
    }

    private String take(UUID caseId, Caller clinician) {
        try {
            world.write(tx -> world.cases.take(tx, clinician, caseId));
            return "won";
        } catch (Problem problem) {
            return problem.kind().name();
        }
    }

    private void available(UUID clinicianId, boolean available) {
        world.write(tx -> world.clinicians.change(
                tx,
                world.admin(),
                clinicianId,
                new ChangeClinician(Map.of("case_assignment_availability", available), Change.absent())));
    }

    private CaseHistory.Explained explained(UUID caseId) {
        return world.read(tx -> world.cases.history().assignment(tx, partner, caseId))
                .content();
    }

    private UUID state(UUID caseId) {
        return world.read(tx -> tx.handle()
                .createQuery("select state_id from cases.patient_case where case_id = :id")
                .bind("id", caseId)
                .mapTo(UUID.class)
                .one());
    }

    private UUID holder(UUID caseId) {
        return explained(caseId).clinician().clinicianId();
    }

    private static Problem problem(Supplier<?> act) {
        return catchThrowableOfType(Problem.class, act::get);
    }
}

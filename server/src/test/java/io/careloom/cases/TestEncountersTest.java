package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.Encounter;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TestEncountersTest {
    private static CasesWorld world;
    private static Caller partner;
    private static UUID clinician;

    @BeforeAll
    static void open() {
        world = new CasesWorld();
        partner = world.partnerIn(Environment.SANDBOX);
        clinician = world.clinician();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void theShortestWayIsWalkedAndEveryStepTold() {
        UUID caseId = assigned();
        move(caseId, "waiting", "A photo, please");

        Encounter completed = move(caseId, "completed", null);

        assertThat(completed.id()).isEqualTo(caseId);
        assertThat(completed.caseStatus().name()).isEqualTo("completed");
        assertThat(world.told(caseId))
                .containsExactly(
                        "CaseCreated",
                        "CaseAssigned",
                        "CaseWaiting",
                        "CaseAssigned",
                        "CaseProcessing",
                        "CaseCompleted");
    }

    @Test
    void noWayLeadsOutOfAFinalStatus() {
        UUID caseId = assigned();
        move(caseId, "cancelled", "Test is over");

        assertThat(problem(() -> move(caseId, "assigned", null)).extras())
                .containsEntry("allowed_transitions", List.of());
    }

    @Test
    void resubmitIsAConflictWhileThereAreNoPrescriptions() {
        UUID caseId = assigned();

        assertThat(problem(() -> move(caseId, "resubmit", null)).kind()).isEqualTo(Problem.Kind.CONFLICT);
    }

    @Test
    void waitingAndCancelledNeedAReason() {
        UUID caseId = assigned();

        assertThat(problem(() -> move(caseId, "waiting", null)).fields()).containsKey("reason");
        assertThat(problem(() -> move(caseId, "approved", "x")).fields()).containsKey("status");
        assertThat(problem(() -> move(caseId, "nowhere", "x")).fields()).containsKey("status");
    }

    @Test
    void reassigningNamesTheNewClinician() {
        UUID caseId = assigned();
        UUID other = world.clinician();

        Encounter handedOver =
                world.write(tx -> world.cases.simulations().reassign(tx, partner, caseId, other, "Here is why"));

        assertThat(handedOver.caseAssignment().clinicianId()).isEqualTo(other);
        assertThat(handedOver.caseAssignment().reason()).isEqualTo("Here is why");
        assertThat(handedOver.caseStatus().name()).isEqualTo("assigned");
    }

    @Test
    void liveCasesAreNotSimulated() {
        Caller live = world.partnerIn(Environment.LIVE);
        UUID patientId = world.patient(live);
        Caller withRight = new Caller(
                live.id(),
                live.role(),
                partner.permissions(),
                live.scope(),
                live.environments(),
                live.tenantId(),
                live.partnerId(),
                null);
        CaseChart created = world.write(tx -> world.cases.submit(tx, live, CasesWorld.plain(patientId)));

        assertThat(problem(() -> world.write(
                                tx -> world.cases.simulations().submit(tx, withRight, CasesWorld.plain(patientId))))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(problem(() -> world.write(tx ->
                                world.cases.simulations().reassign(tx, withRight, created.caseId(), clinician, null)))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
    }

    private static UUID assigned() {
        UUID patientId = world.patient(partner);
        SubmitCase command = CasesWorld.wanting(CasesWorld.plain(patientId), clinician);
        UUID caseId = world.write(tx -> world.cases.simulations().submit(tx, partner, command))
                .caseId();
        world.becomes(caseId, "assigned");
        return caseId;
    }

    private static Encounter move(UUID caseId, String status, String reason) {
        return world.write(tx -> world.cases
                .simulations()
                .move(tx, partner, caseId, new TestEncounters.Wanted(status, reason, clinician)));
    }

    private static Problem problem(Supplier<?> act) {
        return catchThrowableOfType(Problem.class, act::get);
    }
}

package io.careloom.cases;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.cases.charts.CaseChart;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.patients.Patient;
import io.careloom.patients.lists.PatientLine;
import io.careloom.patients.lists.PatientLists;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which patients people of care find: by id, in searches and in lists, as cases come, wait, go and are handed on. */
class PatientReadersTest {
    private static CasesWorld world;
    private static PatientLists lists;
    private static Caller partner;

    @BeforeAll
    static void open() {
        world = new CasesWorld();
        lists = new PatientLists(world.geography, world.people.partners);
        partner = world.partnerIn(Environment.SANDBOX);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** Whether the caller finds the patient; the ways to find one must agree. */
    private static boolean finds(Caller caller, UUID patientId) {
        Patient known = world.read(tx -> world.patients.find(tx, partner.scope(), patientId));
        Set<Boolean> ways = Set.copyOf(List.of(
                !isMissing(() -> world.read(tx -> world.patients.find(tx, caller.scope(), patientId))),
                !isMissing(() -> world.write(tx -> world.patients.hold(tx, caller.scope(), patientId))),
                !isMissing(() -> world.read(tx -> lists.find(tx, caller, patientId))),
                world.read(tx -> world.patients.all(tx, caller.scope(), List.of(patientId)))
                        .containsKey(patientId),
                world.read(tx -> world.patients.withEmail(tx, caller.scope(), known.email())).stream()
                        .map(Patient::patientId)
                        .anyMatch(patientId::equals),
                world.read(tx -> world.patients.search(tx, caller, known.email(), known.partnerId())).stream()
                        .map(Patient::patientId)
                        .anyMatch(patientId::equals),
                world.read(tx -> lists.everywhere(tx, caller, known.email(), PageQuery.FIRST)).items().stream()
                        .map(PatientLine::patientId)
                        .anyMatch(patientId::equals)));
        assertThat(ways).as("all ways to find a patient agree").hasSize(1);
        return ways.contains(true);
    }

    private static boolean isMissing(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (Problem refused) {
            assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
            return true;
        }
    }

    private static CaseChart submit(UUID patientId, Function<SubmitCase, SubmitCase> said) {
        return world.write(tx -> world.cases.submit(tx, partner, said.apply(CasesWorld.plain(patientId))));
    }

    private static CaseChart assigned(UUID patientId, UUID clinicianId) {
        CaseChart opened = submit(patientId, plain -> CasesWorld.wanting(plain, clinicianId));
        world.becomes(opened.caseId(), "assigned");
        return opened;
    }

    /** An assistant who works for this clinician, as its token would make it. */
    private static Caller assistantOf(UUID clinicianId) {
        Caller whole = world.staff(Role.MEDICAL_ASSISTANT, clinicianId);
        return new Caller(
                whole.id(),
                whole.role(),
                whole.permissions(),
                whole.scope().openTo(Set.of(clinicianId)),
                whole.environments(),
                null,
                null,
                clinicianId);
    }

    @Test
    void aPatientWithoutACaseIsOpenToTheOfficesOnly() {
        UUID patientId = world.patient(partner);

        assertThat(finds(world.clinicianCaller(world.clinician()), patientId)).isFalse();
        assertThat(finds(partner, patientId)).isTrue();
        assertThat(finds(world.staff(Role.INTERNAL_SUPPORT_STAFF, null), patientId))
                .isTrue();
        assertThat(finds(world.admin(), patientId)).isTrue();
    }

    @Test
    void whoHasACaseReadsItsPatientAndWhoHadItStillDoes() {
        UUID first = world.clinician();
        UUID second = world.clinician();
        UUID never = world.clinician();
        UUID patientId = world.patient(partner);
        UUID caseId = assigned(patientId, first).caseId();
        assertThat(finds(world.clinicianCaller(first), patientId)).isTrue();
        assertThat(finds(world.clinicianCaller(second), patientId)).isFalse();

        world.write(tx -> world.cases.reassign(tx, world.admin(), caseId, second, "Away"));

        assertThat(finds(world.clinicianCaller(first), patientId)).as("had it").isTrue();
        assertThat(finds(world.clinicianCaller(second), patientId)).as("has it").isTrue();
        assertThat(finds(world.clinicianCaller(never), patientId)).isFalse();
    }

    @Test
    void whileACaseWaitsWhoeverPractisesThereReadsThePatient() {
        Caller there = world.clinicianCaller(world.clinician());
        Caller elsewhere = world.clinicianCaller(world.unlicensedClinician());
        UUID patientId = world.patient(partner);
        UUID caseId = submit(patientId, CasesWorld::held).caseId();
        assertThat(finds(there, patientId)).isTrue();
        assertThat(finds(elsewhere, patientId)).isFalse();

        world.write(tx -> {
            world.cases.hold(tx, partner, caseId, false);
            return true;
        });
        world.becomes(caseId, "assigned");

        UUID holder = world.read(tx -> world.cases.find(tx, world.admin(), caseId))
                .caseAssignment()
                .clinician()
                .clinicianId();
        assertThat(finds(world.clinicianCaller(holder), patientId)).isTrue();
        assertThat(finds(world.clinicianCaller(world.clinician()), patientId))
                .as("it waits no more")
                .isFalse();
    }

    @Test
    void aCancelledCaseThatNobodyHadOpensNothing() {
        Caller there = world.clinicianCaller(world.clinician());
        UUID patientId = world.patient(partner);
        UUID caseId = submit(patientId, CasesWorld::held).caseId();
        UUID other = submit(patientId, CasesWorld::held).caseId();

        world.write(tx -> world.cases.moveByPartner(tx, partner, caseId, CaseStatus.CANCELLED, "Mistake"));
        assertThat(finds(there, patientId)).as("the other one waits").isTrue();
        world.write(tx -> world.cases.moveByPartner(tx, partner, other, CaseStatus.CANCELLED, "Mistake"));

        assertThat(finds(there, patientId)).isFalse();
        assertThat(catchThrowableOfType(Problem.class, () -> world.read(tx -> world.cases.find(tx, there, caseId)))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void waitingCasesFollowAPatientWhoMoves() throws InterruptedException {
        Caller there = world.clinicianCaller(world.clinician());
        UUID patientId = world.patient(partner);
        submit(patientId, CasesWorld::held);
        assertThat(finds(there, patientId)).isTrue();

        world.moves(partner, patientId, "Vermont");

        eventually(
                "Vermont has it",
                () -> world.read(tx -> world.patients.all(tx, there.scope(), List.of(patientId)))
                        .isEmpty());
        assertThat(finds(there, patientId)).isFalse();
    }

    @Test
    void anAssistantReadsThePatientsOfItsCliniciansAndNoneThatWaits() {
        UUID holder = world.clinician();
        Caller assistant = assistantOf(holder);
        UUID patientId = world.patient(partner);
        UUID waiting = world.patient(partner);
        assigned(patientId, holder);
        submit(waiting, CasesWorld::held);

        assertThat(finds(assistant, patientId)).isTrue();
        assertThat(finds(assistant, waiting)).isFalse();
        assertThat(finds(assistantOf(world.clinician()), patientId)).isFalse();
    }
}

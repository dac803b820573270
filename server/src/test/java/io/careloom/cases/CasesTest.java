package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseNote;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.kernel.Role;
import io.careloom.platform.database.DatabaseFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CasesTest {
    private static CasesWorld world;
    private static Caller partner;
    private static UUID holder;

    @BeforeAll
    static void open() {
        world = new CasesWorld();
        partner = world.partnerIn(Environment.SANDBOX);
        holder = world.clinician();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void submissionAnswersCreatedAndIsAssignedRightAfter() {
        CaseChart created = world.submit(partner, plain -> plain);

        assertThat(created.caseStatus().name()).isEqualTo("created");
        assertThat(created.caseAssignment()).isNull();
        becomes(created.caseId(), "assigned");
        CaseChart assigned = find(partner, created.caseId());
        assertThat(assigned.caseAssignment().clinician().clinicianId()).isEqualTo(holder);
        assertThat(world.told(created.caseId())).containsExactly("CaseCreated", "CaseAssigned");
    }

    @Test
    void aHeldCaseStaysCreatedUntilItIsReleased() {
        CaseChart held = world.submit(partner, CasesWorld::held);
        CaseChart later = world.submit(partner, plain -> plain);
        becomes(later.caseId(), "assigned");

        assertThat(world.status(held.caseId())).isEqualTo("created");
        hold(held.caseId(), true);
        hold(held.caseId(), false);
        becomes(held.caseId(), "assigned");
        assertThat(world.told(held.caseId())).containsExactly("CaseCreated", "HoldReleased", "CaseAssigned");
    }

    @Test
    void holdOutsideCreatedIsForbidden() {
        UUID caseId = assigned();

        Problem problem = problem(() -> {
            hold(caseId, true);
            return null;
        });

        assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(problem.message()).isEqualTo("Access forbidden.");
        assertThat(problem.code()).isEqualTo("case_not_in_created");
    }

    @Test
    void approvalGoesOnToProcessingByItself() {
        UUID caseId = assigned();

        approve(caseId, new Cases.Approval("Thank you for trusting us.", null, "No contraindication."));

        becomes(caseId, "processing");
        move(caseId, CaseStatus.COMPLETED);
        assertThat(world.told(caseId))
                .containsExactly(
                        "CaseCreated",
                        "CaseAssigned",
                        "CaseApproved",
                        "ClinicalNoteCreated",
                        "CaseProcessing",
                        "CaseCompleted");
        assertThat(world.numbers(caseId))
                .isEqualTo(LongStream.rangeClosed(1, 6).boxed().toList());
    }

    @Test
    void approvalWaitsForThePartnerWhenItIsAskedTo() {
        CaseChart asked = world.submit(partner, CasesWorld::needingApproval);
        becomes(asked.caseId(), "assigned");
        approve(asked.caseId(), new Cases.Approval(null, null, null));
        UUID other = assigned();
        approve(other, new Cases.Approval(null, null, null));
        becomes(other, "processing");

        assertThat(world.status(asked.caseId())).isEqualTo("approved");
        moveByPartner(asked.caseId(), CaseStatus.PROCESSING);
        assertThat(world.status(asked.caseId())).isEqualTo("processing");
    }

    @Test
    void onlyTheHolderApproves() {
        UUID caseId = assigned();
        Caller another = world.clinicianCaller(world.unlicensedClinician());

        assertThat(problem(() -> world.write(
                                tx -> world.cases.approve(tx, another, caseId, new Cases.Approval(null, null, null))))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(problem(() -> find(another, caseId)).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void anIllegalMoveNamesTheOpenOnes() {
        UUID caseId = assigned();
        move(caseId, CaseStatus.WAITING);

        Problem problem = problem(() -> moveByPartner(caseId, CaseStatus.SUPPORT));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(problem.extras()).containsEntry("allowed_transitions", List.of("assigned", "cancelled"));
    }

    @Test
    void nobodyMovesAFinalCase() {
        UUID caseId = assigned();
        moveByPartner(caseId, CaseStatus.CANCELLED);

        assertThat(problem(() -> moveByPartner(caseId, CaseStatus.ASSIGNED)).extras())
                .containsEntry("allowed_transitions", List.of());
        assertThat(problem(() -> write(caseId, "Too late.")).code()).isEqualTo("case_cancelled");
    }

    @Test
    void supportStaffOnlySendToSupportAndBack() {
        UUID caseId = assigned();
        Caller desk = world.staff(Role.SUPPORT_STAFF, null);

        world.write(tx -> world.cases.moveByPartner(tx, desk, caseId, CaseStatus.SUPPORT, "Wrong address"));
        assertThat(problem(() -> world.write(
                                tx -> world.cases.moveByPartner(tx, desk, caseId, CaseStatus.CANCELLED, null)))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
        world.write(tx -> world.cases.moveByPartner(tx, desk, caseId, CaseStatus.ASSIGNED, null));
        assertThat(world.status(caseId)).isEqualTo("assigned");
    }

    @Test
    void anAssistantWorksOnItsCliniciansCases() {
        UUID caseId = assigned();
        Caller assistant = world.staff(Role.MEDICAL_ASSISTANT, holder);
        Caller stranger = world.staff(Role.MEDICAL_ASSISTANT, world.unlicensedClinician());

        world.write(tx -> world.cases.moveByClinician(tx, assistant, caseId, CaseStatus.WAITING, "A photo, please"));
        assertThat(problem(() -> world.write(
                                tx -> world.cases.approve(tx, assistant, caseId, new Cases.Approval(null, null, null))))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(problem(() -> find(stranger, caseId)).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void theSecondCaseAfterACompletedOneIsAFollowUp() {
        UUID patientId = world.patient(partner);
        CaseChart first = world.write(tx -> world.cases.submit(tx, partner, CasesWorld.plain(patientId)));
        becomes(first.caseId(), "assigned");
        move(first.caseId(), CaseStatus.PROCESSING);
        move(first.caseId(), CaseStatus.COMPLETED);

        CaseChart second = world.write(tx -> world.cases.submit(tx, partner, CasesWorld.plain(patientId)));

        assertThat(first.caseType()).isEqualTo("new");
        assertThat(second.caseType()).isEqualTo("follow-up");
    }

    @Test
    void foreignPatientsAndCasesAreUnknown() {
        UUID caseId = assigned();
        Caller live = world.partnerIn(Environment.LIVE);
        Caller other = world.credential(world.otherPartner, Environment.SANDBOX);

        assertThat(problem(() -> find(live, caseId)).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(problem(() -> find(other, caseId)).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        UUID patientId = world.patient(partner);
        assertThat(problem(() -> world.write(tx -> world.cases.submit(tx, other, CasesWorld.plain(patientId))))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void referencesAndDiseasesMustBeKnown() {
        UUID patientId = world.patient(partner);
        UUID unknown = UUID.randomUUID();
        SubmitCase referring =
                new SubmitCase(patientId, false, false, unknown, null, null, true, List.of(), List.of(), List.of());
        SubmitCase sick =
                new SubmitCase(patientId, false, false, null, null, null, true, List.of(unknown), List.of(), List.of());

        assertThat(problem(() -> world.write(tx -> world.cases.submit(tx, partner, referring)))
                        .fields())
                .containsKey("reference_case_id");
        assertThat(problem(() -> world.write(tx -> world.cases.submit(tx, partner, sick)))
                        .fields())
                .containsKey("diseases.0.disease_id");
    }

    @Test
    void answersNotesAndMessagesAreSealed() {
        SubmitCase.Question asked = new SubmitCase.Question(
                "Do you take aspirin?", "only on mondays", "string", false, true, true, null, null, null, null);
        UUID patientId = world.patient(partner);
        CaseChart one = world.write(tx -> world.cases.submit(
                tx,
                partner,
                new SubmitCase(patientId, false, false, null, null, null, true, List.of(), List.of(), List.of(asked))));
        write(one.caseId(), "allergic to penicillin");

        assertThat(world.read(tx -> world.cases.contents().questions(tx, partner, one.caseId()))
                        .content())
                .singleElement()
                .satisfies(question -> {
                    assertThat(question.answer()).isEqualTo("only on mondays");
                    assertThat(question.isCritical()).isTrue();
                });
        assertThat(stored("select answer from cases.case_question where case_id = :id", one.caseId()))
                .doesNotContain("mondays");
        assertThat(stored("select text from cases.case_note where case_id = :id", one.caseId()))
                .doesNotContain("penicillin");
    }

    @Test
    void historyTellsWhoDidWhat() {
        UUID caseId = assigned();
        moveByPartner(caseId, CaseStatus.SUPPORT);

        List<CaseHistory.StatusLine> lines = world.read(
                        tx -> world.cases.history().statuses(tx, partner, caseId, PageQuery.FIRST))
                .content()
                .items();
        List<CaseHistory.EventLine> events = world.read(
                        tx -> world.cases.history().events(tx, partner, caseId, PageQuery.FIRST))
                .content();

        assertThat(lines)
                .extracting(CaseHistory.StatusLine::name, CaseHistory.StatusLine::userType)
                .containsExactly(
                        tuple("created", "App\\Models\\Partner"),
                        tuple("assigned", null),
                        tuple("support", "App\\Models\\Partner"));
        assertThat(events)
                .extracting(CaseHistory.EventLine::title)
                .containsExactly(
                        "Transferred to support by Partner", "Assigned to clinician by System", "Created by Partner");
        assertThat(events.getFirst().by()).isEqualTo("Harbour Hair");
    }

    @Test
    void theDatabaseGuardsTheSameMoves() {
        UUID caseId = assigned();

        List<String> stored = world.read(tx -> tx.handle()
                .createQuery("select from_status || ' ' || to_status from cases.allowed_move")
                .mapTo(String.class)
                .list());

        assertThat(stored)
                .containsExactlyInAnyOrderElementsOf(Moves.TABLE.stream()
                        .map(row -> row.from().word() + " " + row.to().word())
                        .toList());
        assertThatThrownBy(() -> world.write(tx -> tx.handle()
                        .createUpdate("update cases.patient_case set status = 'completed' where case_id = :id")
                        .bind("id", caseId)
                        .execute()))
                .isInstanceOf(DatabaseFault.class)
                .hasMessage("SQL state 23514");
    }

    private static UUID assigned() {
        UUID caseId = world.submit(partner, plain -> CasesWorld.wanting(plain, holder))
                .caseId();
        becomes(caseId, "assigned");
        return caseId;
    }

    private static void becomes(UUID caseId, String status) {
        world.becomes(caseId, status);
    }

    private static CaseChart find(Caller caller, UUID caseId) {
        return world.read(tx -> world.cases.find(tx, caller, caseId));
    }

    private static void hold(UUID caseId, boolean held) {
        world.write(tx -> {
            world.cases.hold(tx, partner, caseId, held);
            return true;
        });
    }

    private static void approve(UUID caseId, Cases.Approval approval) {
        world.write(tx -> world.cases.approve(tx, world.clinicianCaller(holder), caseId, approval));
    }

    private static CaseChart move(UUID caseId, CaseStatus to) {
        return world.write(
                tx -> world.cases.moveByClinician(tx, world.clinicianCaller(holder), caseId, to, "So it is"));
    }

    private static CaseChart moveByPartner(UUID caseId, CaseStatus to) {
        return world.write(tx -> world.cases.moveByPartner(tx, partner, caseId, to, null));
    }

    private static CaseNote write(UUID caseId, String text) {
        return world.write(tx -> world.cases.contents().write(tx, partner, caseId, text));
    }

    private static String stored(String query, UUID caseId) {
        byte[] sealed = world.read(tx -> tx.handle()
                .createQuery(query)
                .bind("id", caseId)
                .mapTo(byte[].class)
                .one());
        return new String(sealed, StandardCharsets.ISO_8859_1);
    }

    private static Problem problem(Supplier<?> act) {
        return catchThrowableOfType(Problem.class, act::get);
    }
}

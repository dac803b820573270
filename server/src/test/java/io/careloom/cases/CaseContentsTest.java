package io.careloom.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.careloom.cases.SubmitCase.Question;
import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.charts.CaseQuestion;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions and diseases that come after the case. */
class CaseContentsTest {
    private static final Question SLEEP =
            new Question("Do you sleep well?", "true", "boolean", true, false, true, null, "Sleep", null, null);

    private static CasesWorld world;
    private static Caller partner;
    private static List<UUID> known;

    @BeforeAll
    static void open() {
        world = new CasesWorld();
        partner = world.partnerIn(Environment.SANDBOX);
        known = world.read(tx -> tx.handle()
                .createQuery("select disease_id from catalog.disease order by icd limit 4")
                .mapTo(UUID.class)
                .list());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void theFirstDiseaseIsPrimaryAndTheNextIsNot() {
        UUID caseId = held();

        assertThat(attach(caseId, known.get(0)))
                .extracting(CaseDisease::isPrimary)
                .containsExactly(true);
        assertThat(attach(caseId, known.get(1)))
                .extracting(CaseDisease::diseaseId, CaseDisease::isPrimary)
                .containsExactly(tuple(known.get(0), true), tuple(known.get(1), false));
    }

    @Test
    void aDiseaseIsAttachedOnce() {
        UUID caseId = heldWith(known.get(0), known.get(1));

        assertThat(attach(caseId, known.get(1))).hasSize(2);
        assertThat(happened(caseId))
                .filteredOn("Disease added by Partner"::equals)
                .hasSize(2);
    }

    @Test
    void anotherPrimaryTakesThePlaceOfTheFirst() {
        UUID caseId = heldWith(known.get(0), known.get(1), known.get(2));

        assertThat(primary(caseId, known.get(2)))
                .extracting(CaseDisease::diseaseId, CaseDisease::isPrimary)
                .containsExactly(tuple(known.get(2), true), tuple(known.get(0), false), tuple(known.get(1), false));
        assertThat(primary(caseId, known.get(2)))
                .as("once more changes nothing")
                .hasSize(3);
        assertThat(happened(caseId))
                .filteredOn("Primary disease set by Partner"::equals)
                .hasSize(1);
    }

    @Test
    void afterThePrimaryTheFirstOfTheOthersIsPrimary() {
        UUID caseId = heldWith(known.get(0), known.get(1), known.get(2));

        assertThat(detach(caseId, known.get(0)))
                .extracting(CaseDisease::diseaseId, CaseDisease::isPrimary)
                .containsExactly(tuple(known.get(1), true), tuple(known.get(2), false));
        assertThat(detach(caseId, known.get(2)))
                .extracting(CaseDisease::isPrimary)
                .containsExactly(true);
        assertThat(detach(caseId, known.get(1))).isEmpty();
        assertThat(attach(caseId, known.get(3)))
                .extracting(CaseDisease::isPrimary)
                .containsExactly(true);
    }

    @Test
    void whoeverChoosesAtOnceLeavesOnePrimary() throws Exception {
        UUID caseId = heldWith(known.get(0), known.get(1), known.get(2), known.get(3));
        List<Future<?>> choices = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(4)) {
            for (int turn = 0; turn < 24; turn++) {
                UUID wanted = known.get(turn % 4);
                choices.add(people.submit(() -> primary(caseId, wanted)));
            }
        }
        for (Future<?> choice : choices) {
            choice.get();
        }

        assertThat(diseases(caseId))
                .hasSize(4)
                .filteredOn(CaseDisease::isPrimary)
                .hasSize(1);
    }

    @Test
    void whatIsNotAttachedIsNotFoundAndWhatIsNoDiseaseIsRefused() {
        UUID caseId = heldWith(known.get(0));

        assertThat(refused(() -> detach(caseId, known.get(1))).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(refused(() -> primary(caseId, known.get(1))).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(refused(() -> attach(caseId, UUID.randomUUID())).fields()).containsKey("disease_id");
        assertThat(diseases(caseId)).extracting(CaseDisease::isPrimary).containsExactly(true);
    }

    @Test
    void anotherPartnersCaseIsNotFound() {
        UUID caseId = heldWith(known.get(0));
        Caller stranger = world.credential(world.otherPartner, Environment.SANDBOX);

        assertThat(refused(() -> write(tx -> world.cases.contents().attach(tx, stranger, caseId, known.get(1))))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(refused(() -> write(tx -> world.cases.contents().ask(tx, stranger, caseId, SLEEP)))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void aLaterQuestionStandsBehindTheFirstOnes() {
        UUID caseId = world.submit(
                        partner,
                        one -> new SubmitCase(
                                one.patientId(),
                                true,
                                false,
                                null,
                                null,
                                null,
                                true,
                                List.of(),
                                List.of(),
                                List.of(SLEEP)))
                .caseId();
        Question later = new Question("Since when?", "NA", "string", false, false, false, null, null, null, null);

        CaseQuestion added = write(tx -> world.cases.contents().ask(tx, partner, caseId, later));

        assertThat(added.answer()).isEqualTo("NA");
        assertThat(world.read(tx -> world.cases.contents().questions(tx, partner, caseId))
                        .content())
                .extracting(CaseQuestion::question)
                .containsExactly("Do you sleep well?", "Since when?");
        assertThat(happened(caseId)).contains("Question added by Partner");
    }

    @Test
    void aDecidedCaseIsLockedUntilItReturns() {
        UUID clinician = world.clinician();
        UUID caseId = world.submit(partner, one -> CasesWorld.needingApproval(CasesWorld.wanting(one, clinician)))
                .caseId();
        world.becomes(caseId, "assigned");
        UUID holder = world.read(tx -> world.cases.find(tx, partner, caseId))
                .caseAssignment()
                .clinician()
                .clinicianId();
        Caller doctor = world.clinicianCaller(holder);
        assertThat(chart(caseId).isLocked()).isFalse();

        write(tx -> world.cases.approve(tx, doctor, caseId, new Cases.Approval(null, null, null)));
        CaseChart approved = chart(caseId);
        Problem locked = refused(() -> attach(caseId, known.get(0)));

        assertThat(approved.isLocked()).isTrue();
        assertThat(approved.lockedAt()).isEqualTo(approved.caseStatus().createdAt());
        assertThat(locked.code()).isEqualTo("case_locked");
        assertThat(refused(() -> write(tx -> world.cases.contents().ask(tx, partner, caseId, SLEEP)))
                        .code())
                .isEqualTo("case_locked");
        write(tx -> world.cases.moveByPartner(tx, partner, caseId, CaseStatus.ASSIGNED, null));
        assertThat(chart(caseId).lockedAt()).isNull();
        assertThat(attach(caseId, known.get(0))).hasSize(1);
    }

    @Test
    void aCancelledCaseIsClosed() {
        UUID caseId = heldWith(known.get(0));
        write(tx -> world.cases.moveByPartner(tx, partner, caseId, CaseStatus.CANCELLED, null));

        Problem closed = refused(() -> detach(caseId, known.get(0)));

        assertThat(closed.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(closed.extras()).containsEntry("allowed_transitions", List.of());
    }

    private static UUID held() {
        return world.submit(partner, CasesWorld::held).caseId();
    }

    private static UUID heldWith(UUID... diseases) {
        UUID caseId = held();
        for (UUID disease : diseases) {
            attach(caseId, disease);
        }
        return caseId;
    }

    private static List<CaseDisease> attach(UUID caseId, UUID disease) {
        return write(tx -> world.cases.contents().attach(tx, partner, caseId, disease));
    }

    private static List<CaseDisease> detach(UUID caseId, UUID disease) {
        return write(tx -> world.cases.contents().detach(tx, partner, caseId, disease));
    }

    private static List<CaseDisease> primary(UUID caseId, UUID disease) {
        return write(tx -> world.cases.contents().makePrimary(tx, partner, caseId, disease));
    }

    private static List<CaseDisease> diseases(UUID caseId) {
        return world.read(tx -> world.cases.contents().diseases(tx, partner, caseId))
                .content();
    }

    private static CaseChart chart(UUID caseId) {
        return world.read(tx -> world.cases.find(tx, partner, caseId));
    }

    private static List<String> happened(UUID caseId) {
        return world.read(tx -> world.cases.history().events(tx, partner, caseId, PageQuery.FIRST)).content().stream()
                .map(CaseHistory.EventLine::title)
                .toList();
    }

    private static <T> T write(Function<Tx, T> work) {
        return world.write(work);
    }

    private static Problem refused(ThrowingCallable work) {
        return catchThrowableOfType(Problem.class, work);
    }
}

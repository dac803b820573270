package io.careloom.cases;

import static io.careloom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.careloom.cases.charts.CaseChart;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.charts.TagLine;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.partners.CreateTag;
import io.careloom.partners.Tag;
import io.careloom.partners.Tags;
import io.careloom.platform.database.Tx;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaseTagsTest {
    private static CasesWorld world;
    private static Tags tags;
    private static Caller partner;
    private static Caller elsewhere;
    private static UUID holder;
    private static Caller clinician;

    @BeforeAll
    static void open() {
        world = new CasesWorld();
        tags = world.people.partners.tags();
        partner = world.partnerIn(Environment.SANDBOX);
        elsewhere = world.credential(world.otherPartner, Environment.SANDBOX);
        holder = world.clinician();
        clinician = world.clinicianCaller(holder);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Tag tag(Caller by, @Nullable String removableRole, @Nullable List<String> autoDetach) {
        CreateTag command = new CreateTag(
                "Call back", UUID.randomUUID().toString(), "#5899c7", "Today.", removableRole, autoDetach);
        return world.write(tx -> tags.create(tx, by, command));
    }

    private static Tag tag(Caller by) {
        return tag(by, null, null);
    }

    private static long attachedRows(Tag tag) {
        return world.read(tx -> tx.handle()
                .createQuery("select count(*) from cases.case_tag where tag_id = :tag")
                .bind("tag", tag.id())
                .mapTo(long.class)
                .one());
    }

    private static UUID assigned() {
        UUID caseId = world.submit(partner, plain -> CasesWorld.wanting(plain, holder))
                .caseId();
        world.becomes(caseId, "assigned");
        return caseId;
    }

    private static void attach(Caller by, UUID caseId, Tag tag, @Nullable String notes) {
        world.write(tx -> {
            world.cases.tags().attach(tx, by, caseId, tag.id(), notes);
            return true;
        });
    }

    private static void detach(Caller by, UUID caseId, Tag tag, @Nullable String notes) {
        world.write(tx -> {
            world.cases.tags().detach(tx, by, caseId, tag.id(), notes);
            return true;
        });
    }

    private static void annotate(UUID caseId, Tag tag, String notes) {
        world.write(tx -> {
            world.cases.tags().annotate(tx, partner, caseId, tag.id(), notes);
            return true;
        });
    }

    private static void attachFiles(UUID caseId, UUID... fileIds) {
        for (UUID fileId : fileIds) {
            world.write(tx -> tx.handle()
                    .createUpdate("""
                            insert into cases.case_file (tenant_id, case_id, file_id)
                            select tenant_id, case_id, :file from cases.patient_case where case_id = :case
                            """)
                    .bind("file", fileId)
                    .bind("case", caseId)
                    .execute());
        }
    }

    private static boolean onFile(BiConsumer<Tx, CaseTags> act) {
        return world.write(tx -> {
            act.accept(tx, world.cases.tags());
            return true;
        });
    }

    private static List<Tag> onFile(UUID caseId, UUID fileId) {
        return world.read(tx -> world.cases.tags().ofFile(tx, partner, caseId, fileId, PageQuery.FIRST))
                .content()
                .items();
    }

    private static List<Tag> shown(UUID caseId) {
        return world.read(tx -> world.cases.find(tx, partner, caseId)).tags();
    }

    private static List<TagLine> history(UUID caseId) {
        return world.read(tx -> world.cases.tags().history(tx, partner, caseId, PageQuery.FIRST))
                .content()
                .items();
    }

    private static void move(UUID caseId, CaseStatus to, @Nullable String reason) {
        world.write(tx -> world.cases.moveByClinician(tx, clinician, caseId, to, reason));
    }

    private static Problem.@Nullable Kind refusal(Supplier<?> act) {
        Problem problem = catchThrowableOfType(Problem.class, act::get);
        return problem == null ? null : problem.kind();
    }

    private static Problem.@Nullable Kind refusedDetach(Caller by, UUID caseId, Tag tag) {
        return refusal(() -> {
            detach(by, caseId, tag, null);
            return true;
        });
    }

    private static Problem.@Nullable Kind refusedAttach(Caller by, UUID caseId, Tag tag) {
        return refusal(() -> {
            attach(by, caseId, tag, null);
            return true;
        });
    }

    @Test
    void anAttachedTagIsShownWithItsNotesAndToldOnce() {
        UUID caseId = assigned();
        Tag tag = tag(partner);

        attach(partner, caseId, tag, "In the morning.");
        attach(partner, caseId, tag, null);

        assertThat(shown(caseId)).containsExactly(tag.noted("In the morning."));
        assertThat(world.told(caseId)).containsExactly("CaseCreated", "CaseAssigned", "CaseTagAttached");
        assertThat(world.numbers(caseId)).containsExactly(1L, 2L, 3L);
        assertThat(history(caseId)).extracting(TagLine::event).containsExactly("added");
    }

    @Test
    void attachingAgainWithOtherNotesChangesTheNotes() {
        UUID caseId = assigned();
        Tag tag = tag(partner);
        attach(partner, caseId, tag, "In the morning.");

        attach(partner, caseId, tag, "At noon.");

        assertThat(shown(caseId)).containsExactly(tag.noted("At noon."));
        assertThat(history(caseId)).extracting(TagLine::event).containsExactly("added", "updated");
        assertThat(world.told(caseId)).containsExactly("CaseCreated", "CaseAssigned", "CaseTagAttached");
    }

    @Test
    void theHistorySaysWhoDidWhatInTheOrderInWhichItHappened() {
        UUID caseId = assigned();
        Tag tag = tag(partner);
        attach(clinician, caseId, tag, null);
        annotate(caseId, tag, "In the morning.");
        annotate(caseId, tag, "In the morning.");
        detach(clinician, caseId, tag, "She was called.");

        List<TagLine> lines = history(caseId);

        String byClinician = "App\\Models\\Clinician";
        assertThat(lines)
                .extracting(TagLine::event, TagLine::reason, TagLine::userId, TagLine::userType)
                .containsExactly(
                        tuple("added", "New Tag", holder, byClinician),
                        tuple("updated", "Update Tag notes", world.partner.id(), "App\\Models\\Partner"),
                        tuple("removed", "She was called.", holder, byClinician));
        assertThat(lines).allSatisfy(line -> assertThat(line.tag()).isEqualTo(tag));
        assertThat(shown(caseId)).isEmpty();
    }

    @Test
    void detachingTwiceIsNotFound() {
        UUID caseId = assigned();
        Tag tag = tag(partner);
        attach(partner, caseId, tag, null);
        detach(partner, caseId, tag, null);

        assertThat(refusedDetach(partner, caseId, tag)).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(history(caseId)).extracting(TagLine::event).containsExactly("added", "removed");
    }

    @Test
    void tagsOfOthersAreUnknown() {
        UUID caseId = assigned();

        assertThat(refusedAttach(partner, caseId, tag(elsewhere))).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(refusedAttach(clinician, caseId, tag(elsewhere))).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(refusedAttach(partner, caseId, tag(clinician))).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(refusedAttach(elsewhere, caseId, tag(elsewhere))).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(shown(caseId)).isEmpty();
    }

    @Test
    void aGlobalTagGoesOnAnyCaseAlsoOnAFinalOne() {
        UUID caseId = assigned();
        Tag global = tag(world.admin());
        move(caseId, CaseStatus.CANCELLED, "made up");

        attach(partner, caseId, global, null);

        assertThat(shown(caseId)).containsExactly(global);
    }

    @Test
    void aCliniciansOwnTagGoesOnItsCaseAndThePartnerSeesIt() {
        UUID caseId = assigned();
        Tag own = tag(clinician);

        attach(clinician, caseId, own, null);

        assertThat(shown(caseId)).containsExactly(own);
    }

    @Test
    void aCaseLosesATagAtTheStatusThatTakesItOff() {
        UUID caseId = assigned();
        Tag leaving = tag(partner, "admin", List.of("waiting", "completed"));
        Tag staying = tag(partner, null, List.of("cancelled"));
        attach(partner, caseId, leaving, null);
        attach(partner, caseId, staying, null);

        move(caseId, CaseStatus.WAITING, "made up");

        assertThat(shown(caseId)).containsExactly(staying);
        assertThat(history(caseId))
                .extracting(TagLine::event, TagLine::tagId, TagLine::userId)
                .containsExactly(
                        tuple("added", leaving.id(), world.partner.id()),
                        tuple("added", staying.id(), world.partner.id()),
                        tuple("removed", leaving.id(), null));
        assertThat(history(caseId).getLast().reason()).isEqualTo("The case is waiting");
    }

    @Test
    void aCaseLosesATagAlsoWhenTheServerAssignsIt() {
        Tag leaving = tag(partner, null, List.of("assigned"));

        CaseChart created = world.submit(
                partner, plain -> CasesWorld.tagged(CasesWorld.wanting(plain, holder), List.of(leaving.id())));

        assertThat(created.tags()).containsExactly(leaving);
        world.becomes(created.caseId(), "assigned");
        assertThat(shown(created.caseId())).isEmpty();
        assertThat(world.numbers(created.caseId())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void onlyAdministratorsTakeOffATagThatSaysSo() {
        UUID caseId = assigned();
        Tag tag = tag(partner, "admin", null);
        attach(partner, caseId, tag, null);

        assertThat(refusedDetach(partner, caseId, tag)).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(refusedDetach(clinician, caseId, tag)).isEqualTo(Problem.Kind.FORBIDDEN);
        detach(world.admin(), caseId, tag, null);
        assertThat(shown(caseId)).isEmpty();
    }

    @Test
    void aCaseIsCreatedWithTagsOrNotAtAll() {
        Tag first = tag(partner);
        Tag second = tag(partner);

        CaseChart created =
                world.submit(partner, plain -> CasesWorld.tagged(plain, List.of(first.id(), second.id(), first.id())));

        assertThat(created.tags()).containsExactly(first, second);
        assertThat(world.told(created.caseId()).subList(0, 3))
                .containsExactly("CaseCreated", "CaseTagAttached", "CaseTagAttached");
        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> world.submit(
                        partner,
                        plain -> CasesWorld.tagged(
                                plain, List.of(first.id(), tag(elsewhere).id()))));
        assertThat(refused.fields()).containsOnlyKeys("tags.1.tag_id");
    }

    @Test
    void aDeletedTagComesOffAndItsHistoryTellsIt() throws InterruptedException {
        UUID caseId = assigned();
        Tag tag = tag(partner);
        attach(partner, caseId, tag, null);
        world.write(tx -> {
            tags.remove(tx, partner, tag.id());
            return true;
        });

        assertThat(shown(caseId)).isEmpty();
        assertThat(refusedDetach(partner, caseId, tag)).isEqualTo(Problem.Kind.NOT_FOUND);
        eventually("the tag comes off", () -> history(caseId).size() == 2);
        TagLine last = history(caseId).getLast();
        assertThat(last.event()).isEqualTo("removed");
        assertThat(last.reason()).isEqualTo("The tag was deleted");
        assertThat(last.tag().deletedAt()).isNotNull();
        assertThat(attachedRows(tag)).isZero();
    }

    @Test
    void listsByStatusAreNarrowedByTags() {
        UUID caseId = assigned();
        assigned();
        Tag tag = tag(partner);
        attach(partner, caseId, tag, "In the morning.");
        CaseLists.Filter filter = new CaseLists.Filter(
                List.of(), List.of(), List.of(tag.id()), List.of(), List.of(), null, false, false, false, false);

        Page<CaseLine> found =
                world.read(tx -> world.cases.lists().byStatus(tx, partner, "assigned", filter, PageQuery.FIRST));

        assertThat(found.items()).extracting(CaseLine::caseId).containsExactly(caseId);
        assertThat(found.items().getFirst().tags()).containsExactly(tag.noted("In the morning."));
    }

    @Test
    void ofManyWhoAttachATagAtOnceOneIsTold() throws Exception {
        UUID caseId = assigned();
        Tag tag = tag(partner);
        Callable<Boolean> attempt = () -> {
            attach(partner, caseId, tag, null);
            return true;
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> outcome : pool.invokeAll(Collections.nCopies(8, attempt))) {
                assertThat(outcome.get()).isTrue();
            }
        }

        assertThat(shown(caseId)).containsExactly(tag);
        assertThat(world.told(caseId)).containsExactly("CaseCreated", "CaseAssigned", "CaseTagAttached");
        assertThat(history(caseId)).hasSize(1);
    }

    @Test
    void aFileOfACaseHasTagsOfItsOwnWhichGoWithIt() {
        UUID caseId = assigned();
        UUID fileId = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        attachFiles(caseId, fileId, other);
        Tag tag = tag(partner);
        CaseTags.OfFile on = new CaseTags.OfFile(caseId, fileId, tag.id());
        onFile((tx, door) -> door.attachToFile(tx, clinician, on, "Blurred."));
        onFile((tx, door) -> door.attachToFile(tx, clinician, on, null));

        assertThat(onFile(caseId, fileId)).containsExactly(tag.noted("Blurred."));
        assertThat(onFile(caseId, other)).isEmpty();
        assertThat(shown(caseId)).isEmpty();
        onFile((tx, door) -> door.annotateFile(tx, clinician, on, "Sharp."));
        assertThat(onFile(caseId, fileId)).containsExactly(tag.noted("Sharp."));
        world.write(tx -> tx.handle()
                .createUpdate("delete from cases.case_file where file_id = :file")
                .bind("file", fileId)
                .execute());
        assertThat(refusal(() -> onFile(caseId, fileId))).isEqualTo(Problem.Kind.NOT_FOUND);
        attachFiles(caseId, fileId);
        assertThat(onFile(caseId, fileId)).isEmpty();
    }

    @Test
    void aTagIsTakenOffAFileOnceAndOffNoFileOfAnotherCase() {
        UUID caseId = assigned();
        UUID elsewhereId = assigned();
        UUID fileId = UUID.randomUUID();
        attachFiles(caseId, fileId);
        Tag tag = tag(partner);
        attach(partner, caseId, tag, "On the case.");
        CaseTags.OfFile on = new CaseTags.OfFile(caseId, fileId, tag.id());
        CaseTags.OfFile misplaced = new CaseTags.OfFile(elsewhereId, fileId, tag.id());
        onFile((tx, door) -> door.attachToFile(tx, clinician, on, null));

        assertThat(refusal(() -> onFile((tx, door) -> door.detachFromFile(tx, clinician, misplaced))))
                .isEqualTo(Problem.Kind.NOT_FOUND);
        onFile((tx, door) -> door.detachFromFile(tx, clinician, on));
        assertThat(refusal(() -> onFile((tx, door) -> door.detachFromFile(tx, clinician, on))))
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(shown(caseId)).containsExactly(tag.noted("On the case."));
    }

    @Test
    void notesAreSealedInTheDatabase() {
        UUID caseId = assigned();
        attach(partner, caseId, tag(partner), "In the morning.");

        List<byte[]> stored = world.read(tx -> tx.handle()
                .createQuery("select notes from cases.case_tag where case_id = :id")
                .bind("id", caseId)
                .mapTo(byte[].class)
                .list());

        assertThat(stored).hasSize(1);
        assertThat(new String(stored.getFirst(), StandardCharsets.ISO_8859_1)).doesNotContain("morning");
    }
}

package io.careloom.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.partners.CreateTag;
import io.careloom.partners.PartnerProfile;
import io.careloom.partners.Tag;
import io.careloom.partners.Tags;
import io.careloom.platform.events.RecordedEvent;
import io.careloom.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PatientTagsTest {
    private static TestDatabase database;
    private static PatientWorld world;
    private static Tags tags;
    private static Caller program;
    private static Caller live;
    private static Caller stranger;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        tags = world.access.partners.tags();
        PartnerProfile partner = world.access.partner("Fernhollow Clinic");
        program = world.program(partner, Environment.SANDBOX);
        live = world.program(partner, Environment.LIVE);
        stranger = world.program(world.access.partner("Brightwater Health"), Environment.SANDBOX);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static Tag tag(Caller by) {
        CreateTag command = new CreateTag("Call back", UUID.randomUUID().toString(), "#5899c7", null, null, null);
        return world.write(tx -> tags.create(tx, by, command));
    }

    private static UUID patient() {
        return world.patient(program, "Odile", "Marchetti", PatientWorld.email())
                .patientId();
    }

    private static void attach(Caller by, UUID patientId, Tag tag, @Nullable String notes) {
        world.write(tx -> {
            world.patients.tags().attach(tx, by, patientId, tag.id(), notes);
            return true;
        });
    }

    private static void detach(UUID patientId, Tag tag) {
        world.write(tx -> {
            world.patients.tags().detach(tx, program, patientId, tag.id());
            return true;
        });
    }

    private static List<Tag> shown(UUID patientId) {
        return world.read(tx -> world.patients.find(tx, program.scope(), patientId))
                .tags();
    }

    private static List<String> told(UUID patientId) {
        return world.read(tx -> tx.handle()
                .createQuery("select name from platform.event_log where subject_id = :id order by sequence")
                .bind("id", patientId)
                .mapTo(String.class)
                .list());
    }

    private static void assertUnknown(Runnable act) {
        Problem problem = catchThrowableOfType(Problem.class, act::run);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void anAttachedTagIsShownWithItsNotesAndToldOnce() {
        UUID patientId = patient();
        Tag first = tag(program);
        Tag second = tag(program);

        attach(program, patientId, first, "In the morning.");
        attach(program, patientId, second, null);
        attach(program, patientId, first, null);

        assertThat(shown(patientId)).containsExactly(first.noted("In the morning."), second);
        assertThat(told(patientId)).containsExactly("PatientCreated", "PatientTagAttached", "PatientTagAttached");
    }

    @Test
    void otherNotesReplaceTheNotesAndAreNotTold() {
        UUID patientId = patient();
        Tag tag = tag(program);
        attach(program, patientId, tag, "In the morning.");

        attach(program, patientId, tag, "At noon.");
        assertThat(shown(patientId)).containsExactly(tag.noted("At noon."));
        world.write(tx -> {
            world.patients.tags().annotate(tx, program, patientId, tag.id(), "At night.");
            return true;
        });

        assertThat(shown(patientId)).containsExactly(tag.noted("At night."));
        assertThat(told(patientId)).containsExactly("PatientCreated", "PatientTagAttached");
    }

    @Test
    void detachingTwiceIsNotFound() {
        UUID patientId = patient();
        Tag tag = tag(program);
        attach(program, patientId, tag, null);
        detach(patientId, tag);

        assertUnknown(() -> detach(patientId, tag));
        assertThat(shown(patientId)).isEmpty();
        List<PatientHistory.Line> lines =
                world.read(tx -> world.history.lines(tx, program, patientId, PageQuery.FIRST));
        assertThat(lines)
                .extracting(PatientHistory.Line::title)
                .containsExactly("Tag removed", "Tag added", "Patient created");
    }

    @Test
    void tagsAndPatientsOfOthersAreUnknown() {
        UUID patientId = patient();
        Tag foreign = tag(stranger);
        Tag own = tag(program);

        assertUnknown(() -> attach(program, patientId, foreign, null));
        assertUnknown(() -> attach(stranger, patientId, foreign, null));
        assertUnknown(() -> attach(live, patientId, own, null));
        assertThat(shown(patientId)).isEmpty();
    }

    @Test
    void aDeletedTagIsNotShown() {
        UUID patientId = patient();
        Tag tag = tag(program);
        attach(program, patientId, tag, null);
        world.write(tx -> {
            tags.remove(tx, program, tag.id());
            return true;
        });

        assertThat(shown(patientId)).isEmpty();
        assertUnknown(() -> detach(patientId, tag));
    }

    @Test
    void aDeletedTagComesOffOnceAndTheHistoryTellsIt() {
        UUID patientId = patient();
        Tag tag = tag(program);
        Tag other = tag(program);
        attach(program, patientId, tag, null);
        attach(program, patientId, other, null);
        world.write(tx -> {
            tags.remove(tx, program, tag.id());
            return true;
        });

        RecordedEvent deleted = new RecordedEvent(
                UUID.randomUUID(), new UUID(0, 0), "TagDeleted", tag.id(), 1, Instant.EPOCH, "{}", null, null);
        for (int time = 0; time < 2; time++) {
            world.write(tx -> {
                world.patients.tags().whenDeleted().on(tx, deleted);
                return true;
            });
        }

        assertThat(world.events(tag.id())).containsExactly("TagDeleted 1");
        assertThat(shown(patientId)).extracting(Tag::id).containsExactly(other.id());
        assertThat(lines(patientId)).containsOnlyOnce("Tag removed");
    }

    private static List<String> lines(UUID patientId) {
        return world.read(tx -> world.history.lines(tx, program, patientId, PageQuery.FIRST)).stream()
                .map(PatientHistory.Line::title)
                .toList();
    }

    @Test
    void aChangedPatientKeepsItsTags() {
        UUID patientId = patient();
        Tag tag = tag(program);
        attach(program, patientId, tag, null);

        world.write(tx -> world.patients.change(
                tx, program, patientId, new ChangePatient(Map.of("last_name", "Ferrant"), null, Change.absent())));

        assertThat(shown(patientId)).containsExactly(tag);
        assertThat(told(patientId)).containsExactly("PatientCreated", "PatientTagAttached", "PatientModified");
    }

    @Test
    void ofManyWhoAttachATagAtOnceOneIsTold() throws Exception {
        UUID patientId = patient();
        Tag tag = tag(program);
        Callable<Boolean> attempt = () -> {
            attach(program, patientId, tag, null);
            return true;
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> outcome : pool.invokeAll(Collections.nCopies(8, attempt))) {
                assertThat(outcome.get()).isTrue();
            }
        }

        assertThat(shown(patientId)).containsExactly(tag);
        assertThat(told(patientId)).containsExactly("PatientCreated", "PatientTagAttached");
    }

    @Test
    void notesAreSealedInTheDatabase() {
        UUID patientId = patient();
        attach(program, patientId, tag(program), "In the morning.");

        List<byte[]> stored = world.read(tx -> tx.handle()
                .createQuery("select notes from patients.patient_tag where patient_id = :id")
                .bind("id", patientId)
                .mapTo(byte[].class)
                .list());

        assertThat(stored).hasSize(1);
        assertThat(new String(stored.getFirst(), StandardCharsets.ISO_8859_1)).doesNotContain("morning");
    }
}

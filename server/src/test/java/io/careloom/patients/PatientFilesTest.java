package io.careloom.patients;

import static io.careloom.patients.PatientWorld.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.files.ChangeFile;
import io.careloom.files.StoredFile;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Problem;
import io.careloom.partners.PartnerProfile;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import io.careloom.testing.Samples;
import io.careloom.testing.TestDatabase;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The licence and the video of a patient: told by the ids of files, shown whole. */
class PatientFilesTest {
    private static TestDatabase database;
    private static PatientWorld world;
    private static Caller sandbox;
    private static Caller live;
    private static Caller stranger;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        PartnerProfile partner = world.access.partner("Fernhollow Clinic");
        sandbox = world.program(partner, Environment.SANDBOX);
        live = world.program(partner, Environment.LIVE);
        stranger = world.program(world.access.partner("Brightwater Health"), Environment.SANDBOX);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static UUID picture(Caller of) {
        return world.upload(of, "licence.png", Samples.png(60, 40));
    }

    private static Patient made(Map<String, UUID> files) {
        PatientDetails details = Fields.with(PatientWorld.details("Odile", "Marchetti", email()), files);
        return world.patient(sandbox, new CreatePatient(details, PatientWorld.address(), List.of()));
    }

    private static Patient changed(Patient patient, String field, @Nullable UUID fileId) {
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put(field, fileId);
        ChangePatient change = new ChangePatient(details, null, Change.absent());
        return world.write(tx -> world.patients.change(tx, sandbox, patient.patientId(), change));
    }

    private static @Nullable UUID id(@Nullable StoredFile file) {
        return file == null ? null : file.fileId();
    }

    @Test
    void bothAreShownAndBecomePartOfTheRecord() {
        UUID licence = picture(sandbox);
        UUID video = world.upload(sandbox, "hello.mp4", Samples.film("isom"));

        Patient patient = made(Map.of("driver_license_id", licence, "intro_video_id", video));

        assertThat(id(patient.driverLicense())).isEqualTo(licence);
        assertThat(id(patient.introVideo())).isEqualTo(video);
        Patient found = world.read(tx -> world.patients.find(tx, sandbox.scope(), patient.patientId()));
        assertThat(id(found.driverLicense())).isEqualTo(licence);
        assertThat(world.read(tx -> world.files.ofPatient(
                                tx,
                                sandbox.scope(),
                                patient.patientId(),
                                new PageQuery(1, 15, null, true, null, PageQuery.Trashed.WITHOUT)))
                        .items())
                .extracting(StoredFile::fileId)
                .containsExactlyInAnyOrder(licence, video);
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver_license_id", "intro_video_id"})
    void aChangeSetsKeepsAndClears(String field) {
        Patient patient = made(Map.of("driver_license_id", picture(sandbox), "intro_video_id", picture(sandbox)));
        UUID next = picture(sandbox);

        Patient set = changed(patient, field, next);
        assertThat(List.of(String.valueOf(id(set.driverLicense())), String.valueOf(id(set.introVideo()))))
                .contains(next.toString());

        Patient cleared = changed(patient, field, null);
        assertThat(field.equals("intro_video_id") ? cleared.introVideo() : cleared.driverLicense())
                .isNull();
        assertThat(field.equals("intro_video_id") ? cleared.driverLicense() : cleared.introVideo())
                .as("the other one stays")
                .isNotNull();
    }

    @Test
    void filesOfOthersAndUnknownOnesAreRefusedByField() {
        Patient patient = made(Map.of());
        for (UUID unknown : List.of(picture(stranger), picture(live), UUID.randomUUID())) {
            assertThatThrownBy(() -> changed(patient, "intro_video_id", unknown))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                        assertThat(problem.fields()).containsOnlyKeys("intro_video_id");
                    });
            assertThatThrownBy(() -> made(Map.of("driver_license_id", unknown)))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.fields()).containsOnlyKeys("driver_license_id"));
        }
    }

    @Test
    void theFilesOfWhoLeftAreFoundByNobodyUntilItIsBack() {
        UUID licence = picture(sandbox);
        UUID patientId = made(Map.of("driver_license_id", licence)).patientId();
        Map<String, String> link = query(world.read(tx -> world.files.find(tx, sandbox, licence))
                .file()
                .url()
                .path());

        world.write(tx -> {
            world.deletions.delete(tx, sandbox, patientId);
            return true;
        });

        for (Consumer<Tx> use : uses(licence, link)) {
            assertThatThrownBy(() -> world.write(tx -> {
                        use.accept(tx);
                        return true;
                    }))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        }

        world.write(tx -> world.deletions.restore(tx, sandbox, patientId));
        assertThat(world.read(tx -> world.files.find(tx, sandbox, licence)).patientId())
                .isEqualTo(patientId);
        assertThat(world.read(tx -> world.files.linked(tx, licence, false, link.get("expires"), link.get("signature")))
                        .size())
                .isPositive();
    }

    private static List<Consumer<Tx>> uses(UUID fileId, Map<String, String> link) {
        ChangeFile renamed = new ChangeFile(Change.set("other.png"), Change.absent(), null);
        return List.of(
                tx -> world.files.find(tx, sandbox, fileId),
                tx -> world.files.change(tx, sandbox, fileId, renamed),
                tx -> world.files.delete(tx, sandbox, fileId),
                tx -> world.files.linked(tx, fileId, false, link.get("expires"), link.get("signature")));
    }

    private static Map<String, String> query(String link) {
        return Arrays.stream(link.substring(link.indexOf('?') + 1).split("&"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Test
    void aDeletedFileIsShownNoMore() {
        UUID licence = picture(sandbox);
        Patient patient = made(Map.of("driver_license_id", licence));

        world.write(tx -> {
            world.files.delete(tx, sandbox, licence);
            return true;
        });

        assertThat(world.read(tx -> world.patients.find(tx, sandbox.scope(), patient.patientId()))
                        .driverLicense())
                .isNull();
    }
}

package io.careloom.patients;

import static io.careloom.patients.PatientWorld.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.partners.PartnerProfile;
import io.careloom.patients.exports.DataExports;
import io.careloom.platform.Fields;
import io.careloom.platform.outbound.Letter;
import io.careloom.testing.Samples;
import io.careloom.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataExportsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static TestDatabase database;
    private static PatientWorld world;
    private static Caller sandbox;
    private static Caller stranger;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        PartnerProfile partner = world.access.partner("Fernhollow Clinic");
        sandbox = world.program(partner, Environment.SANDBOX);
        stranger = world.program(world.access.partner("Brightwater Health"), Environment.SANDBOX);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static Patient patient() {
        return world.patient(sandbox, "Odile", "Marchetti", email());
    }

    private static void request(Caller caller, UUID patientId, String email) {
        world.write(tx -> {
            world.exports.request(tx, caller, patientId, email);
            return true;
        });
    }

    private static List<UUID> exports(Patient patient, String state) {
        return world.read(tx -> tx.handle()
                .createQuery("select export_id from patients.data_export where patient_id = :id and state = :state")
                .bind("id", patient.patientId())
                .bind("state", state)
                .mapTo(UUID.class)
                .list());
    }

    /** Everything that waits. */
    private static void work() {
        while (world.archives.step()) {
            assertThat(letters()).isLessThan(10_000);
        }
    }

    private static Letter sent(Patient patient) {
        request(sandbox, patient.patientId(), null);
        work();
        return world.access.nextLetter();
    }

    private static DataExports.Archive download(String token) {
        return world.read(tx -> world.exports.download(tx, token));
    }

    private static Map<String, byte[]> unpacked(DataExports.Archive archive) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream whole = archive.from().apply(0)) {
            byte[] bytes = whole.readAllBytes();
            assertThat(archive.size()).isEqualTo(bytes.length);
            ZipInputStream stream = new ZipInputStream(new ByteArrayInputStream(bytes));
            for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                files.put(entry.getName(), stream.readAllBytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    private static JsonNode json(Map<String, byte[]> files, String name) {
        return JSON.readTree(Objects.requireNonNull(files.get(name)));
    }

    private static void assertOver(String token) {
        assertThatThrownBy(() -> download(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void thePatientIsMailedALinkToEverythingHeldOnIt() {
        Patient patient = patient();
        Letter letter = sent(patient);
        String token = String.valueOf(letter.code());

        assertThat(letter.to()).isEqualTo(patient.email());
        assertThat(letter.text()).contains("https://care.example/links/data/" + token);
        DataExports.Archive archive = download(token);
        Map<String, byte[]> files = unpacked(archive);
        assertThat(archive.patientId()).isEqualTo(patient.patientId());
        assertThat(files).containsOnlyKeys("patient.json", "events.json", "exams.json", "kites.json", "files.json");
        assertThat(json(files, "patient.json").path("last_name").asString()).isEqualTo("Marchetti");
        assertThat(json(files, "events.json")).hasSize(2);
        assertThat(json(files, "kites.json").toString()).isEqualTo("[\"red\",\"blue\"]");
        assertThat(json(files, "files.json")).isEmpty();
    }

    @Test
    void theFilesOfThePatientLieInTheArchiveAndNobodyElses() {
        byte[] licence = Samples.png(60, 40);
        byte[] video = Samples.film("isom");
        CreatePatient command = new CreatePatient(
                Fields.with(
                        PatientWorld.details("Odile", "Marchetti", email()),
                        Map.of(
                                "driver_license_id", world.upload(sandbox, "licence.png", licence),
                                "intro_video_id", world.upload(sandbox, "hello.mp4", video))),
                PatientWorld.address(),
                List.of());
        Patient patient = world.patient(sandbox, command);
        UUID other = world.upload(sandbox, "other.png", licence);
        ChangePatient change = new ChangePatient(Map.of("driver_license_id", other), null, Change.absent());
        world.write(tx -> world.patients.change(tx, sandbox, patient().patientId(), change));

        Map<String, byte[]> files =
                unpacked(download(String.valueOf(sent(patient).code())));

        List<String> entries = json(files, "files.json")
                .valueStream()
                .map(file -> file.path("entry").asString(""))
                .toList();
        assertThat(entries).hasSize(2).allMatch(files::containsKey);
        assertThat(entries.stream().map(files::get)).containsExactlyInAnyOrder(licence, video);
        assertThat(json(files, "files.json").findValuesAsString("name"))
                .containsExactlyInAnyOrder("licence.png", "hello.mp4");
    }

    @Test
    void theArchiveLiesSealedAndGoesWhenItsTimeIsOver() {
        Patient patient = patient();
        sent(patient);
        Path content = blob(patient);

        assertThat(content).content(StandardCharsets.ISO_8859_1).doesNotContain("patient.json", "PK\003\004");

        world.write(tx -> tx.handle()
                .createUpdate("update patients.data_export set expires_at = now() where patient_id = :id")
                .bind("id", patient.patientId())
                .execute());
        world.write(tx -> world.exports.dropExpired(tx));
        assertThat(content).doesNotExist();
    }

    @Test
    void aNewArchiveTakesThePlaceOfTheOlderOne() {
        Patient patient = patient();
        sent(patient);
        Path older = blob(patient);
        sent(patient);

        assertThat(older).doesNotExist();
        assertThat(blob(patient)).exists();
    }

    private static Path blob(Patient patient) {
        String id = world.read(tx -> tx.handle()
                .createQuery("select blob_id from patients.data_export where patient_id = :id")
                .bind("id", patient.patientId())
                .mapTo(String.class)
                .one());
        return world.folder.resolve("archives").resolve(id.substring(0, 2)).resolve(id);
    }

    @Test
    void requestsWhileOneWaitsAreTheSame() {
        Patient patient = patient();
        request(sandbox, patient.patientId(), null);
        request(sandbox, null, patient.email());

        List<UUID> waiting = exports(patient, "requested");
        assertThat(waiting).hasSize(1);
        long before = letters();
        work();
        assertThat(exports(patient, "ready")).isEqualTo(waiting);
        assertThat(String.valueOf(world.access.nextLetter().to())).isEqualTo(patient.email());
        assertThat(letters()).isEqualTo(before + 1);
    }

    private static long letters() {
        return world.read(tx -> tx.handle()
                .createQuery("select count(*) from platform.letter")
                .mapTo(long.class)
                .one());
    }

    @Test
    void aNewArchiveEndsTheOlderLink() {
        Patient patient = patient();
        String older = String.valueOf(sent(patient).code());
        String newer = String.valueOf(sent(patient).code());

        assertOver(older);
        assertThat(download(newer).patientId()).isEqualTo(patient.patientId());
    }

    @Test
    void anotherEmailEndsTheLink() {
        Patient patient = patient();
        String token = String.valueOf(sent(patient).code());
        Change<List<NewMetafield>> same = Change.absent();
        world.write(tx -> world.patients.change(
                tx,
                sandbox,
                patient.patientId(),
                new ChangePatient(Map.of("email", patient.email().toUpperCase(Locale.ROOT)), null, same)));
        assertThat(download(token).patientId()).as("the same mailbox").isEqualTo(patient.patientId());

        world.write(tx -> world.patients.change(
                tx, sandbox, patient.patientId(), new ChangePatient(Map.of("email", email()), null, same)));

        assertOver(token);
    }

    @Test
    void aLinkExpires() {
        Patient patient = patient();
        String token = String.valueOf(sent(patient).code());
        world.write(tx -> tx.handle()
                .createUpdate("update patients.data_export set expires_at = now() where patient_id = :id")
                .bind("id", patient.patientId())
                .execute());

        assertOver(token);
        world.write(tx -> world.exports.dropExpired(tx));
        assertThat(exports(patient, "ready")).isEmpty();
    }

    @Test
    void whoLeftIsSentNothing() {
        Patient patient = patient();
        String token = String.valueOf(sent(patient).code());
        request(sandbox, patient.patientId(), null);
        world.write(tx -> {
            world.deletions.delete(tx, sandbox, patient.patientId());
            return true;
        });
        work();

        assertThat(exports(patient, "requested")).isEmpty();
        assertOver(token);
    }

    private static void leasesEnd() {
        world.write(tx -> tx.handle()
                .execute("update patients.data_export set leased_until = now() - interval '1 second'"
                        + " where lease is not null"));
    }

    private static void killed() {
        throw new IllegalStateException("killed");
    }

    private static long packedArchives() {
        try (Stream<Path> files = Files.walk(world.folder.resolve("archives"))) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reading", "packing"})
    void aNodeThatDiesOnTheWayLeavesTheArchiveToAnother(String step) {
        Patient patient = patient();
        request(sandbox, patient.patientId(), null);
        long before = letters();
        long packed = packedArchives();
        (step.equals("reading") ? world.whileReading : world.whilePacking).set(DataExportsTest::killed);

        assertThatThrownBy(DataExportsTest::work).hasMessage("killed");
        work();
        assertThat(exports(patient, "requested")).as("leased still").hasSize(1);
        leasesEnd();
        work();

        assertThat(letters()).isEqualTo(before + 1);
        assertThat(packedArchives()).isEqualTo(packed + 1);
        assertThat(download(String.valueOf(world.access.nextLetter().code())).patientId())
                .isEqualTo(patient.patientId());
    }

    @Test
    void anArchiveThatCouldNotBeRecordedIsPackedAgain() {
        Patient patient = patient();
        request(sandbox, patient.patientId(), null);
        world.whilePacking.set(() -> world.write(tx -> tx.handle().execute("""
                create function platform.refuse() returns trigger language plpgsql as
                    $$ begin raise exception 'refused'; end $$;
                create trigger refuse before insert on platform.letter execute function platform.refuse();
                """)));

        assertThatThrownBy(DataExportsTest::work).isInstanceOf(RuntimeException.class);
        world.write(tx -> tx.handle().execute("drop function platform.refuse cascade"));
        assertThat(exports(patient, "ready")).isEmpty();
        leasesEnd();
        work();

        assertThat(exports(patient, "requested")).isEmpty();
        assertThat(download(String.valueOf(world.access.nextLetter().code())).patientId())
                .isEqualTo(patient.patientId());
    }

    @Test
    void whoseLeaseEndedWhileItPackedRecordsNothing() {
        Patient patient = patient();
        request(sandbox, patient.patientId(), null);
        long before = letters();
        long packed = packedArchives();
        world.whilePacking.set(() -> {
            leasesEnd();
            work();
        });

        work();

        assertThat(letters()).isEqualTo(before + 1);
        assertThat(exports(patient, "ready")).hasSize(1);
        assertThat(packedArchives()).isEqualTo(packed + 1);
        assertThat(download(String.valueOf(world.access.nextLetter().code())).patientId())
                .isEqualTo(patient.patientId());
    }

    @Test
    void aForeignPatientIsNotFoundAndNobodyIsRefused() {
        Patient patient = patient();

        assertThatThrownBy(() -> request(stranger, patient.patientId(), null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> request(stranger, null, patient.email())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> request(sandbox, null, null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fields()).containsKey("patient_id"));
        assertThat(exports(patient, "requested")).isEmpty();
    }
}

package io.careloom.clinicians;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.files.StoredFile;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Change;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.testing.Samples;
import io.careloom.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Photos and videos of clinicians: named by ids, shown wherever the clinician is, never a patient's file. */
class ClinicianFilesTest {
    private static TestDatabase database;
    private static ClinicianWorld world;
    private static Caller admin;
    private static Caller program;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new ClinicianWorld(database);
        admin = world.uploader();
        program = world.ground.program(world.ground.access.partner("Fernhollow Clinic"), Environment.SANDBOX);
    }

    @AfterAll
    static void close() {
        world.close();
        database.close();
    }

    private static UUID picture(Caller of) {
        return world.ground.upload(of, "face.png", Samples.png(60, 40));
    }

    private static ClinicianView changed(Clinician clinician, String field, @Nullable UUID fileId) {
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put(field, fileId);
        ChangeClinician change = new ChangeClinician(details, Change.absent());
        return world.ground.write(tx -> world.clinicians.change(tx, admin, clinician.clinicianId(), change));
    }

    private static @Nullable UUID id(@Nullable StoredFile file) {
        return file == null ? null : file.fileId();
    }

    @Test
    void aPhotoIsShownOnProfileCardAndNotesUntilItIsCleared() {
        Clinician clinician = world.clinician("Ilse", "Tennant");
        UUID photo = picture(admin);
        Set<UUID> ids = Set.of(clinician.clinicianId());

        assertThat(id(changed(clinician, "photo_id", photo).photo())).isEqualTo(photo);
        world.ground.read(tx -> {
            assertThat(id(Objects.requireNonNull(world.clinicians.cards(tx, ids).get(clinician.clinicianId()))
                            .photo()))
                    .isEqualTo(photo);
            assertThat(id(Objects.requireNonNull(
                                    world.clinicians.noteAuthors(tx, ids).get(clinician.clinicianId()))
                            .photo()))
                    .isEqualTo(photo);
            return true;
        });
        assertThat(changed(clinician, "photo_id", null).photo()).isNull();
    }

    @Test
    void everyFileIsKeptByItsId() {
        Clinician clinician = world.clinician("Bram", "Oakes");
        for (String field : ClinicianDetails.FILES) {
            UUID file = picture(admin);
            ClinicianDetails details =
                    changed(clinician, field, file).clinician().details();
            assertThat(io.careloom.platform.Fields.of(details)).containsEntry(field, file);
        }
    }

    @Test
    void patientsFilesAndUnknownOnesAreRefusedByField() {
        Clinician clinician = world.clinician("Nell", "Osei");
        for (UUID refused : List.of(picture(program), picture(world.uploader()), UUID.randomUUID())) {
            assertThatThrownBy(() -> changed(clinician, "signature_id", refused))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                        assertThat(problem.fields()).containsOnlyKeys("signature_id");
                    });
        }
    }
}

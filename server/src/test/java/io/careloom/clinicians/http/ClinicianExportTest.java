package io.careloom.clinicians.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.clinicians.AreaTerms;
import io.careloom.clinicians.Clinician;
import io.careloom.clinicians.ClinicianBond.Key;
import io.careloom.clinicians.ClinicianBond.Priority;
import io.careloom.clinicians.ClinicianWorld;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Role;
import io.careloom.kernel.Scope;
import io.careloom.partners.PartnerProfile;
import io.careloom.testing.RoomServer;
import io.careloom.testing.RoomServer.Heard;
import io.careloom.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files are read back with another program's reader; a clinician's own practice is changed over HTTP. */
class ClinicianExportTest {
    private static final Map<String, Caller> CALLERS = new ConcurrentHashMap<>();

    private static TestDatabase database;
    private static ClinicianWorld world;
    private static RoomServer server;
    private static PartnerProfile partner;
    private static Caller admin;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new ClinicianWorld(database);
        partner = world.ground.access.partner("Larkspur Care");
        admin = new Caller(
                UUID.randomUUID(),
                Role.ADMIN,
                EnumSet.allOf(Permission.class),
                new Scope(Set.of(), Set.of(partner.id())),
                EnumSet.allOf(Environment.class),
                null,
                null,
                null);
        CALLERS.put("admin", admin);
        server = new RoomServer(
                database,
                List.of(
                        new ClinicianExportWebRoutes(world.clinicians),
                        new ClinicianBondWebRoutes(world.clinicians.bonds()),
                        new OwnPracticeRoutes(world.clinicians)),
                CALLERS::get,
                world.ground.access.vault);
    }

    @AfterAll
    static void close() {
        server.close();
        world.close();
        database.close();
    }

    private static List<List<String>> sheet(HttpResponse<byte[]> file, String name) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file.body()))) {
            return workbook.findSheet(name).orElseThrow().read().stream()
                    .skip(1)
                    .map(ClinicianExportTest::texts)
                    .toList();
        }
    }

    private static List<String> texts(Row row) {
        return row.stream().map(cell -> cell == null ? "" : text(cell)).toList();
    }

    private static String text(Cell cell) {
        return switch (cell.getType()) {
            case STRING -> cell.asString();
            case BOOLEAN -> String.valueOf(cell.asBoolean());
            case NUMBER -> cell.asDate().toLocalDate().toString();
            default -> "";
        };
    }

    private static Clinician dressed(String first, String last) {
        Clinician made = world.clinician(first, last);
        UUID id = made.clinicianId();
        world.practise(made, "California", new AreaTerms("A 1204", LocalDate.of(2027, 6, 30), true));
        world.practise(made, "Texas", new AreaTerms(null, null, false));
        world.ground.write(tx -> world.clinicians.licenses().create(tx, admin, id, "DEA", "AB1740410"));
        world.ground.write(tx -> {
            UUID field = world.catalog
                    .specialties()
                    .create(tx, admin, "Skin " + UUID.randomUUID(), true)
                    .id();
            world.clinicians.bonds().put(tx, admin, Key.ofSpecialty(field, id), Priority.PREFERRED);
            return field;
        });
        return made;
    }

    @Test
    void aClinicianIsAFileWithNameLicencesStatesAndSpecialties() throws IOException {
        Clinician made = dressed("=cmd|' /C calc'!A0", "Hollis");
        HttpResponse<byte[]> file = server.file("POST", "/web/clinicians/" + made.clinicianId() + "/export", "admin");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type"))
                .hasValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"clinician.xlsx\"");
        String id = made.clinicianId().toString();
        assertThat(sheet(file, "Clinicians"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .startsWith(id, "'=cmd|' /C calc'!A0 Hollis", "'=cmd|' /C calc'!A0", "Hollis")
                        .contains(made.details().email()));
        assertThat(sheet(file, "Licenses"))
                .singleElement()
                .satisfies(row -> assertThat(row.subList(2, 4)).containsExactly("DEA", "AB1740410"));
        assertThat(sheet(file, "States"))
                .extracting(row -> row.subList(2, 8))
                .containsExactlyInAnyOrder(
                        List.of("California", "CA", "A 1204", "2027-06-30", "false", "true"),
                        List.of("Texas", "TX", "", "", "false", "false"));
        assertThat(sheet(file, "Specialties"))
                .singleElement()
                .satisfies(row -> assertThat(row).endsWith("preferred"));
    }

    @Test
    void thePartnersFileHoldsItsCliniciansOnly() throws IOException {
        Clinician ours = dressed("Iris", "Marlowe");
        dressed("Jonas", "Norwood");
        String path = "/web/partners/" + partner.id() + "/clinicians";
        assertThat(server.send("PUT", path + "/" + ours.clinicianId(), "admin", "{\"priority\": \"preferred\"}")
                        .status())
                .isEqualTo(200);

        assertThat(sheet(server.file("POST", path + "/export", "admin"), "Clinicians"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("Iris", "Marlowe"));
        assertThat(server.file("POST", "/web/partners/" + UUID.randomUUID() + "/clinicians/export", "admin")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aClinicianKeepsItsOwnPracticeAreasAndNobodyElses() {
        Clinician self = world.clinician("Keira", "Oakes");
        CALLERS.put("self", ClinicianWorld.self(self));
        String texas = world.state("Texas").toString();
        String sent = "{\"state_id\": \"%s\", \"expires_at\": \"2027-12-31\", \"is_sync\": true}".formatted(texas);

        Heard made = server.send("POST", "/v1/clinician/practice-areas", "self", sent);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body().path("expires_at").asString()).isEqualTo("2027-12-31T00:00:00.000000Z");
        Heard again = server.send("POST", "/v1/clinician/practice-areas", "self", sent);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body().path("errors").has("state_id")).isTrue();
        Heard changed =
                server.send("PATCH", "/v1/clinician/practice-areas/" + texas, "self", "{\"license_number\": \"TX 9\"}");
        assertThat(changed.body().path("license_number").asString()).isEqualTo("TX 9");
        assertThat(changed.body().path("is_sync").asBoolean()).isTrue();
        assertThat(server.send("DELETE", "/v1/clinician/practice-areas/" + texas, "self", null)
                        .status())
                .isEqualTo(200);
        assertThat(server.send("GET", "/v1/clinician/practice-areas", "self", null)
                        .body())
                .isEmpty();
        assertThat(server.send("GET", "/v1/clinician/practice-areas", "admin", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aClinicianCorrectsItsOwnLicenceAndAForeignOneIsUnknown() {
        Clinician self = world.clinician("Leon", "Pryce");
        CALLERS.put("leon", ClinicianWorld.self(self));
        UUID foreign = world.ground
                .write(tx -> world.clinicians
                        .licenses()
                        .create(tx, admin, world.clinician("Mona", "Quill").clinicianId(), "dea", "AB1740411"))
                .licenseId();

        Heard made =
                server.send("POST", "/v1/clinician/licenses", "leon", "{\"type\": \"NPI\", \"value\": \"1740410463\"}");
        assertThat(made.body().path("type").asString()).isEqualTo("npi");
        String own = "/v1/clinician/licenses/" + made.body().path("id").asString();
        assertThat(server.send("PATCH", own, "leon", "{\"value\": \"1740410464\"}")
                        .status())
                .isEqualTo(422);
        assertThat(server.send("PATCH", own, "leon", "{\"value\": \"1134296023\"}")
                        .body()
                        .path("value")
                        .asString())
                .isEqualTo("1134296023");
        assertThat(server.send("PATCH", "/v1/clinician/licenses/" + foreign, "leon", "{\"value\": \"AB1740412\"}")
                        .status())
                .isEqualTo(404);
    }
}

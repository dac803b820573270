package io.careloom.clinicians.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.clinicians.AreaTerms;
import io.careloom.clinicians.Clinician;
import io.careloom.clinicians.ClinicianWorld;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Environment;
import io.careloom.kernel.Problem;
import io.careloom.platform.http.Routes;
import io.careloom.testing.RoomServer;
import io.careloom.testing.RoomServer.Heard;
import io.careloom.testing.TestDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ClinicianRoutesTest {
    private static final Map<String, Caller> CALLERS = new ConcurrentHashMap<>();

    private static TestDatabase database;
    private static ClinicianWorld world;
    private static RoomServer server;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        world = new ClinicianWorld(database);
        CALLERS.put("admin", ClinicianWorld.ADMIN);
        List<Routes> rows = List.of(
                new ClinicianWebRoutes(world.clinicians, world.assistants),
                new LicenseWebRoutes(world.clinicians),
                new PracticeAreaWebRoutes(world.clinicians),
                new ClinicianPartnerRoutes(world.clinicians),
                new ClinicianClinicianRoutes(world.clinicians));
        server = new RoomServer(database, rows, ClinicianRoutesTest::caller, world.ground.access.vault);
    }

    @AfterAll
    static void close() {
        server.close();
        world.close();
        database.close();
    }

    private static Caller caller(String token) {
        Caller caller = CALLERS.get(token);
        if (caller == null) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Unauthenticated.");
        }
        return caller;
    }

    private static Heard admin(String method, String path, String json) {
        return server.send(method, path, "admin", json.isEmpty() ? null : json);
    }

    private static Heard get(String path) {
        return admin("GET", path, "");
    }

    private static JsonNode good(Heard heard) {
        assertThat(heard.status()).as(heard.body().toString()).isEqualTo(200);
        return heard.body();
    }

    private static String sample(String email) {
        return """
                {"permissions": ["live", "sandbox"], "suffix": "Sr", "first_name": "Marigold", "last_name": "Tennant",
                 "case_assignment_availability": true, "is_message_availability": false, "is_testing_account": false,
                 "is_out_of_office": false, "automatic_sync_message": "Message example",
                 "bio_details": "bio details example", "out_of_office_message": "away", "specialty": "",
                 "automatic_sync_video_file_id": null, "thank_you_video_file_id": null, "photo_id": null,
                 "signature_id": null, "w9form_id": null, "timezone_id": "906ac887-dd8f-4efe-bc50-6ab1db7cdd58",
                 "profile_url": "http", "gender": 2, "date_of_birth": "1990-11-11", "phone_number": "941-924-3019",
                 "fax_number": null, "phone_type": 2, "email": "%s",
                 "address": {"address": "10001, new test mall", "address2": "", "zip_code": "10001",
                             "city_name": "New York", "state_id": "%s"}}""".formatted(email, world.state("NY"));
    }

    private static String made() {
        return good(admin("POST", "/web/clinicians", sample(ClinicianWorld.email())))
                .get("id")
                .asString();
    }

    @Test
    void aClinicianIsMadeFromTheSampleAndShownRaw() {
        String email = ClinicianWorld.email();
        JsonNode made = good(admin("POST", "/web/clinicians?with_relationships[]=permissions", sample(email)));

        assertThat(made.get("email").asString()).isEqualTo(email);
        assertThat(made.get("suffix").asString()).isEqualTo("Sr");
        assertThat(made.get("specialty").asString()).isEmpty();
        assertThat(made.get("date_of_birth").asString()).isEqualTo("1990-11-11");
        assertThat(made.get("fax_number").isNull()).isTrue();
        assertThat(made.get("w9form_id").isNull()).isTrue();
        assertThat(made.get("deleted_at").isNull()).isTrue();
        assertThat(made.get("created_at").asString()).isEqualTo("2026-11-24T15:04:05.678901Z");
        assertThat(made.get("permissions")).extracting(JsonNode::asString).containsExactly("live", "sandbox");
        assertThat(made.propertyNames()).doesNotContain("address", "licenses", "states");

        JsonNode found = good(get("/web/clinicians/" + made.get("id").asString()
                + "?with_relationships[]=address&with_relationships[]=moons"));
        assertThat(found.at("/address/state/abbreviation").asString()).isEqualTo("NY");
        assertThat(found.at("/address/address_id")).isEqualTo(made.get("address_id"));
        assertThat(found.propertyNames()).doesNotContain("permissions", "moons");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {} | first_name
            {"permissions": []} | permissions
            {"permissions": ["moon"]} | permissions
            {"email": "nobody"} | email
            {"gender": 5} | gender
            {"phone_number": "12"} | phone_number
            {"phone_type": 3} | phone_type
            {"is_out_of_office": null} | is_out_of_office
            {"address": {"address": "1 Row"}} | address.zip_code
            """)
    void aBadClinicianIsRefused(String json, String field) {
        Heard heard = admin("POST", "/web/clinicians", json);

        assertThat(heard.status()).isEqualTo(422);
        assertThat(heard.body().get("errors").propertyNames()).anyMatch(name -> name.startsWith(field));
    }

    @Test
    void unknownPlacesAreRefused() {
        String id = made();
        String away =
                "{\"address\": {\"address\": \"1 Row\", \"zip_code\": \"1\", \"city_name\": \"X\", \"state_id\": \"%s\"}}";

        assertThat(admin("PATCH", "/web/clinicians/" + id, away.formatted(UUID.randomUUID()))
                        .body()
                        .at("/errors/address.state_id")
                        .isArray())
                .isTrue();
        assertThat(admin("PATCH", "/web/clinicians/" + id, "{\"timezone_id\": \"" + UUID.randomUUID() + "\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whatIsAbsentStaysAndNullClears() {
        String id = made();
        JsonNode changed = good(admin(
                "PATCH",
                "/web/clinicians/" + id + "?with_relationships[]=permissions&with_relationships[]=address",
                "{\"permissions\": [\"live\"], \"out_of_office_return_at\": \"2027-01-04\", \"suffix\": null,"
                        + " \"is_out_of_office\": true}"));

        assertThat(changed.get("permissions")).hasSize(1);
        assertThat(changed.get("out_of_office_return_at").asString()).isEqualTo("2027-01-04");
        assertThat(changed.get("suffix").isNull()).isTrue();
        assertThat(changed.get("bio_details").asString()).isEqualTo("bio details example");
        assertThat(changed.at("/address/city_name").asString()).isEqualTo("New York");
        assertThat(good(admin("PATCH", "/web/clinicians/" + id, "{\"address\": null}"))
                        .get("address_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void cliniciansAreListedInPages() {
        String id = made();
        JsonNode page = good(get("/web/clinicians?id=" + id + "&sort=created_at&order=ASC&environments[]=live"));

        assertThat(page.propertyNames()).containsExactly("data", "links", "meta");
        assertThat(page.get("data")).hasSize(1);
        assertThat(page.at("/data/0/id").asString()).isEqualTo(id);
        assertThat(good(get("/web/clinicians?id=nonsense")).get("data")).isEmpty();
        assertThat(get("/web/clinicians?sort=gender").status()).isEqualTo(422);
    }

    @Test
    void licencesAreLookedAfter() {
        String licenses = "/web/clinicians/" + made() + "/licenses";
        JsonNode npi = good(admin("POST", licenses, "{\"type\": \"npi\", \"value\": \"1234567893\"}"));
        String license = licenses + "/" + npi.get("id").asString();

        assertThat(npi.propertyNames())
                .containsExactly("id", "clinician_id", "type", "value", "created_at", "updated_at", "deleted_at");
        assertThat(admin("POST", licenses, "{\"type\": \"npi\", \"value\": \"ABX120\"}")
                        .body()
                        .at("/errors/value")
                        .isArray())
                .isTrue();
        assertThat(good(admin("PATCH", license, "{\"value\": \"1598738916\"}"))
                        .get("value")
                        .asString())
                .isEqualTo("1598738916");
        assertThat(good(get(licenses)).get("data")).hasSize(1);
        assertThat(good(get(license)).get("type").asString()).isEqualTo("npi");
        assertThat(good(admin("DELETE", license, ""))).isEmpty();
        assertThat(get(license).status()).isEqualTo(404);
    }

    @Test
    void practiceAreasAreLookedAfter() {
        String states = "/web/clinicians/" + made() + "/states";
        String texas = states + "/" + world.state("TX");
        String terms = "{\"expires_at\": \"2025-12-14\", \"is_sync\": true, \"license_number\": \"KEK123\"}";

        assertThat(good(admin("PUT", texas, terms))).isEmpty();
        JsonNode area = good(get(texas + "?with_relationships[]=state"));
        assertThat(area.get("license_number").asString()).isEqualTo("KEK123");
        assertThat(area.get("expires_at").asString()).isEqualTo("2025-12-14T00:00:00.000000Z");
        assertThat(area.get("is_expired").asBoolean()).isTrue();
        assertThat(area.at("/state/abbreviation").asString()).isEqualTo("TX");
        assertThat(good(admin("PATCH", texas, "{\"expires_at\": \"2027-12-14\"}"))
                        .get("is_expired")
                        .asBoolean())
                .isFalse();
        String country = "{\"expires_at\": \"2028-12-14\", \"country_Id\": \"%s\"}"
                .formatted(
                        world.geography.stateNamed("TX").orElseThrow().country().countryId());
        assertThat(good(admin("PUT", states, country))).isEmpty();
        assertThat(good(get(states + "?per_page=5")).at("/meta/total").asInt()).isGreaterThan(50);
        assertThat(good(admin("DELETE", texas, ""))).isEmpty();
        assertThat(get(texas).status()).isEqualTo(404);
        assertThat(admin("DELETE", texas, "").status()).isEqualTo(404);
        assertThat(admin("PUT", states + "/" + UUID.randomUUID(), terms).status())
                .isEqualTo(404);
        assertThat(admin("PUT", states, "{}").status()).isEqualTo(422);
    }

    @Test
    void aPartnerSeesAClinicianOfItsCases() {
        Clinician clinician = world.clinician("Fabian", "Ostrow");
        world.practise(clinician, "OH", new AreaTerms("OH-5", LocalDate.of(2023, 9, 10), false));
        Caller partner = world.ground.program(world.ground.access.partner("Brightwater Health"), Environment.LIVE);
        CALLERS.put("partner", partner);
        String path = "/v1/partner/clinicians/" + clinician.clinicianId();

        assertThat(server.send("GET", path, "partner", null).status()).isEqualTo(404);
        world.ground.write(tx -> {
            world.clinicians.engaged(tx, clinician.clinicianId(), partner.tenant());
            return clinician;
        });
        JsonNode seen = good(server.send("GET", path, "partner", null));

        assertThat(seen.get("full_name").asString()).isEqualTo("Fabian Ostrow");
        assertThat(seen.propertyNames())
                .contains(
                        "clinician_id",
                        "is_online",
                        "specialty",
                        "photo",
                        "licenses",
                        "bio_details",
                        "automatic_sync_message",
                        "is_out_of_office",
                        "out_of_office_message",
                        "managed_by_partner",
                        "automatic_sync_video_file");
        JsonNode area = seen.at("/practice_areas/0");
        assertThat(area.get("is_expired").asBoolean()).isTrue();
        assertThat(area.get("license_number").asString()).isEqualTo("OH-5");
        assertThat(area.at("/state/name").asString()).isEqualTo("Ohio");
        assertThat(area.get("clinician_practice_area_id").asString()).hasSize(36);
    }

    @Test
    void aClinicianLooksAfterItsOwnProfile() {
        Clinician clinician = world.clinician("Rosalind", "Penhallow");
        CALLERS.put("self", ClinicianWorld.self(clinician));
        JsonNode own = good(server.send("GET", "/v1/clinician", "self", null));
        String change = """
                {"prefix": "Sr", "specialty": "General Practice", "is_out_of_office": true,
                 "out_of_office_return_at": "2027-01-10", "fax_number": "212-9876543", "practice_areas": [],
                 "address": {"address": "1 Quay", "zip_code": "12345", "city_name": "New York", "state_name": "NY",
                             "country_code": "US"},
                 "licenses": [{"type": "npi", "value": "1234567893"}], "permissions": ["live"], "active": false}""";
        JsonNode changed = good(server.send("PATCH", "/v1/clinician", "self", change));

        assertThat(own.get("clinician_id").asString())
                .isEqualTo(clinician.clinicianId().toString());
        assertThat(changed.get("specialty").asString()).isEqualTo("General Practice");
        assertThat(changed.at("/address/state/name").asString()).isEqualTo("New York");
        assertThat(changed.at("/licenses/0/value").asString()).isEqualTo("1234567893");
        assertThat(changed.get("permissions")).hasSize(2);
        assertThat(changed.get("active").asBoolean()).isTrue();
        assertThat(good(server.send("GET", "/v1/clinician/clinicians/" + clinician.clinicianId(), "self", null))
                        .get("is_out_of_office")
                        .asBoolean())
                .isTrue();
        String other = world.clinician("Bruno", "Else").clinicianId().toString();
        assertThat(server.send("GET", "/v1/clinician/clinicians/" + other, "self", null)
                        .status())
                .isEqualTo(404);
        assertThat(server.send("POST", "/web/clinicians", "self", "{}").status())
                .isEqualTo(403);
    }
}

package io.careloom.catalog.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.catalog.Catalog;
import io.careloom.catalog.CatalogGround;
import io.careloom.kernel.Permission;
import io.careloom.patients.PatientWorld;
import io.careloom.testing.RoomServer;
import io.careloom.testing.RoomServer.Heard;
import io.careloom.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatalogRoutesTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static TestDatabase database;
    private static PatientWorld world;
    private static RoomServer server;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        world = new PatientWorld(database);
        Catalog catalog = CatalogGround.of(world);
        server = new RoomServer(
                database,
                List.of(
                        CatalogMetadataRoutes.forPartners(catalog),
                        CatalogMetadataRoutes.forClinicians(catalog),
                        new CatalogWebRoutes(catalog)));
    }

    @AfterAll
    static void stop() {
        server.close();
        world.close();
        database.close();
    }

    private static Heard ask(String pathAndQuery) {
        return server.get(Permission.REFERENCE_READ, pathAndQuery);
    }

    private static JsonNode read(String pathAndQuery) {
        Heard heard = ask(pathAndQuery);
        assertThat(heard.status()).isEqualTo(200);
        return heard.body();
    }

    @Test
    void diseasesArePagedInTheShapeOfTheDocument() {
        JsonNode page = read("/v1/partner/metadata/diseases");

        assertThat(page.propertyNames()).containsExactlyInAnyOrder("data", "links", "meta");
        assertThat(page.get("data").size()).isEqualTo(15);
        assertThat(page.get("data").get(0)).isEqualTo(JSON.readTree("""
                        {"disease_id": "32f62f6e-32b7-4145-a375-15a2bd8b8dfa", "icd": "A000",
                         "description": "Cholera due to Vibrio cholerae 01, biovar cholerae"}
                        """));
        assertThat(page.get("meta").get("total").asInt()).isEqualTo(661);
        assertThat(page.get("meta").get("last_page").asInt()).isEqualTo(45);
        assertThat(read("/v1/clinician/metadata/diseases?per_page=100&page=7")
                        .get("data")
                        .size())
                .isEqualTo(61);
    }

    @Test
    void diseasesAreFoundByDescriptionAndByCodeWithOrWithoutDot() {
        JsonNode androgenic = read("/v1/clinician/metadata/diseases?icd=l64.9");

        assertThat(androgenic.get("data").size()).isEqualTo(1);
        assertThat(androgenic.get("data").get(0).get("description").asString())
                .isEqualTo("Androgenic alopecia, unspecified");
        assertThat(read("/v1/partner/metadata/diseases?description=ALOPECIA&icd=L64")
                        .get("meta")
                        .get("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(read("/v1/partner/metadata/diseases?description=%25")
                        .get("data")
                        .size())
                .isZero();
    }

    @Test
    void oneDiseaseIsShownAndAnUnknownOneIsNotFound() {
        assertThat(read("/v1/partner/metadata/diseases/32f62f6e-32b7-4145-a375-15a2bd8b8dfa")
                        .get("icd")
                        .asString())
                .isEqualTo("A000");
        assertThat(ask("/v1/partner/metadata/diseases/11111111-1111-4111-8111-111111111111")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theIdsOfDiseasesStayTheSameInEveryInstallation() {
        JsonNode cholera =
                read("/v1/partner/metadata/diseases?icd=A001").get("data").get(0);

        // md5 of "careloom:catalog:disease:A001" with the version and variant digits of a random UUID
        assertThat(cholera.get("disease_id").asString()).isEqualTo("422d2054-ffef-4d47-8aa3-ff0b60a09061");
    }

    @Test
    void licenceTypesAreTheTwoOfTheWire() {
        assertThat(read("/v1/partner/metadata/license-types")).isEqualTo(JSON.readTree("""
                        [{"type": "npi", "description": "National Provider Identifier"},
                         {"type": "dea", "description": "DEA Registration Number"}]
                        """));
        assertThat(read("/v1/clinician/metadata/license-types").size()).isEqualTo(2);
    }

    @Test
    void dispenseUnitsAreABareListInTheShapeOfTheDocument() {
        assertThat(read("/v1/partner/dispense-units?name=capsule")).isEqualTo(JSON.readTree("""
                        [{"dispense_unit_id": 1, "name": "Capsule", "abbreviation": "AV", "singular": "Capsule",
                          "plural": "Capsules", "singular_or_plural": "Capsule(s)", "active": true}]
                        """));
        assertThat(read("/v1/clinician/dispense-units?name=BOX")
                        .get(0)
                        .get("plural")
                        .asString())
                .isEqualTo("Boxes");
        assertThat(read("/v1/partner/dispense-units").size()).isEqualTo(77);
    }

    @Test
    void aNameOfLessThanThreeLettersIsRefused() {
        Heard heard = ask("/v1/partner/dispense-units?name=bo");

        assertThat(heard.status()).isEqualTo(422);
        assertThat(heard.body().get("errors").get("name").get(0).asString())
                .isEqualTo("The name must have at least 3 letters.");
    }

    @Test
    void staffSeeTheRawRecordOfADisease() {
        JsonNode disease = read("/web/diseases?description=cholera&sort=icd&order=desc&per_page=1")
                .get("data")
                .get(0);

        assertThat(disease.propertyNames())
                .containsExactlyInAnyOrder("id", "icd", "description", "created_at", "updated_at", "deleted_at");
        assertThat(disease.get("icd").asString()).isEqualTo("A009");
        assertThat(disease.get("created_at").asString())
                .matches("2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(read("/web/diseases/" + disease.get("id").asString())).isEqualTo(disease);
    }

    @Test
    void staffFindDispenseUnitsByNameNumberAndState() {
        JsonNode packet = read("/web/dispense-units?dosespot_dispense_unit_id=21")
                .get("data")
                .get(0);

        assertThat(packet.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "dosespot_dispense_unit_id",
                        "name",
                        "abbreviation",
                        "singular",
                        "plural",
                        "singular_or_plural",
                        "active",
                        "created_at",
                        "updated_at",
                        "deleted_at");
        assertThat(packet.get("name").asString()).isEqualTo("Packet");
        assertThat(read("/web/dispense-units/" + packet.get("id").asString())).isEqualTo(packet);
        assertThat(read("/web/dispense-units/21")).isEqualTo(packet);
        assertThat(read("/web/dispense-units?active=0&sort=name&order=desc")
                        .get("data")
                        .get(0)
                        .get("name")
                        .asString())
                .isEqualTo("Pint");
        assertThat(read("/web/dispense-units?name=tablet&active=1")
                        .get("data")
                        .get(0)
                        .get("dosespot_dispense_unit_id")
                        .asInt())
                .isEqualTo(26);
    }

    @Test
    void filtersOfTheWrongFormAreRefused() {
        assertThat(ask("/web/dispense-units?active=maybe").status()).isEqualTo(422);
        assertThat(ask("/web/dispense-units?dosespot_dispense_unit_id=x").status())
                .isEqualTo(422);
        assertThat(ask("/web/dispense-units/0").status()).isEqualTo(404);
        assertThat(ask("/web/dispense-units/packet").status()).isEqualTo(404);
    }
}

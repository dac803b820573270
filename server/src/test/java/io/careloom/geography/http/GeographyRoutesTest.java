package io.careloom.geography.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.geography.Geography;
import io.careloom.kernel.Permission;
import io.careloom.testing.RoomServer;
import io.careloom.testing.RoomServer.Heard;
import io.careloom.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeographyRoutesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OHIO = "46238293-fe51-40b6-8e1a-807bff482450";

    private static TestDatabase database;
    private static RoomServer server;

    @BeforeAll
    static void start() {
        Geography geography = new Geography();
        database = TestDatabase.fresh();
        server = new RoomServer(
                database,
                List.of(
                        GeographyMetadataRoutes.forPartners(geography),
                        GeographyMetadataRoutes.forClinicians(geography),
                        new GeographyWebRoutes(geography)));
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    private static JsonNode read(String pathAndQuery) {
        Heard heard = server.get(Permission.REFERENCE_READ, pathAndQuery);
        assertThat(heard.status()).isEqualTo(200);
        return heard.body();
    }

    private static int status(String pathAndQuery) {
        return server.get(Permission.REFERENCE_READ, pathAndQuery).status();
    }

    @Test
    void statesAreABareListInTheShapeOfTheDocument() {
        assertThat(read("/v1/partner/metadata/states?search=ohio")).isEqualTo(JSON.readTree("""
                        [{"name": "Ohio", "abbreviation": "OH", "is_sync": false, "is_av_flow": false,
                          "state_id": "46238293-fe51-40b6-8e1a-807bff482450",
                          "country": {"country_id": "aff4f7d5-4ce9-4696-9ae8-8fe97d011fbe",
                                      "name": "United States of America", "abbreviation": "US"}}]
                        """));
        assertThat(read("/v1/clinician/metadata/states").size()).isEqualTo(83);
        assertThat(read("/partner/metadata/states/").size()).isEqualTo(83);
    }

    @Test
    void citiesOfAStateAreABareListInTheShapeOfTheDocument() {
        JsonNode leetonia = JSON.readTree("""
                [{"name": "Leetonia", "city_id": "3f23c4f1-3ed2-4e6d-bd91-ba6bf5130f00"}]
                """);

        assertThat(read("/v1/partner/metadata/states/" + OHIO + "/cities?search=LEETON"))
                .isEqualTo(leetonia);
        assertThat(read("/v1/clinician/metadata/states/" + OHIO + "/cities?search=Leetonia"))
                .isEqualTo(leetonia);
        assertThat(read("/v1/partner/metadata/states/" + OHIO + "/cities").size())
                .isGreaterThan(900);
    }

    @Test
    void citiesOfAnUnknownStateAreNotFound() {
        assertThat(status("/v1/partner/metadata/states/11111111-1111-4111-8111-111111111111/cities"))
                .isEqualTo(404);
        assertThat(status("/v1/partner/metadata/states/ohio/cities")).isEqualTo(404);
    }

    @Test
    void zipCodesShowTheirCityAndItsStateWithoutIds() {
        assertThat(read("/v1/partner/metadata/zipcodes?search=47106")).isEqualTo(JSON.readTree("""
                        [{"zipcode": "47106",
                          "city": {"name": "Borden", "city_id": "fffa8789-d375-479e-ba10-113968b337b2",
                                   "state": {"name": "Indiana", "abbreviation": "IN",
                                             "is_sync": false, "is_av_flow": false}}}]
                        """));
        assertThat(read("/v1/partner/metadata/zipcodes?search=90").size()).isEqualTo(100);
        assertThat(read("/v1/partner/metadata/zipcodes").size()).isZero();
        assertThat(status("/v1/clinician/metadata/zipcodes?search=47106")).isEqualTo(404);
    }

    @Test
    void staffPageThroughCountries() {
        JsonNode page = read("/web/countries?page=2&per_page=20");
        String usa = "/web/countries/aff4f7d5-4ce9-4696-9ae8-8fe97d011fbe";

        assertThat(page.get("data").size()).isEqualTo(20);
        assertThat(page.get("meta").get("total").asInt()).isEqualTo(249);
        assertThat(page.get("meta").get("from").asInt()).isEqualTo(21);
        assertThat(read(usa)).isEqualTo(JSON.readTree("""
                        {"id": "aff4f7d5-4ce9-4696-9ae8-8fe97d011fbe", "name": "United States of America",
                         "abbreviation": "US", "created_at": "2026-11-24T00:00:00.000000Z",
                         "updated_at": "2026-11-24T00:00:00.000000Z", "deleted_at": null}
                        """));
        assertThat(status("/web/countries/" + OHIO)).isEqualTo(404);
    }

    @Test
    void staffSeeTheCountryOfAStateWhenTheyAskForIt() {
        JsonNode bare = read("/web/states/" + OHIO);
        JsonNode related = read("/web/states?search=ohio&with_relationships[]=country&with_relationships[]=moon")
                .get("data")
                .get(0);

        assertThat(bare.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "abbreviation",
                        "is_sync",
                        "is_av_flow",
                        "country_id",
                        "created_at",
                        "updated_at",
                        "deleted_at");
        assertThat(related.get("id").asString()).isEqualTo(OHIO);
        assertThat(related.get("country").get("abbreviation").asString()).isEqualTo("US");
    }

    @Test
    void staffFindTimeZonesByIdentifier() {
        JsonNode found = read("/web/timezones?identifier=new_york").get("data");

        assertThat(found.size()).isEqualTo(1);
        assertThat(found.get(0)).isEqualTo(read("/web/timezones/906ac887-dd8f-4efe-bc50-6ab1db7cdd58"));
        assertThat(found.get(0)).isEqualTo(JSON.readTree("""
                        {"id": "906ac887-dd8f-4efe-bc50-6ab1db7cdd58", "identifier": "America/New_York",
                         "name": "Eastern Time", "offset": "-05:00",
                         "created_at": "2026-11-24T00:00:00.000000Z",
                         "updated_at": "2026-11-24T00:00:00.000000Z", "deleted_at": null}
                        """));
    }

    @Test
    void unknownSortsAndPagesAreRefused() {
        assertThat(status("/web/states?sort=country_id")).isEqualTo(422);
        assertThat(status("/web/states?per_page=101")).isEqualTo(422);
        assertThat(status("/web/states?search=%00")).isEqualTo(422);
        assertThat(status("/web/states?sort=abbreviation&order=desc")).isEqualTo(200);
    }

    @Test
    void nobodyLooksUpPlacesWithoutTheRight() {
        assertThat(server.get(Permission.SELF, "/v1/partner/metadata/states").status())
                .isEqualTo(403);
    }
}

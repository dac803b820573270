package io.careloom.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.careloom.testing.Client;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The three shapes of lists over HTTP (partner-contract.md section 18). */
class PagesTest {
    private static final String THINGS = "/v1/partner/things";
    private static HttpWorld world;

    @BeforeAll
    static void start() {
        world = new HttpWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static JsonNode ok(String path) {
        return world.partner().get(path).ok();
    }

    @Test
    void resourceShapeHasFifteenARowAndItsLinks() {
        JsonNode page = ok(THINGS);
        String url = world.url() + THINGS;

        assertThat(page.propertyNames()).containsExactly("data", "links", "meta");
        assertThat(page.path("data").size()).isEqualTo(15);
        assertThat(page.path("links").toString())
                .isEqualTo("{\"first\":\"%1$s?page=1\",\"last\":\"%1$s?page=4\",\"prev\":null,\"next\":\"%1$s?page=2\"}"
                        .formatted(url));
        assertThat(page.path("meta").propertyNames())
                .containsExactly("current_page", "from", "last_page", "links", "path", "per_page", "to", "total");
        assertThat(page.at("/meta/links").toString())
                .isEqualTo(("[{\"url\":null,\"label\":\"&laquo; Previous\",\"page\":null,\"active\":false},"
                                + "{\"url\":\"%1$s?page=1\",\"label\":\"1\",\"page\":1,\"active\":true},"
                                + "{\"url\":\"%1$s?page=2\",\"label\":\"2\",\"page\":2,\"active\":false},"
                                + "{\"url\":\"%1$s?page=3\",\"label\":\"3\",\"page\":3,\"active\":false},"
                                + "{\"url\":\"%1$s?page=4\",\"label\":\"4\",\"page\":4,\"active\":false},"
                                + "{\"url\":\"%1$s?page=2\",\"label\":\"Next &raquo;\",\"page\":2,\"active\":false}]")
                        .formatted(url));
        assertThat(page.at("/meta/path").asString()).isEqualTo(url);
        assertThat(page.at("/meta/from").intValue()).isEqualTo(1);
        assertThat(page.at("/meta/to").intValue()).isEqualTo(15);
        assertThat(page.at("/meta/total").intValue()).isEqualTo(47);
    }

    @Test
    void linksKeepPathAndParametersOfTheRequest() {
        JsonNode page = ok("/partner/things/?per_page=10&search=a+b%26&with_relationships[]=state&page=2");

        assertThat(page.at("/links/next").asString())
                .isEqualTo(world.url()
                        + "/partner/things/?per_page=10&search=a+b%26&with_relationships%5B%5D=state&page=3");
        assertThat(page.at("/links/prev").asString()).endsWith("&page=1");
        assertThat(page.at("/meta/path").asString()).isEqualTo(world.url() + "/partner/things/");
    }

    @Test
    void pageBehindTheEndIsEmpty() {
        JsonNode page = ok(THINGS + "?page=9");

        assertThat(page.path("data").isEmpty()).isTrue();
        assertThat(page.at("/meta/from").isNull()).isTrue();
        assertThat(page.at("/links/next").isNull()).isTrue();
        assertThat(page.at("/meta/current_page").intValue()).isEqualTo(9);
    }

    @Test
    void flatShapeHasItsKeysInOrder() {
        JsonNode page = ok("/v1/partner/flat?per_page=20&page=3");

        assertThat(page.propertyNames())
                .containsExactly(
                        "current_page",
                        "data",
                        "first_page_url",
                        "from",
                        "last_page",
                        "last_page_url",
                        "links",
                        "next_page_url",
                        "path",
                        "per_page",
                        "prev_page_url",
                        "to",
                        "total");
        assertThat(page.path("from").intValue()).isEqualTo(41);
        assertThat(page.path("to").intValue()).isEqualTo(47);
        assertThat(page.path("data").size()).isEqualTo(7);
    }

    @Test
    void bareShapeIsAnArray() {
        assertThat(world.partner().get("/v1/partner/bare").body()).isEqualTo("[1,2,3]");
    }

    @ParameterizedTest
    @CsvSource({
        "page, 0",
        "page, -1",
        "page, two",
        "page, 1.5",
        "page, 99999999999",
        "per_page, 0",
        "per_page, 101",
        "per_page, x",
        "sort, password",
        "sort, name;drop",
        "order, sideways",
        "trashed, all"
    })
    void badPageParameterIs422WithItsName(String name, String value) {
        Client.Reply reply = world.partner().get(THINGS + "?" + name + "=" + value);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").propertyNames()).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"page=1", "page=", "per_page=100", "sort=name&order=DESC", "trashed=only", "order=asc"})
    void goodPageParameterIsTaken(String query) {
        assertThat(world.partner().get(THINGS + "?" + query).status()).isEqualTo(200);
    }

    @Test
    void unknownSortNamesTheColumnsThatCanBeUsed() {
        assertThat(world.partner()
                        .get(THINGS + "?sort=x")
                        .json()
                        .path("allowed_sorts")
                        .toString())
                .isEqualTo("[\"name\",\"created_at\"]");
    }
}

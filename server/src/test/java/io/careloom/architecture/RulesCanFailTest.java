package io.careloom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each rule finds what is planted in the miniature house, and nothing else. */
class RulesCanFailTest {
    private static final House MINIATURE = House.of(
            "io.careloom.architecture.miniature",
            House.SERVER.resolve("src/test"),
            House.SERVER.resolve("src/test/resources/miniature/webhooks"),
            RulesCanFailTest.class);

    private static void finds(Class<?> test, Function<House, List<Finding>> rule, String... expected) {
        assertThat(rule.apply(MINIATURE))
                .filteredOn(finding -> !MINIATURE.isExcused(finding, test))
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(expected);
    }

    @Test
    void aRoomNeedsACard() {
        finds(
                RoomsTest.class,
                RoomsTest::cards,
                "bare/package-info says nothing about its package",
                "bare/package-info is not @NullMarked",
                "loft/package-info has no @Room",
                "attic/Box stands in a package without package-info");
    }

    @Test
    void cardsMayNotLeadInACircle() {
        finds(
                RoomsTest.class,
                RoomsTest::arrows,
                "shop/package-info sees cellar, which is no room",
                "shop/package-info must not name app",
                "shop/package-info must not name platform",
                "market/package-info sees stall, which leads back to it",
                "stall/package-info sees market, which leads back to it");
    }

    @Test
    void codeMayNotLookUp() {
        finds(
                RoomsTest.class,
                RoomsTest::reach,
                "platform/PatientIndex uses oven, not on its card",
                "platform/PatientIndex names oven, not on its card",
                "oven/Ovens uses bread, not on its card",
                "oven/Ovens names bread, not on its card",
                "oven/Heat names bread, not on its card");
    }

    @Test
    void nobodyJumpsIntoAnotherRoom() {
        finds(DoorsTest.class, DoorsTest::entries, "shop/Shops jumps into bread.http");
    }

    @Test
    void handlersCallTheirOwnDoor() {
        finds(
                DoorsTest.class,
                DoorsTest::http,
                "shop/http/ShopRoutes calls the door of another room: Breads",
                "shop/http/ShopRoutes reaches past platform.http: Clocks",
                "shop/http/ShopWebRoutes holds rules: ShopPolicy");
    }

    @Test
    void adaptersCallNobody() {
        finds(DoorsTest.class, DoorsTest::adapters, "bread/mill/MillFlour is an adapter and calls Breads");
    }

    @Test
    void rootsDoNotKnowTheirHttp() {
        finds(DoorsTest.class, DoorsTest::roots, "oven/Ovens knows its own http: OvenRoutes");
    }

    @Test
    void doorsKnowNoDatabase() {
        finds(PlainDomainTest.class, PlainDomainTest::roots, "oven/Ovens is not plain: java.sql.Connection");
    }

    @Test
    void policiesReadNoFiles() {
        finds(
                PlainDomainTest.class,
                PlainDomainTest::pure,
                "bread/BreadPolicy is not pure: io.careloom.architecture.miniature.platform.clock.Clocks",
                "bread/BreadPolicy is not pure: java.nio.file.Path");
    }

    @Test
    void storesKnowNoWeb() {
        finds(
                PlainDomainTest.class,
                PlainDomainTest::stores,
                "oven/OvenStore is a store and knows io.careloom.architecture.miniature.platform.http.Row");
    }

    @Test
    void theGroundKnowsNoBusiness() {
        finds(
                PlainDomainTest.class,
                PlainDomainTest::words,
                "platform/PatientIndex knows a word of the business: PatientIndex");
    }

    @Test
    void doorsHoldNoSql() {
        finds(SqlAtHomeTest.class, SqlAtHomeTest::homes, "oven/Ovens#ALL holds SQL");
    }

    @Test
    void storesMayNotBePublic() {
        finds(SqlAtHomeTest.class, SqlAtHomeTest::hidden, "oven/OvenStore is a public store");
    }

    @Test
    void statementsKeepToTheirSchema() {
        finds(
                SqlAtHomeTest.class,
                SqlAtHomeTest::statements,
                "oven/OvenStore#foreign speaks of the schema shop",
                "oven/OvenStore#star selects *");
    }

    @Test
    void statementsNameTheTenant() {
        finds(SqlAtHomeTest.class, SqlAtHomeTest::tenants, "oven/OvenStore#everybody asks oven.loaf without tenant_id");
    }

    @Test
    void migrationsKeepToThemselves() {
        assertThat(SqlAtHomeTest.migrations(MINIATURE))
                .containsExactly(
                        "V20260101_0100__shop_create.sql has the minute of another",
                        "V20260101_0100__shop_create.sql speaks of the schema bread",
                        "V2__till.sql is not called VYYYYMMDD_HHMM__shop_<what>.sql");
    }

    @Test
    void chanceStaysInThePlatform() {
        finds(
                ChanceTest.class,
                ChanceTest::chance,
                "bread/Breads#name leaves it to chance: java.util.Random.nextInt",
                "bread/Breads#name leaves it to chance: java.util.Random.<init>",
                "bread/Breads#Breads leaves it to chance: java.util.UUID.randomUUID",
                "oven/rules/Timer#done leaves it to chance: java.time.Instant.now");
    }

    @Test
    void eventsAreFacts() {
        finds(
                EventsTest.class,
                EventsTest::records,
                "shop/ShopOpening is an event but no record",
                "shop/ShopOpening is an event but not in the past tense");
    }

    @Test
    void partnersGetWhatIsPinned() {
        finds(EventsTest.class, EventsTest::goldenFiles, "shop/BreadReturned has no golden file bread_returned.json");
    }

    @Test
    void sizesAreKept() {
        finds(
                ShapeTest.class,
                house -> ShapeTest.sizes(house, 90),
                "market/PriceManager#sum has 6 parameters",
                "stall/Tally has 99 lines",
                "stall/Tally#tooLong has 46 lines");
    }

    @Test
    void packagesAreKeptSmall() {
        Source source = MINIATURE.sources().stream()
                .filter(candidate -> candidate.name().equals("Loaf"))
                .findFirst()
                .orElseThrow();
        assertThat(ShapeTest.fileSizes(withSources(Collections.nCopies(30, source))))
                .isEmpty();
        assertThat(ShapeTest.fileSizes(withSources(Collections.nCopies(31, source))))
                .extracting(Finding::toString)
                .containsExactly("oven/Loaf stands in a package of 31 files");
    }

    private static House withSources(List<Source> sources) {
        return new House(
                MINIATURE.base(),
                MINIATURE.folder(),
                MINIATURE.migrations(),
                MINIATURE.goldenFiles(),
                sources,
                MINIATURE.classes());
    }

    @Test
    void namesAreRefused() {
        finds(
                ShapeTest.class,
                ShapeTest::names,
                "market/AbstractPrice has a refused name: AbstractPrice",
                "market/PriceManager has a refused name: PriceManager",
                "shop/http/ShopPolicy is neither Routes nor Json");
    }

    @Test
    void badHabitsAreFound() {
        finds(
                ShapeTest.class,
                ShapeTest::habits,
                "market/PriceManager imports with a wildcard",
                "market/PriceManager leaves something undone without an issue number",
                "market/PriceManager#sum catches everything");
    }

    @Test
    void whatIsPublicMustPromise() {
        finds(
                ShapeTest.class,
                ShapeTest::promises,
                "stall/Stalls promises nothing: Stalls",
                "stall/Stalls#open promises nothing");
    }

    @Test
    void tooManyPublicTypesAreSeen() {
        assertThat(ShapeTest.hiddenPercent(MINIATURE)).isBetween(1L, 99L);
    }

    @Test
    void idleExceptionsAreFound() {
        assertThat(AllowancesTest.idle(MINIATURE)).containsExactly("shop/Shops allows SqlAtHomeTest for nothing");
    }
}

package io.careloom.geography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GeographyTest {
    private static final UUID OHIO = UUID.fromString("46238293-fe51-40b6-8e1a-807bff482450");
    private static final UUID USA = UUID.fromString("aff4f7d5-4ce9-4696-9ae8-8fe97d011fbe");

    private final Geography geography = new Geography();

    private State named(String name) {
        return geography.stateNamed(name).orElseThrow();
    }

    @Test
    void statesHaveTheIdsThatTheDocumentPrints() {
        State ohio = geography.state(OHIO).orElseThrow();

        assertThat(ohio)
                .isEqualTo(new State(
                        OHIO, "Ohio", "OH", false, false, new Country(USA, "United States of America", "US")));
    }

    @Test
    void statesAreFoundByNameOrAbbreviationInAnyCase() {
        assertThat(named("ohio").stateId()).isEqualTo(OHIO);
        assertThat(named(" oH ").stateId()).isEqualTo(OHIO);
        assertThat(named("puerto rico").abbreviation()).isEqualTo("PR");
        assertThat(geography.stateNamed("Atlantis")).isEmpty();
        assertThat(geography.stateNamed("")).isEmpty();
    }

    @Test
    void sharedAbbreviationsMeanTheUnitedStatesFirst() {
        assertThat(named("WA").name()).isEqualTo("Washington");
        assertThat(named("Western Australia").country().abbreviation()).isEqualTo("AU");
        assertThat(named("NT").name()).isEqualTo("Northwest Territories");
    }

    @Test
    void furtherIdsOfTheSamplesLeadToTheOneThing() {
        State newYork = named("NY");

        assertThat(geography.state(UUID.fromString("ed176029-7ad5-44f9-b31d-f2a6363c488e")))
                .contains(newYork);
        assertThat(geography.country(UUID.fromString("39a4c803-7b39-49d6-8540-041e65f6ddcf")))
                .map(Country::countryId)
                .contains(USA);
    }

    @Test
    void everyStateOfTheUnionEveryTerritoryAndProvinceIsThere() {
        assertThat(geography.states((String) null))
                .hasSize(83)
                .isSortedAccordingTo((a, b) -> a.name().compareTo(b.name()));
        assertThat(geography.states((String) null))
                .extracting(State::abbreviation)
                .contains("DC", "GU", "VI", "AA", "AE", "AP", "ON", "QC", "TAS");
        assertThat(geography.states("carolina")).extracting(State::abbreviation).containsExactly("NC", "SC");
        assertThat(geography.states("dc")).extracting(State::name).containsExactly("District of Columbia");
    }

    @Test
    void theMainZoneOfAStateIsWhereMostPeopleLive() {
        assertThat(geography.zoneOf(OHIO)).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(geography.zoneOf(named("CA").stateId())).isEqualTo(ZoneId.of("America/Los_Angeles"));
        assertThat(geography.zoneOf(named("AZ").stateId())).isEqualTo(ZoneId.of("America/Phoenix"));
        assertThatThrownBy(() -> geography.zoneOf(new UUID(0, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void citiesAreFoundByIdAndByNameWithinTheirState() {
        State ohio = named("OH");
        City leetonia = new City(UUID.fromString("3f23c4f1-3ed2-4e6d-bd91-ba6bf5130f00"), "Leetonia", ohio);

        assertThat(geography.city(leetonia.cityId())).contains(leetonia);
        assertThat(geography.cities(named("TX"), "Leetonia")).isEmpty();
        assertThat(geography.cities(named("QC"), "montreal"))
                .extracting(City::name)
                .contains("Montréal");
        assertThat(geography.cities(ohio, "leeton")).containsExactly(leetonia);
        assertThat(geography.cities(named("TX"), null)).hasSizeGreaterThan(1_000);
    }

    @Test
    void zipCodesAreFoundByTheirBeginning() {
        assertThat(geography.zipCodes("47106"))
                .singleElement()
                .satisfies(zip -> assertThat(zip.city().name()).isEqualTo("Borden"))
                .satisfies(zip -> assertThat(zip.city().state().abbreviation()).isEqualTo("IN"));
        assertThat(geography.zipCodes("47106-0001"))
                .extracting(ZipCode::zipcode)
                .containsExactly("47106");
        assertThat(geography.zipCodes("4")).hasSize(100);
        assertThat(geography.zipCodes("00901"))
                .extracting(zip -> zip.city().state().name())
                .containsExactly("Puerto Rico");
        assertThat(geography.zipCodes("00000")).isEmpty();
        assertThat(geography.zipCodes("Borden")).isEmpty();
    }

    @Test
    void listsOfStaffCanBePagedSortedAndSearched() {
        PageQuery second = new PageQuery(2, 10, "abbreviation", false, null, PageQuery.Trashed.WITHOUT);

        Page<Country> countries = geography.countries(second);

        assertThat(countries.total()).isEqualTo(249);
        assertThat(countries.items()).hasSize(10);
        assertThat(countries.items().getFirst().abbreviation()).isEqualTo("VG");
        assertThat(geography.timezones("africa", PageQuery.FIRST).items())
                .extracting(Timezone::identifier)
                .allMatch(identifier -> identifier.startsWith("Africa/"));
        assertThat(geography.states(new PageQuery(1, 15, null, true, null, PageQuery.Trashed.ONLY)))
                .isEqualTo(new Page<>(List.of(), 0, new PageQuery(1, 15, null, true, null, PageQuery.Trashed.ONLY)));
    }

    @Test
    void timeZonesHaveTheStandardOffset() {
        Timezone eastern = geography
                .timezone(UUID.fromString("906ac887-dd8f-4efe-bc50-6ab1db7cdd58"))
                .orElseThrow();

        assertThat(eastern).isEqualTo(new Timezone(eastern.timezoneId(), "America/New_York", "Eastern Time", "-05:00"));
        assertThat(geography.timezone(USA)).isEmpty();
    }
}

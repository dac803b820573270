package io.careloom.geography;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks up places. Facts come from the resource {@code reference/geography} (sources in its NOTICE); ids are fixed, and a few
 * things are also found by further ids that samples of the API document print. Keep the id of what was found, not the id
 * that was asked for.
 */
public final class Geography {
    /** Most ZIP codes that one search answers. */
    public static final int MOST_ZIP_CODES = 100;

    private final Regions regions = new Regions();
    private @Nullable Places places;

    /** The state with this id. */
    public Optional<State> state(UUID stateId) {
        return Optional.ofNullable(regions.stateById.get(stateId));
    }

    /**
     * The state with this name or postal abbreviation; case, accents and surrounding space do not count. Where countries
     * share an abbreviation the United States come first, then Canada.
     */
    public Optional<State> stateNamed(String nameOrAbbreviation) {
        return Optional.ofNullable(regions.stateByName.get(Spelling.plain(nameOrAbbreviation)));
    }

    /** States whose name contains the text or whose abbreviation is the text, by name; all for null. */
    public List<State> states(@Nullable String search) {
        return regions.states.stream()
                .filter(state -> Spelling.matches(state.name(), search)
                        || state.abbreviation().equalsIgnoreCase(search))
                .toList();
    }

    /** One page of {@link #states(String)}; sorts by {@code name} and {@code abbreviation}. */
    public Page<State> states(PageQuery query) {
        return page(states(query.search()), query, Map.of("name", State::name, "abbreviation", State::abbreviation));
    }

    /**
     * The zone in which most people of the state live.
     *
     * @throws IllegalArgumentException when there is no such state
     */
    public ZoneId zoneOf(UUID stateId) {
        ZoneId zone = regions.zoneByStateId.get(stateId);
        if (zone == null) {
            throw new IllegalArgumentException("no such state");
        }
        return zone;
    }

    /** The country with this id. */
    public Optional<Country> country(UUID countryId) {
        return Optional.ofNullable(regions.countryById.get(countryId));
    }

    /** One page of the countries whose name contains what is searched; sorts by {@code name} and {@code abbreviation}. */
    public Page<Country> countries(PageQuery query) {
        List<Country> found = regions.countries.stream()
                .filter(country -> Spelling.matches(country.name(), query.search()))
                .toList();
        return page(found, query, Map.of("name", Country::name, "abbreviation", Country::abbreviation));
    }

    /** The time zone with this id. */
    public Optional<Timezone> timezone(UUID timezoneId) {
        return Optional.ofNullable(regions.timezoneById.get(timezoneId));
    }

    /** One page of the time zones whose identifier contains the text; sorts by {@code identifier} and {@code name}. */
    public Page<Timezone> timezones(@Nullable String identifier, PageQuery query) {
        List<Timezone> found = regions.timezones.stream()
                .filter(timezone -> Spelling.matches(timezone.identifier(), identifier)
                        && Spelling.matches(timezone.identifier(), query.search()))
                .toList();
        return page(found, query, Map.of("identifier", Timezone::identifier, "name", Timezone::name));
    }

    /** The city with this id. */
    public Optional<City> city(UUID cityId) {
        return Optional.ofNullable(places().byId().get(cityId));
    }

    /** Cities of the state whose name contains the text, by name; all for null. */
    public List<City> cities(State state, @Nullable String search) {
        return places().of(state).stream()
                .filter(city -> Spelling.matches(city.name(), search))
                .toList();
    }

    /** ZIP codes that begin with the digits, at most {@link #MOST_ZIP_CODES}; of ZIP+4 the first five count. */
    public List<ZipCode> zipCodes(String search) {
        String digits = search.matches("[0-9]{5}-[0-9]{4}") ? search.substring(0, 5) : search;
        return digits.matches("[0-9]{1,5}") ? places().zipCodes(digits, MOST_ZIP_CODES) : List.of();
    }

    private synchronized Places places() {
        if (places == null) {
            places = new Places(regions);
        }
        return places;
    }

    /** Nothing here is ever deleted, so a list of deleted things only is empty. */
    private static <T> Page<T> page(List<T> found, PageQuery query, Map<String, Function<T, String>> columns) {
        if (query.trashed() == PageQuery.Trashed.ONLY) {
            return new Page<>(List.of(), 0, query);
        }
        Function<T, String> column = columns.get(query.sort() == null ? "name" : query.sort());
        if (column == null) {
            throw new IllegalArgumentException("the list has no such column");
        }
        Comparator<T> order = Comparator.comparing(column);
        return new Page<>(
                found.stream()
                        .sorted(query.ascending() ? order : order.reversed())
                        .skip(query.offset())
                        .limit(query.perPage())
                        .toList(),
                found.size(),
                query);
    }
}

package io.careloom.geography;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Countries, states and time zones: a few hundred, read when the door is built. */
final class Regions {
    final List<Country> countries = new ArrayList<>();
    final List<State> states = new ArrayList<>();
    final List<Timezone> timezones = new ArrayList<>();
    final Map<UUID, Country> countryById = new HashMap<>();
    final Map<UUID, State> stateById = new HashMap<>();
    final Map<UUID, Timezone> timezoneById = new HashMap<>();
    final Map<UUID, ZoneId> zoneByStateId = new HashMap<>();

    /** By folded name and abbreviation; where two countries share one, the first of the table wins (US, CA, AU). */
    final Map<String, State> stateByName = new HashMap<>();

    /** By country and abbreviation, such as {@code US/NY}. */
    final Map<String, State> stateByKey = new HashMap<>();

    Regions() {
        Map<String, Country> countryByCode = new HashMap<>();
        for (Tables.Row row : Tables.rows("countries.tsv")) {
            Country country = new Country(row.id(0), row.text(2), row.text(1));
            countries.add(country);
            countryByCode.put(country.abbreviation(), country);
            row.ids(0, 3).forEach(id -> countryById.put(id, country));
        }
        for (Tables.Row row : Tables.rows("states.tsv")) {
            Country country = countryByCode.get(row.text(1));
            if (country == null) {
                throw new IllegalStateException("states.tsv names the unknown country " + row.text(1));
            }
            add(row, new State(row.id(0), row.text(3), row.text(2), row.flag(5), row.flag(6), country));
        }
        for (Tables.Row row : Tables.rows("time-zones.tsv")) {
            Timezone timezone = new Timezone(row.id(0), row.text(1), row.text(2), row.text(3));
            timezones.add(timezone);
            timezoneById.put(timezone.timezoneId(), timezone);
        }
        countries.sort(Comparator.comparing(Country::name));
        states.sort(Comparator.comparing(State::name));
    }

    private void add(Tables.Row row, State state) {
        states.add(state);
        stateByKey.put(row.text(1) + "/" + row.text(2), state);
        stateByName.putIfAbsent(Spelling.plain(state.name()), state);
        stateByName.putIfAbsent(Spelling.plain(state.abbreviation()), state);
        ZoneId zone = ZoneId.of(row.text(4));
        for (UUID id : row.ids(0, 7)) {
            stateById.put(id, state);
            zoneByStateId.put(id, zone);
        }
    }
}

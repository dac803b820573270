package io.careloom.geography;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Cities and ZIP codes: some thirty and forty thousand, about 6 MB, read when first asked for. */
final class Places {
    private final Map<UUID, City> cityById = new HashMap<>();
    private final Map<UUID, List<City>> citiesByState = new HashMap<>();
    private final TreeMap<String, City> cityByZip = new TreeMap<>();

    Places(Regions regions) {
        for (Tables.Row row : Tables.rows("cities.tsv.gz")) {
            State state = regions.stateByKey.get(row.text(0));
            if (state == null) {
                throw new IllegalStateException("cities.tsv.gz names the unknown state " + row.text(0));
            }
            City city = new City(row.id(2), row.text(1), state);
            cityById.put(city.cityId(), city);
            citiesByState
                    .computeIfAbsent(state.stateId(), _ -> new ArrayList<>())
                    .add(city);
            row.parts(3).forEach(zip -> cityByZip.put(zip, city));
        }
    }

    Map<UUID, City> byId() {
        return cityById;
    }

    /** In the order of their names. */
    List<City> of(State state) {
        return Collections.unmodifiableList(citiesByState.getOrDefault(state.stateId(), List.of()));
    }

    /** ZIP codes that begin with these digits, in order. */
    List<ZipCode> zipCodes(String digits, int most) {
        return cityByZip.subMap(digits, true, digits + Character.MAX_VALUE, false).entrySet().stream()
                .limit(most)
                .map(entry -> new ZipCode(entry.getKey(), entry.getValue()))
                .toList();
    }
}

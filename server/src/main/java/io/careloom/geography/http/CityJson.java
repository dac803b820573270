package io.careloom.geography.http;

import io.careloom.geography.City;
import java.util.UUID;

/** A city of a state's list (P-02). */
record CityJson(String name, UUID cityId) {
    static CityJson of(City city) {
        return new CityJson(city.name(), city.cityId());
    }
}

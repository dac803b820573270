package io.careloom.geography.http;

import io.careloom.geography.State;
import io.careloom.geography.ZipCode;
import java.util.UUID;

/** A ZIP code with its city; the state is short here, without ids (partner-contract.md section 4). */
record ZipCodeJson(String zipcode, CityInState city) {
    record CityInState(String name, UUID cityId, ShortState state) {}

    record ShortState(String name, String abbreviation, boolean isSync, boolean isAvFlow) {}

    static ZipCodeJson of(ZipCode zipCode) {
        State state = zipCode.city().state();
        return new ZipCodeJson(
                zipCode.zipcode(),
                new CityInState(
                        zipCode.city().name(),
                        zipCode.city().cityId(),
                        new ShortState(state.name(), state.abbreviation(), state.isSync(), state.isAvFlow())));
    }
}

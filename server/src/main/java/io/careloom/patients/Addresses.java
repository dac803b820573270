package io.careloom.patients;

import io.careloom.geography.City;
import io.careloom.geography.Geography;
import io.careloom.geography.State;
import io.careloom.kernel.Change;
import io.careloom.patients.PatientPolicy.Faults;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the state and city that an address names. */
final class Addresses {
    private final Geography geography;

    Addresses(Geography geography) {
        this.geography = geography;
    }

    /** The address after the change; empty when something about it is wrong, which {@code faults} then tells. */
    Optional<PatientAddress> after(@Nullable PatientAddress present, AddressChange change, Faults faults) {
        City city = city(change, faults);
        String line = kept("address", change.address(), present == null ? null : present.address(), faults);
        String zipCode = kept("zip_code", change.zipCode(), present == null ? null : present.zipCode(), faults);
        String cityName = city != null ? city.name() : cityName(present, change, faults);
        UUID stateId = stateId(present, change, city, faults);
        if (line == null || zipCode == null || cityName == null || stateId == null) {
            return Optional.empty();
        }
        String second = change.address2().or(present == null ? null : present.address2());
        return Optional.of(new PatientAddress(line, second, zipCode, cityName, stateId));
    }

    private @Nullable City city(AddressChange change, Faults faults) {
        UUID cityId = change.cityId().or(null);
        if (cityId == null) {
            return null;
        }
        Optional<City> found = geography.city(cityId);
        if (found.isEmpty()) {
            faults.add("address.city_id", "The city is unknown.");
        }
        return found.orElse(null);
    }

    private static @Nullable String cityName(@Nullable PatientAddress present, AddressChange change, Faults faults) {
        if (change.cityId().or(null) != null) {
            return null;
        }
        return kept("city_name", change.cityName(), present == null ? null : present.cityName(), faults);
    }

    private @Nullable UUID stateId(
            @Nullable PatientAddress present, AddressChange change, @Nullable City city, Faults faults) {
        String name = change.stateName().or(null);
        if (name == null) {
            if (city != null) {
                return city.state().stateId();
            }
            if (present == null || change.stateName().isSet()) {
                faults.add("address.state_name", "The address.state_name field is required.");
                return null;
            }
            return present.stateId();
        }
        Optional<State> named = geography.stateNamed(name);
        if (named.isEmpty()) {
            faults.add("address.state_name", "The state is unknown.");
            return null;
        }
        return named.get().stateId();
    }

    private static @Nullable String kept(String field, Change<String> change, @Nullable String present, Faults faults) {
        String value = change.or(present);
        if (value == null || value.isBlank()) {
            faults.add("address." + field, "The address." + field + " field is required.");
            return null;
        }
        return value.strip();
    }
}

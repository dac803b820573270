package io.careloom.patients;

import io.careloom.kernel.Change;
import java.util.UUID;

/**
 * An address, or what is to be different in one. A known city by its id counts more than a name.
 *
 * @param stateName a state's name or postal abbreviation
 */
public record AddressChange(
        Change<String> address,
        Change<String> address2,
        Change<String> zipCode,
        Change<UUID> cityId,
        Change<String> cityName,
        Change<String> stateName) {
    @Override
    public String toString() {
        return "AddressChange[]";
    }
}

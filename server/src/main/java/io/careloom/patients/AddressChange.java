package io.careloom.patients;

import io.careloom.kernel.Change;
import java.util.UUID;

/**
 * An address, or what is to be different in one. A city's id counts more than its name. A state that is named counts more
 * than the city's own: the document's sample itself sends a city of Alaska with Ohio.
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

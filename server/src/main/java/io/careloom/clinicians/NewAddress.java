package io.careloom.clinicians;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address to be, in place of the present one.
 *
 * @param stateId a state, or null when it is named
 * @param stateName name or postal abbreviation, when there is no {@code stateId}
 */
public record NewAddress(
        String address,
        @Nullable String address2,
        String zipCode,
        String cityName,
        @Nullable UUID stateId,
        @Nullable String stateName) {
    @Override
    public String toString() {
        return "NewAddress[]";
    }
}

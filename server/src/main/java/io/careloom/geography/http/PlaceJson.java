package io.careloom.geography.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.careloom.geography.Country;
import io.careloom.geography.State;
import io.careloom.geography.Timezone;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Places as staff see them: raw records (answers C10). The facts are as old as the list they came with. */
final class PlaceJson {
    private static final Instant LISTED = Instant.parse("2026-11-24T00:00:00Z");

    private PlaceJson() {}

    record OfCountry(
            UUID id,
            String name,
            String abbreviation,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {
        static OfCountry of(Country country) {
            return new OfCountry(country.countryId(), country.name(), country.abbreviation(), LISTED, LISTED, null);
        }
    }

    /** The country itself is shown only when its relation was asked for. */
    record OfState(
            UUID id,
            String name,
            String abbreviation,
            boolean isSync,
            boolean isAvFlow,
            UUID countryId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OfCountry country,

            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {
        static OfState of(State state, boolean withCountry) {
            return new OfState(
                    state.stateId(),
                    state.name(),
                    state.abbreviation(),
                    state.isSync(),
                    state.isAvFlow(),
                    state.country().countryId(),
                    withCountry ? OfCountry.of(state.country()) : null,
                    LISTED,
                    LISTED,
                    null);
        }
    }

    record OfTimezone(
            UUID id,
            String identifier,
            String name,
            String offset,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {
        static OfTimezone of(Timezone timezone) {
            return new OfTimezone(
                    timezone.timezoneId(),
                    timezone.identifier(),
                    timezone.name(),
                    timezone.offset(),
                    LISTED,
                    LISTED,
                    null);
        }
    }
}

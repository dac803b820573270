package io.careloom.prescribing;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which pharmacies are wanted; null means any, and all that is named must fit. Name, city and address are parts of the
 * pharmacy's, in any case.
 *
 * @param state two letters
 * @param zip the first digits of the ZIP code
 * @param phoneOrFax digits that stand together in one of its numbers
 * @param specialties those it must have, all of them
 * @param ncpdpId its whole NCPDP number
 */
public record PharmacyFilter(
        @Nullable String name,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zip,
        @Nullable String address,
        @Nullable String phoneOrFax,
        Set<PharmacySpecialty> specialties,
        @Nullable String ncpdpId) {
    public PharmacyFilter {
        specialties = Set.copyOf(specialties);
    }

    /** True when it would find everything. */
    public boolean isEmpty() {
        return specialties.isEmpty()
                && Stream.of(name, city, state, zip, address, phoneOrFax, ncpdpId)
                        .allMatch(Objects::isNull);
    }
}

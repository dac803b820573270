package io.careloom.geography;

import java.util.UUID;

/**
 * A country.
 *
 * @param abbreviation two letters (ISO 3166-1)
 */
public record Country(UUID countryId, String name, String abbreviation) {}

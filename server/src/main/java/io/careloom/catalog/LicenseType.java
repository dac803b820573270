package io.careloom.catalog;

import java.util.List;

/**
 * A kind of licence that a clinician holds in the whole country.
 *
 * @param type its word on the wire
 */
public record LicenseType(String type, String description) {
    /** The closed list; the wire has no other. */
    public static final List<LicenseType> ALL = List.of(
            new LicenseType("npi", "National Provider Identifier"), new LicenseType("dea", "DEA Registration Number"));
}

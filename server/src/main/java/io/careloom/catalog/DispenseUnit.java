package io.careloom.catalog;

/**
 * What the quantity of a prescription counts, as the wire shows it.
 *
 * @param dispenseUnitId the number that prescribing vendors use, such as 26 for a tablet
 * @param active false when new prescriptions should not use it
 */
public record DispenseUnit(
        int dispenseUnitId,
        String name,
        String abbreviation,
        String singular,
        String plural,
        String singularOrPlural,
        boolean active) {}

package io.careloom.catalog.imports;

import java.util.List;
import java.util.Map;

/** In which units products of a dose form are dispensed, by the numbers of the catalog's dispense units. */
final class DoseForms {
    private static final int EACH = 18;
    private static final int INHALER = 24;
    /** The first that the form contains decides. */
    private static final List<Map.Entry<String, Integer>> UNITS = List.of(
            Map.entry("kit", 27),
            Map.entry("injection", 30),
            Map.entry("capsule, liquid filled", 4),
            Map.entry("capsule", 1),
            Map.entry("tablet", 26),
            Map.entry("patch", 35),
            Map.entry("suppository", 47),
            Map.entry("lozenge", 29),
            Map.entry("troche", 62),
            Map.entry("gum", 22),
            Map.entry("film", 19),
            Map.entry("ring", 39),
            Map.entry("insert", 25),
            Map.entry("implant", 23),
            Map.entry("swab", 48),
            Map.entry("sponge", 44),
            Map.entry("enema", 57),
            Map.entry("spray", 43),
            Map.entry("cream", 20),
            Map.entry("ointment", 20),
            Map.entry("gel", 20),
            Map.entry("paste", 20),
            Map.entry("foam", 20),
            Map.entry("powder", 20),
            Map.entry("solution", 30),
            Map.entry("suspension", 30),
            Map.entry("liquid", 30),
            Map.entry("lotion", 30),
            Map.entry("syrup", 30),
            Map.entry("shampoo", 30),
            Map.entry("emulsion", 30),
            Map.entry("elixir", 30),
            Map.entry("oil", 30));

    private DoseForms() {}

    /** The number of the unit, of each where no other fits; form and route in lower case, as the FDA names them. */
    static int dispenseUnit(String form, String route) {
        if (route.contains("inhalation") && (form.contains("aerosol") || form.contains("powder"))) {
            return INHALER;
        }
        return UNITS.stream()
                .filter(unit -> form.contains(unit.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(EACH);
    }
}

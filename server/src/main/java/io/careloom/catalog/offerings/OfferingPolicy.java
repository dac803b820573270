package io.careloom.catalog.offerings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an offering must say, by the kind of its product. */
final class OfferingPolicy {
    private static final List<String> DISPENSED =
            List.of("name", "refills", "quantity", "directions", "dispense_unit", "dispense_unit_id", "force_pharmacy");
    private static final List<String> SUBSTITUTED = with(DISPENSED, "allow_substitutions");
    private static final Map<ProductType, List<String>> OF_PRODUCTS = Map.of(
            ProductType.DOSESPOT_MEDICATION,
            with(SUBSTITUTED, "strength"),
            ProductType.DOSESPOT_COMPOUND,
            SUBSTITUTED,
            ProductType.DOSESPOT_SUPPLY,
            DISPENSED,
            ProductType.SERVICE,
            List.of("service_type", "description", "include_drivers_license", "send_pdf_file_automatically"),
            ProductType.BOOTHWYN_PRODUCT,
            with(SUBSTITUTED, "sku"),
            ProductType.PHARMACY_API_PRODUCT,
            SUBSTITUTED);

    private OfferingPolicy() {}

    /** Reasons by field of the wire, the product's fields where {@code at} says they stand; empty when all is said. */
    static Map<String, List<String>> faults(ProductType type, OfferingFields said) {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        for (String name : type == ProductType.SERVICE ? List.of("title") : List.of("active")) {
            require(faults, "", name, said.terms());
        }
        Objects.requireNonNull(OF_PRODUCTS.get(type)).forEach(name -> require(faults, said.at(), name, said.product()));
        boolean numbered = Stream.of("ndc", "dosespot_supply_id")
                .anyMatch(name -> said.product().get(name) != null);
        if (type == ProductType.DOSESPOT_SUPPLY && !numbered) {
            faults.put(
                    said.at() + "ndc",
                    List.of("The %sndc field is required without dosespot_supply_id.".formatted(said.at())));
        }
        return faults;
    }

    private static void require(
            Map<String, List<String>> faults, String at, String name, Map<String, @Nullable Object> said) {
        Object value = said.get(name);
        if (value == null || value instanceof String text && text.isBlank()) {
            faults.put(at + name, List.of("The %s%s field is required.".formatted(at, name)));
        }
    }

    private static List<String> with(List<String> some, String more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}

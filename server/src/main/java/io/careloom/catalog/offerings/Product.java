package io.careloom.catalog.offerings;

import io.careloom.platform.Fields;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an offering is about.
 *
 * @param deletedAt null while it is offered
 */
public record Product(
        UUID id,
        ProductType type,
        ProductTerms terms,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    private static final Set<String> ALWAYS =
            Set.of("id", "name", "title", "metadata", "created_at", "updated_at", "deleted_at");
    private static final Set<String> DISPENSED = Set.of(
            "refills",
            "quantity",
            "days_supply",
            "directions",
            "effective_date",
            "dispense_unit",
            "dispense_unit_id",
            "pharmacy_id",
            "pharmacy_name",
            "force_pharmacy",
            "pharmacy_notes");
    private static final Map<ProductType, Set<String>> OWN = new EnumMap<>(Map.of(
            ProductType.DOSESPOT_MEDICATION,
            Set.of("strength", "ndc", "otc", "upc", "dosespot_rxcui", "allow_substitutions", "is_obsolete"),
            ProductType.DOSESPOT_COMPOUND,
            Set.of("clinician_id", "allow_substitutions"),
            ProductType.DOSESPOT_SUPPLY,
            Set.of("ndc", "otc", "upc", "dosespot_supply_id", "is_obsolete"),
            ProductType.SERVICE,
            Set.of(
                    "service_type",
                    "description",
                    "additional_note",
                    "pharmacy_fax_number",
                    "include_drivers_license",
                    "send_pdf_file_automatically"),
            ProductType.BOOTHWYN_PRODUCT,
            Set.of("sku", "strength", "ndc", "rx_required", "allow_substitutions", "is_obsolete"),
            ProductType.PHARMACY_API_PRODUCT,
            Set.of("sku", "strength", "ndc", "rx_required", "allow_substitutions", "is_obsolete")));

    /** What a product of its kind shows, by the names on the wire: short names first, then by the alphabet, as the API has them. */
    public Map<String, @Nullable Object> shown() {
        Set<String> wanted = new HashSet<>(ALWAYS);
        wanted.addAll(OWN.getOrDefault(type, Set.of()));
        if (type.isPrescribed()) {
            wanted.addAll(DISPENSED);
        }
        Map<String, @Nullable Object> all = Fields.of(terms);
        all.put("force_pharmacy", Boolean.TRUE.equals(terms.forcePharmacy()));
        all.put("id", id);
        all.put("created_at", createdAt);
        all.put("updated_at", updatedAt);
        all.put("deleted_at", deletedAt);
        List<String> names = wanted.stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        names.forEach(name -> shown.put(name, all.get(name)));
        return shown;
    }
}

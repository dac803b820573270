package io.careloom.catalog.http;

import io.careloom.catalog.offerings.OfferingFields;
import io.careloom.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a clinician says of a new compound of a partner.
 *
 * @param title needed without {@code name}; each stands in for the other
 * @param effectiveDate days until it may be filled
 */
record CompoundJson(
        @Nullable @Size(max = 105) String title,
        @Nullable @Size(max = 255) String name,
        @NotNull @Positive Integer dispenseUnitId,
        @Nullable @Positive Integer pharmacyId,
        @Nullable @Size(max = 210) String pharmacyNotes,

        @NotNull @DecimalMin("0") @DecimalMax("9999999999") BigDecimal quantity,

        @NotBlank @Size(max = 140) String directions,
        @Nullable @Min(0) @Max(365) Integer daysSupply,
        @NotNull @Min(0) @Max(99) Integer refills,
        @Nullable Boolean allowSubstitutions,
        @Nullable @Size(max = TEXT) String clinicalNote,
        @Nullable @Size(max = TEXT) String thankYouNote,
        @Nullable @Size(max = TEXT) String metadata,
        @Nullable @Min(0) Integer order,
        @Nullable @Min(0) @Max(365) Integer effectiveDate,
        @Nullable @Size(max = 100) List<@Valid @NotNull ForDisease> diseases) {
    private static final int TEXT = 65_535;

    /** One of the diseases it is for. */
    record ForDisease(@NotNull UUID diseaseId) {}

    OfferingFields fields() {
        String called = title == null ? name : title;
        if (called == null || called.isBlank()) {
            throw Problem.invalid("title", "The title field is required.");
        }
        Map<String, @Nullable Object> terms = new HashMap<>();
        terms.put("active", true);
        terms.put("title", called);
        terms.put("clinical_note", clinicalNote);
        terms.put("thank_you_note", thankYouNote);
        terms.put("metadata", metadata);
        terms.put("order", order);
        Map<String, @Nullable Object> product = new HashMap<>();
        product.put("name", name == null || name.isBlank() ? called : name);
        product.put("dispense_unit_id", dispenseUnitId);
        product.put("pharmacy_id", pharmacyId);
        product.put("pharmacy_notes", pharmacyNotes);
        product.put("force_pharmacy", false);
        product.put("quantity", quantity.toPlainString());
        product.put("directions", directions);
        product.put("days_supply", daysSupply);
        product.put("refills", refills);
        product.put("allow_substitutions", !Boolean.FALSE.equals(allowSubstitutions));
        product.put("effective_date", effectiveDate == null ? null : effectiveDate.toString());
        return new OfferingFields(terms, product, "");
    }

    List<UUID> diseaseIds() {
        return diseases == null
                ? List.of()
                : diseases.stream().map(ForDisease::diseaseId).toList();
    }
}

package io.careloom.catalog.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.catalog.offerings.Product;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.kernel.Change;
import io.careloom.platform.Fields;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The product of an offering; {@code effective_date} is a number of days here. */
record ProductJson(
        UUID id,

        @JsonUnwrapped @JsonIgnoreProperties("effective_date")
        ProductTerms terms,

        @Nullable Integer effectiveDate,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    private static final int LINE = 255;
    private static final int TEXT = 65_535;

    static ProductJson of(Product product) {
        String days = product.terms().effectiveDate();
        return new ProductJson(
                product.id(),
                product.terms(),
                days == null ? null : Integer.valueOf(days),
                product.createdAt(),
                product.updatedAt(),
                product.deletedAt());
    }

    /** What is said of a product. Its limits hold for every kind; which fields must be there depends on the kind. */
    record Sent(
            Change<@Size(max = LINE) String> name,
            Change<@Size(max = LINE) String> title,
            Change<@Size(max = LINE) String> strength,
            Change<@Pattern(regexp = "\\d{11}", message = "The NDC has 11 digits.") String> ndc,
            Change<@Size(max = LINE) String> upc,
            Change<@Positive Integer> dosespotRxcui,
            Change<@Positive Integer> dosespotSupplyId,
            Change<@Size(max = LINE) String> sku,
            Change<Boolean> rxRequired,
            Change<@Min(0) @Max(99) Integer> refills,
            Change<@DecimalMin("0") @DecimalMax("9999999999") BigDecimal> quantity,
            Change<@Min(0) @Max(365) Integer> daysSupply,
            Change<@Size(max = 140) String> directions,
            Change<Boolean> allowSubstitutions,
            Change<@Min(0) @Max(365) Integer> effectiveDate,
            Change<@Size(max = LINE) String> dispenseUnit,
            Change<@Positive Integer> dispenseUnitId,
            Change<@Positive Integer> pharmacyId,
            Change<@Size(max = LINE) String> pharmacyName,
            Change<Boolean> forcePharmacy,
            Change<@Size(max = 210) String> pharmacyNotes,
            Change<UUID> clinicianId,
            Change<@Size(max = TEXT) String> metadata,
            Change<
                            @Pattern(
                                    regexp = "device|lab order|medication|compound|other",
                                    message = "The service type is device, lab order, medication, compound or other.")
                            String>
                    serviceType,
            Change<@Size(max = TEXT) String> description,
            Change<@Size(max = TEXT) String> additionalNote,

            Change<@Pattern(regexp = "\\+?[0-9 ().-]{7,25}", message = "This is no fax number.") String>
                    pharmacyFaxNumber,

            Change<Boolean> includeDriversLicense,
            Change<Boolean> sendPdfFileAutomatically) {
        /** What is said, by its names, in the types of {@link ProductTerms}. */
        Map<String, @Nullable Object> said() {
            Map<String, @Nullable Object> said = Fields.sent(this);
            said.computeIfPresent("quantity", (_, amount) -> ((BigDecimal) amount).toPlainString());
            said.computeIfPresent("effective_date", (_, days) -> days.toString());
            return said;
        }
    }
}

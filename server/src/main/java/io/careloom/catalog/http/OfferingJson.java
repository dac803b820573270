package io.careloom.catalog.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.catalog.offerings.Offering;
import io.careloom.catalog.offerings.OfferingFields;
import io.careloom.catalog.offerings.OfferingLinks;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Change;
import io.careloom.kernel.Problem;
import io.careloom.platform.Fields;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An offering as new clients read it, with its product inside, and as old ones do, with the product's fields beside it. */
record OfferingJson(
        UUID id,
        @Nullable UUID partnerId,
        @Nullable UUID specialtyId,
        @JsonUnwrapped OldIds oldIds,
        @Nullable String title,
        @Nullable String name,
        @JsonUnwrapped @JsonIgnoreProperties("title") Offering.Terms terms,
        String productType,
        UUID productId,
        ProductJson product,

        @JsonUnwrapped @JsonIgnoreProperties({"name", "title", "metadata"})
        ProductTerms flat,

        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    private static final int TEXT = 65_535;
    private static final String BOOTHWYN = "boothwyn";

    /** What old clients call the id, by the kind of the product, and the notes of a service. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OldIds(
            @Nullable UUID partnerMedicationId,
            @Nullable UUID partnerCompoundId,
            @Nullable UUID partnerSupplyId,
            @Nullable UUID partnerServiceId,
            @Nullable String clinicalNotes) {
        static OldIds of(Offering offering) {
            ProductType type = offering.product().type();
            UUID id = offering.id();
            return new OldIds(
                    type == ProductType.DOSESPOT_MEDICATION ? id : null,
                    type == ProductType.DOSESPOT_COMPOUND ? id : null,
                    type == ProductType.DOSESPOT_SUPPLY ? id : null,
                    type == ProductType.SERVICE ? id : null,
                    type == ProductType.SERVICE ? offering.terms().clinicalNote() : null);
        }
    }

    static OfferingJson of(Offering offering) {
        ProductTerms product = offering.product().terms();
        return new OfferingJson(
                offering.id(),
                offering.owner().partnerId(),
                offering.owner().specialtyId(),
                OldIds.of(offering),
                first(offering.terms().title(), product.title(), product.name()),
                first(product.name(), product.title(), offering.terms().title()),
                offering.terms(),
                offering.product().type().wire(),
                offering.product().id(),
                ProductJson.of(offering.product()),
                product,
                offering.createdAt(),
                offering.updatedAt(),
                offering.deletedAt());
    }

    static List<OfferingJson> all(List<Offering> offerings) {
        return offerings.stream().map(OfferingJson::of).toList();
    }

    private static @Nullable String first(@Nullable String... texts) {
        return Stream.of(texts).filter(text -> text != null).findFirst().orElse(null);
    }

    /** Another offering that goes with one. */
    record Related(@JsonUnwrapped OfferingJson offering, Pivot pivot) {
        static Related of(OfferingLinks.Related related) {
            return new Related(OfferingJson.of(related.offering()), new Pivot(related.type()));
        }

        /** How it goes with it. */
        record Pivot(String type) {}
    }

    /** That another offering goes with one, and how: {@code recommendation} unless said otherwise. */
    record Relate(
            @Nullable @Pattern(regexp = "recommendation|similar")
            String type) {
        String chosen() {
            return type == null ? "recommendation" : type;
        }
    }

    /** Notes on a tag. */
    record Notes(@Nullable @Size(max = 1_000) String notes) {}

    /** Other notes on a tag. */
    record NeededNotes(@NotNull @Size(max = 1_000) String notes) {}

    /** For whom a copy is; null for the same partner, or the caller's. */
    record Replicate(@Nullable UUID partnerId) {}

    /** For whom copies are. */
    record ReplicateAll(@NotNull UUID partnerId) {}

    /**
     * What is said of an offering, new or not; its product's fields inside {@code product} or beside it.
     *
     * @param type {@code boothwyn} for a Boothwyn product, as old clients have it
     * @param clinicalNotes what services call their clinical note
     */
    record Sent(
            @Nullable String productType,
            @Nullable String type,
            Change<Boolean> active,
            Change<@Size(max = 255) String> title,
            Change<Boolean> isAdditionalApprovalNeeded,
            Change<@Size(max = TEXT) String> clinicalNote,
            Change<@Size(max = TEXT) String> clinicalNotes,
            Change<@Size(max = TEXT) String> thankYouNote,
            Change<@Size(max = TEXT) String> metadata,
            Change<@Min(0) Integer> order,
            Change<@DecimalMin("0") @Digits(integer = 10, fraction = 2) BigDecimal> upcharge,
            Change<@DecimalMin("0") @Digits(integer = 10, fraction = 2) BigDecimal> clinicianExtraFee,
            Change<Boolean> isChargedSeparately,
            Change<UUID> imageFileId,

            Change<@Size(max = 2_048) @Pattern(regexp = "https?://\\S+", message = "This is no web address.") String>
                    storeUrl,

            Change<@Size(max = TEXT) String> recommendationMessage,
            @Valid ProductJson.@Nullable Sent product,
            @JsonUnwrapped @Valid ProductJson.@Nullable Sent flat) {

        /** The kind of a new offering: the shelf's, the one that is named, or the one that alone has a field that is said. */
        ProductType kind(@Nullable ProductType ofShelf) {
            ProductType named = ProductType.of(productType).orElse(null);
            if (productType != null && named == null || ofShelf != null && named != null && named != ofShelf) {
                throw Problem.invalid("product_type", "The product_type is none that can be offered here.");
            }
            if (ofShelf != null) {
                return ofShelf;
            }
            if (named != null) {
                return named;
            }
            Map<String, @Nullable Object> said = fields().product();
            if (BOOTHWYN.equals(type) || said.get("sku") != null) {
                return ProductType.BOOTHWYN_PRODUCT;
            }
            if (said.get("service_type") != null) {
                return ProductType.SERVICE;
            }
            if (said.get("dosespot_supply_id") != null) {
                return ProductType.DOSESPOT_SUPPLY;
            }
            return said.get("strength") != null ? ProductType.DOSESPOT_MEDICATION : ProductType.DOSESPOT_COMPOUND;
        }

        OfferingFields fields() {
            Map<String, @Nullable Object> terms = Fields.sent(this);
            if (terms.containsKey("clinical_notes")) {
                terms.putIfAbsent("clinical_note", terms.remove("clinical_notes"));
            }
            Map<String, @Nullable Object> said = new HashMap<>(flat == null ? Map.of() : flat.said());
            if (product != null) {
                said.putAll(product.said());
            }
            return new OfferingFields(terms, said, product == null ? "" : "product.");
        }
    }
}

package io.careloom.catalog.offerings;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a partner, or a specialty for the partners that take it up, offers to patients.
 *
 * @param deletedAt null unless it is in the trash
 */
public record Offering(
        UUID id,
        Owner owner,
        Terms terms,
        Product product,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    /** Whose the offering is: exactly one of both. */
    public record Owner(@Nullable UUID partnerId, @Nullable UUID specialtyId) {
        public Owner {
            if ((partnerId == null) == (specialtyId == null)) {
                throw new IllegalArgumentException("an offering has one owner");
            }
        }

        /** A partner's own. */
        public static Owner partner(UUID partnerId) {
            return new Owner(partnerId, null);
        }

        /** A specialty's. */
        public static Owner specialty(UUID specialtyId) {
            return new Owner(null, specialtyId);
        }
    }

    /**
     * What the offering says beside its product.
     *
     * @param active false: shown to who manages it, not to be chosen for a case
     * @param title what patients and clinicians read; null: the product's name
     * @param isAdditionalApprovalNeeded the partner approves after the clinician
     * @param order place in the list, from small to large
     * @param upcharge in US dollars, as is the clinician's extra fee
     * @param recommendationMessage copy with the placeholders {@code [patient_name]} and {@code [links]}
     */
    public record Terms(
            boolean active,
            @Nullable String title,
            boolean isAdditionalApprovalNeeded,
            @Nullable String clinicalNote,
            @Nullable String thankYouNote,
            @Nullable String metadata,
            @Nullable Integer order,
            @Nullable BigDecimal upcharge,
            @Nullable BigDecimal clinicianExtraFee,
            boolean isChargedSeparately,
            @Nullable UUID imageFileId,
            @Nullable String storeUrl,
            @Nullable String recommendationMessage) {}

    /** The same offering with other terms. */
    Offering with(Terms others, ProductTerms ofProduct, Instant now) {
        Product changed = new Product(product.id(), product.type(), ofProduct, createdAt, now, deletedAt);
        return new Offering(id, owner, others, changed, createdAt, now, deletedAt);
    }

    /** The same offering in the trash since then, or out of it. */
    Offering trashed(Instant now, @Nullable Instant since) {
        Product same = new Product(product.id(), product.type(), product.terms(), createdAt, now, since);
        return new Offering(id, owner, terms, same, createdAt, now, since);
    }
}

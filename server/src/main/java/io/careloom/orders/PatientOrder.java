package io.careloom.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a patient bought in the partner's shop, as the partner tells it; the pharmacy's side is {@link Order}.
 *
 * @param caseId what it belongs to; null for none
 */
public record PatientOrder(
        UUID id,
        UUID tenantId,
        UUID partnerId,
        UUID patientId,
        @Nullable UUID caseId,
        Terms terms,
        Instant createdAt) {

    /**
     * What was bought. Lengths and kinds are checked before.
     *
     * @param paymentStatus pending or completed
     * @param totalAmount in US dollars, as is {@code consultationPrice}
     * @param orderCreatedAt when, in the shop
     */
    public record Terms(
            String orderNumber,
            String status,
            String paymentStatus,
            BigDecimal totalAmount,
            @Nullable BigDecimal consultationPrice,
            Instant orderCreatedAt,
            List<Product> products,
            @Nullable Billing billing) {
        public Terms {
            products = List.copyOf(products);
        }
    }

    /** One thing that was bought; amounts of money in US dollars. */
    public record Product(
            String name,
            @Nullable String description,
            String imageUrl,
            @Nullable UUID offeringId,
            @Nullable BigDecimal unitPrice,
            @Nullable Integer amount,
            @Nullable BigDecimal totalAmount) {}

    /**
     * The card that paid.
     *
     * @param cardId its last four digits
     * @param expireDate month and year, {@code 12/2030}
     */
    public record Billing(
            @Nullable String cardId,
            @Nullable String issuer,
            @Nullable String type,
            String expireDate) {}

    @Override
    public String toString() {
        return "PatientOrder[" + id + "]";
    }
}

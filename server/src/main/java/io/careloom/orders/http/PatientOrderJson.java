package io.careloom.orders.http;

import io.careloom.orders.PatientOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a patient bought, on the wire (partner-contract.md 5.3); its id is told under both names that clients read. */
record PatientOrderJson(
        UUID id,
        UUID orderId,
        String orderNumber,
        String status,
        String paymentStatus,
        BigDecimal totalAmount,
        @Nullable BigDecimal consultationPrice,
        String orderCreatedAt,
        List<Product> products,
        @Nullable Billing billing,
        UUID patientId,
        UUID partnerId,
        @Nullable UUID caseId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    private static final int TEXT = 5_000;
    private static final int MOST_PRODUCTS = 100;
    private static final int MOST_PIECES = 100_000;

    static PatientOrderJson of(PatientOrder order) {
        PatientOrder.Terms terms = order.terms();
        return new PatientOrderJson(
                order.id(),
                order.id(),
                terms.orderNumber(),
                terms.status(),
                terms.paymentStatus(),
                terms.totalAmount(),
                terms.consultationPrice(),
                MomentJson.text(terms.orderCreatedAt()),
                terms.products().stream().map(Product::of).toList(),
                Billing.of(terms.billing()),
                order.patientId(),
                order.partnerId(),
                order.caseId(),
                order.createdAt(),
                order.createdAt(),
                null);
    }

    /** Something a patient bought. */
    record Place(
            @NotBlank @Size(max = 255) String orderNumber,
            @NotBlank @Pattern(regexp = "open") String status,
            @NotBlank @Pattern(regexp = "pending|completed") String paymentStatus,

            @NotNull @DecimalMin("0") @Digits(integer = 10, fraction = 2)
            BigDecimal totalAmount,

            @Nullable @DecimalMin("1") @Digits(integer = 10, fraction = 2)
            BigDecimal consultationPrice,

            @NotBlank @Pattern(regexp = MomentJson.FORM) String orderCreatedAt,

            @NotNull @Size(min = 1, max = MOST_PRODUCTS) List<@NotNull @Valid Product> products,

            @Nullable UUID caseId,
            @Nullable @Valid Billing billing) {
        PatientOrder.Terms terms() {
            return new PatientOrder.Terms(
                    orderNumber,
                    status,
                    paymentStatus,
                    totalAmount,
                    consultationPrice,
                    MomentJson.read("order_created_at", orderCreatedAt),
                    products.stream().map(Product::told).toList(),
                    billing == null ? null : billing.told());
        }
    }

    /** One thing of it. */
    record Product(
            @NotBlank @Size(max = 255) String name,
            @Nullable @Size(max = TEXT) String description,

            @NotBlank @Size(max = 2_048) @Pattern(regexp = "https?://[^\\s]+")
            String imageUrl,

            @Nullable UUID offeringId,

            @Nullable @DecimalMin("0") @Digits(integer = 10, fraction = 2)
            BigDecimal unitPrice,

            @Nullable @Min(1) @Max(MOST_PIECES) Integer amount,

            @Nullable @DecimalMin("0") @Digits(integer = 10, fraction = 2)
            BigDecimal totalAmount) {
        static Product of(PatientOrder.Product product) {
            return new Product(
                    product.name(),
                    product.description(),
                    product.imageUrl(),
                    product.offeringId(),
                    product.unitPrice(),
                    product.amount(),
                    product.totalAmount());
        }

        PatientOrder.Product told() {
            return new PatientOrder.Product(name, description, imageUrl, offeringId, unitPrice, amount, totalAmount);
        }
    }

    /** The card that paid. */
    record Billing(
            @Nullable @Pattern(regexp = "[0-9]{4}") String cardId,
            @Nullable @Size(max = 50) String issuer,
            @Nullable @Pattern(regexp = "debit|credit") String type,

            @NotBlank @Pattern(regexp = "(0[1-9]|1[0-2])/[0-9]{4}")
            String expireDate) {
        static @Nullable Billing of(PatientOrder.@Nullable Billing billing) {
            return billing == null
                    ? null
                    : new Billing(billing.cardId(), billing.issuer(), billing.type(), billing.expireDate());
        }

        PatientOrder.Billing told() {
            return new PatientOrder.Billing(cardId, issuer, type, expireDate);
        }
    }
}

package io.careloom.orders.http;

import io.careloom.kernel.Change;
import io.careloom.orders.subscriptions.ChangeSubscription;
import io.careloom.orders.subscriptions.CreateSubscription;
import io.careloom.orders.subscriptions.Subscription;
import io.careloom.orders.subscriptions.SubscriptionStatus;
import io.careloom.orders.subscriptions.SubscriptionTerms;
import io.careloom.platform.Fields;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A subscription on the wire (partner-contract.md 13): two of its times have the old form, its end is told as a date. */
record SubscriptionJson(
        UUID id,
        String title,
        String description,
        String status,
        int renewPeriod,
        int encounterPeriod,
        @Nullable BigDecimal price,
        @Nullable String category,
        @Nullable Billing billing,
        List<Product> products,
        List<Property> metadata,
        UUID patientId,
        UUID partnerId,
        String subscriptionCreatedAt,
        @Nullable String cancelledAt,
        LocalDate expiresAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    private static final int TEXT = 5_000;
    private static final int LONGEST_PERIOD = 3_650;
    private static final int MOST_PARTS = 100;

    static SubscriptionJson of(Subscription subscription) {
        SubscriptionTerms terms = subscription.terms();
        Instant cancelled = subscription.cancelledAt();
        return new SubscriptionJson(
                subscription.subscriptionId(),
                terms.title(),
                terms.description(),
                subscription.status().word(),
                terms.renewPeriod(),
                terms.encounterPeriod(),
                terms.price(),
                terms.category(),
                Billing.of(terms.billing()),
                terms.products().stream().map(Product::of).toList(),
                terms.metadata().stream().map(Property::of).toList(),
                subscription.patientId(),
                subscription.partnerId(),
                MomentJson.text(terms.subscriptionCreatedAt()),
                cancelled == null ? null : MomentJson.text(cancelled),
                LocalDate.ofInstant(terms.expiresAt(), ZoneOffset.UTC),
                subscription.createdAt(),
                subscription.updatedAt(),
                subscription.deletedAt());
    }

    /**
     * A subscription to be.
     *
     * @param renewPeriod days between two renewals
     * @param encounterPeriod days after which a renewal opens a follow-up case
     */
    record Create(
            @NotNull UUID patientId,
            @NotBlank @Pattern(regexp = MomentJson.FORM) String subscriptionCreatedAt,
            @NotBlank @Pattern(regexp = MomentJson.FORM) String expiresAt,
            @NotBlank @Size(max = 255) String title,
            @NotBlank @Size(max = TEXT) String description,
            @NotBlank @Pattern(regexp = "active|paused") String status,
            @NotNull @Min(1) @Max(LONGEST_PERIOD) Integer renewPeriod,
            @NotNull @Min(1) @Max(LONGEST_PERIOD) Integer encounterPeriod,

            @Nullable @DecimalMin("0") @Digits(integer = 10, fraction = 2)
            BigDecimal price,

            @Nullable @Size(max = 255) String category,
            @Nullable @Valid Billing billing,
            @Nullable @Size(max = MOST_PARTS) List<@NotNull @Valid Product> products,
            @Nullable @Size(max = MOST_PARTS) List<@NotNull @Valid Property> metadata) {
        CreateSubscription command() {
            SubscriptionTerms terms = new SubscriptionTerms(
                    title,
                    description,
                    renewPeriod,
                    encounterPeriod,
                    price,
                    category,
                    billing == null ? null : billing.told(),
                    Product.told(products),
                    Property.told(metadata),
                    MomentJson.read("subscription_created_at", subscriptionCreatedAt),
                    MomentJson.read("expires_at", expiresAt));
            return new CreateSubscription(patientId, terms, SubscriptionStatus.of(status));
        }
    }

    /** What is to be different; lists replace those that are there. */
    record Update(
            Change<@NotBlank @Pattern(regexp = MomentJson.FORM) String> subscriptionCreatedAt,
            Change<@NotBlank @Pattern(regexp = MomentJson.FORM) String> expiresAt,
            Change<@NotBlank @Size(max = 255) String> title,
            Change<@NotBlank @Size(max = TEXT) String> description,
            Change<@NotBlank @Pattern(regexp = "active|paused|cancelled") String> status,
            Change<@NotNull @Min(1) @Max(LONGEST_PERIOD) Integer> renewPeriod,
            Change<@NotNull @Min(1) @Max(LONGEST_PERIOD) Integer> encounterPeriod,
            Change<@DecimalMin("0") @Digits(integer = 10, fraction = 2) BigDecimal> price,
            Change<@Size(max = 255) String> category,
            Change<@Valid Billing> billing,
            Change<@Size(max = MOST_PARTS) List<@NotNull @Valid Product>> products,
            Change<@Size(max = MOST_PARTS) List<@NotNull @Valid Property>> metadata) {
        ChangeSubscription command() {
            Map<String, @Nullable Object> terms = Fields.sent(this);
            terms.remove("status");
            terms.computeIfPresent("billing", (_, sent) -> ((Billing) sent).told());
            if (products.isSet()) {
                terms.put("products", Product.told(products.or(null)));
            }
            if (metadata.isSet()) {
                terms.put("metadata", Property.told(metadata.or(null)));
            }
            for (String time : List.of("subscription_created_at", "expires_at")) {
                terms.computeIfPresent(time, (field, text) -> MomentJson.read(field, (String) text));
            }
            String word = status.or(null);
            return new ChangeSubscription(terms, word == null ? null : SubscriptionStatus.of(word));
        }
    }

    /** The card that pays, as far as it may be known. */
    record Billing(
            @Nullable @Pattern(regexp = "[0-9]{4}") String cardId,
            @Nullable @Size(max = 50) String issuer,
            @Nullable @Pattern(regexp = "debit|credit") String type,

            @Nullable @Pattern(regexp = "(0[1-9]|1[0-2])[-/][0-9]{4}")
            String expireDate) {
        static @Nullable Billing of(SubscriptionTerms.@Nullable Billing billing) {
            return billing == null
                    ? null
                    : new Billing(billing.cardId(), billing.issuer(), billing.type(), billing.expireDate());
        }

        SubscriptionTerms.Billing told() {
            return new SubscriptionTerms.Billing(cardId, issuer, type, expireDate);
        }
    }

    /** Something the subscription brings. */
    record Product(
            @Nullable @Size(max = 255) String name,

            @Nullable @Size(max = 2_048) @Pattern(regexp = "https?://[^\\s]+")
            String imageUrl,

            @Nullable @Size(max = TEXT) String description,
            @Nullable UUID offeringId) {
        static Product of(SubscriptionTerms.Product product) {
            return new Product(product.name(), product.imageUrl(), product.description(), product.offeringId());
        }

        static List<SubscriptionTerms.Product> told(@Nullable List<Product> products) {
            return Objects.requireNonNullElse(products, List.<Product>of()).stream()
                    .map(of -> new SubscriptionTerms.Product(of.name, of.imageUrl, of.description, of.offeringId))
                    .toList();
        }
    }

    /** The partner's own word on it. */
    record Property(
            @NotBlank @Size(max = 255) String key,
            @Nullable @Size(max = TEXT) String value) {
        static Property of(SubscriptionTerms.Property property) {
            return new Property(property.key(), property.value());
        }

        static List<SubscriptionTerms.Property> told(@Nullable List<Property> properties) {
            return Objects.requireNonNullElse(properties, List.<Property>of()).stream()
                    .map(of -> new SubscriptionTerms.Property(of.key, of.value))
                    .toList();
        }
    }
}

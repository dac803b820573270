package io.careloom.orders.subscriptions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a partner says of a subscription. Lengths and kinds are checked before.
 *
 * @param renewPeriod days from one renewal to the next, counted from {@code subscriptionCreatedAt}
 * @param encounterPeriod days after which a renewal opens a follow-up case
 * @param price for people; nothing is charged here
 * @param expiresAt later than {@code subscriptionCreatedAt}
 */
public record SubscriptionTerms(
        String title,
        String description,
        int renewPeriod,
        int encounterPeriod,
        @Nullable BigDecimal price,
        @Nullable String category,
        @Nullable Billing billing,
        List<Product> products,
        List<Property> metadata,
        Instant subscriptionCreatedAt,
        Instant expiresAt) {
    public SubscriptionTerms {
        products = List.copyOf(products);
        metadata = List.copyOf(metadata);
    }

    /** The offerings that it brings, in the order of its products; each once. */
    Set<UUID> offeringIds() {
        return products.stream()
                .flatMap(product -> Stream.ofNullable(product.offeringId()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The card that pays, as far as it may be known.
     *
     * @param cardId its last four digits
     * @param type debit or credit
     * @param expireDate month and year, {@code 12/2030} or {@code 12-2030}
     */
    public record Billing(
            @Nullable String cardId,
            @Nullable String issuer,
            @Nullable String type,
            @Nullable String expireDate) {
        /** The place of a card of which nothing is known. */
        static final Billing NONE = new Billing(null, null, null, null);
    }

    /**
     * Something the subscription brings.
     *
     * @param offeringId one of the partner's, which comes to the follow-up cases; null for what needs no clinician
     */
    public record Product(
            @Nullable String name,
            @Nullable String imageUrl,
            @Nullable String description,
            @Nullable UUID offeringId) {}

    /** The partner's own word on the subscription. */
    public record Property(String key, @Nullable String value) {}

    @Override
    public String toString() {
        return "SubscriptionTerms[]";
    }
}

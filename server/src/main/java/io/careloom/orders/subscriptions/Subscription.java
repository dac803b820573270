package io.careloom.orders.subscriptions;

import io.careloom.orders.subscriptions.SubscriptionStatus.Mover;
import io.careloom.orders.subscriptions.SubscriptionTerms.Product;
import io.careloom.orders.subscriptions.SubscriptionTerms.Property;
import io.careloom.platform.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a patient is subscribed to. Every verb answers the subscription after it, one version on.
 *
 * @param nextRenewalAt looked at while it is active
 * @param cancelledAt null unless it is cancelled
 */
public record Subscription(
        UUID subscriptionId,
        UUID tenantId,
        UUID partnerId,
        UUID patientId,
        SubscriptionTerms terms,
        SubscriptionStatus status,
        long version,
        Instant nextRenewalAt,
        @Nullable Instant cancelledAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    /** Whose it is. */
    record Owner(UUID tenantId, UUID partnerId, UUID patientId) {}

    static Subscription open(
            UUID subscriptionId, Owner owner, SubscriptionTerms terms, SubscriptionStatus status, Instant now) {
        return new Subscription(
                subscriptionId,
                owner.tenantId(),
                owner.partnerId(),
                owner.patientId(),
                terms,
                status,
                1,
                new RenewalCalendar(terms).nextAfter(now),
                null,
                now,
                now,
                null);
    }

    /** When the timer has to look at it: for a renewal, or because it runs out; null when never again. */
    @Nullable
    Instant dueAt() {
        if (status.isFinal() || deletedAt != null) {
            return null;
        }
        return status == SubscriptionStatus.ACTIVE && nextRenewalAt.isBefore(terms.expiresAt())
                ? nextRenewalAt
                : terms.expiresAt();
    }

    /** True when the timer has to do something by now. */
    boolean isDue(Instant now) {
        Instant due = dueAt();
        return due != null && !due.isAfter(now);
    }

    /** True when it is due because it runs out. */
    boolean isOver(Instant now) {
        return isDue(now) && terms.expiresAt().equals(dueAt());
    }

    /** In another status; a resumed one does not make up for the renewals of its pause. */
    Subscription to(SubscriptionStatus wanted, Mover mover, Instant now) {
        status.requireOpen(wanted, mover);
        boolean resumed = wanted == SubscriptionStatus.ACTIVE;
        return next(Map.of(
                        "status",
                        wanted,
                        "next_renewal_at",
                        resumed ? new RenewalCalendar(terms).nextAfter(now) : nextRenewalAt,
                        "updated_at",
                        now))
                .cancelledAt(wanted == SubscriptionStatus.CANCELLED ? now : null);
    }

    /** With other terms; the calendar starts anew where it is touched. */
    Subscription with(SubscriptionTerms other, Instant now) {
        boolean sameCalendar = other.renewPeriod() == terms.renewPeriod()
                && other.subscriptionCreatedAt().equals(terms.subscriptionCreatedAt());
        return next(Map.of(
                "terms",
                other,
                "next_renewal_at",
                sameCalendar ? nextRenewalAt : new RenewalCalendar(other).nextAfter(now),
                "updated_at",
                now));
    }

    /** After its renewal. */
    Subscription renewed() {
        return next(Map.of("next_renewal_at", new RenewalCalendar(terms).nextAfter(nextRenewalAt)));
    }

    Subscription deleted(Instant now) {
        return next(Map.of("deleted_at", now, "updated_at", now));
    }

    /** The same with the lists that lie in tables of their own. */
    Subscription holding(List<Product> products, List<Property> metadata) {
        return Fields.with(
                this, Map.of("terms", Fields.with(terms, Map.of("products", products, "metadata", metadata))));
    }

    private Subscription cancelledAt(@Nullable Instant at) {
        return at == null ? this : Fields.with(this, Map.of("cancelled_at", at));
    }

    private Subscription next(Map<String, Object> changes) {
        return Fields.with(Fields.with(this, changes), Map.of("version", version + 1));
    }

    @Override
    public String toString() {
        return "Subscription[" + subscriptionId + "]";
    }
}

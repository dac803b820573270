package io.careloom.cases.offerings;

import io.careloom.catalog.offerings.Product;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.kernel.Problem;
import io.careloom.platform.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case. Each verb returns the line after it, or throws the problem that forbids it; nothing else changes one.
 *
 * @param offeringId what it was made from; null for a line that was written out
 * @param product a copy of the line's own, as is {@code price}: what becomes of the offering later changes nothing here
 * @param deletedAt null unless it was taken off the case
 */
public record CaseOffering(
        UUID id,
        UUID tenantId,
        UUID caseId,
        @Nullable UUID offeringId,
        Terms terms,
        Product product,
        Price price,
        Standing standing,
        Prescribed prescribed,
        Ordered ordered,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {
    private static final String MODEL = "App\\Models\\Offering";

    /**
     * What the line says beside its product.
     *
     * @param title what is read of it; null: the product's name
     * @param isAdditionalApprovalNeeded the partner approves the case after the clinician
     * @param order place in the list, from small to large
     */
    public record Terms(
            @Nullable String title,
            boolean isAdditionalApprovalNeeded,
            @Nullable String thankYouNote,
            @Nullable String clinicalNote,
            int order,
            boolean isImportant) {}

    /**
     * What it costs the partner besides the price of the case, in US dollars, as the offering said.
     *
     * @param upcharge null when nothing was said, as is the clinician's extra fee
     * @param isChargedSeparately the partner is charged for it elsewhere, not with the case
     */
    public record Price(
            @Nullable BigDecimal upcharge, @Nullable BigDecimal clinicianExtraFee, boolean isChargedSeparately) {
        /** Of a line that was written out. */
        public static final Price NONE = new Price(null, null, false);

        /** The part of the case's charge that is for this line; zero when nothing is. */
        public BigDecimal charged() {
            return upcharge == null || isChargedSeparately ? BigDecimal.ZERO : upcharge;
        }
    }

    /**
     * Where it stands.
     *
     * @param details why it failed or was called off, or what was acknowledged; null when nothing was said
     */
    public record Standing(LineStatus status, @Nullable String details) {
        /** Nothing was done yet. */
        public static final Standing PENDING = new Standing(LineStatus.PENDING, null);
    }

    /**
     * What the network made of its prescription, as {@code prescribing} says (partner-contract.md 7.5).
     *
     * @param networkId the network's number; null until it noted the prescription
     * @param isSent the pharmacy's system has it
     * @param confirmation {@code pending} before there is a prescription, {@code pharmacy_verified} in the end
     */
    public record Prescribed(
            @Nullable Integer networkId,
            boolean isSent,
            String confirmation,
            @Nullable String details) {
        /** No prescription yet. */
        public static final Prescribed NOT_YET = new Prescribed(null, false, "pending", null);

        /** Whether the network has it: {@code pending} or {@code synced}. */
        public String syncStatus() {
            return networkId == null ? "pending" : "synced";
        }

        /** Whether the pharmacy has it: {@code pending} or {@code sent}. */
        public String sentStatus() {
            return isSent ? "sent" : "pending";
        }
    }

    /**
     * What became of the order in which it is shipped, as {@code orders} says.
     *
     * @param status null before an order exists, {@code not-applicable} when nothing is shipped
     * @param date when the order was begun
     * @param details such as {@code Tracking Number: …}
     * @param updatedAt when this was said last
     */
    public record Ordered(
            @Nullable String status,
            @Nullable LocalDate date,
            @Nullable String details,
            @Nullable Instant updatedAt) {
        /** No order yet. */
        public static final Ordered NOT_YET = new Ordered(null, null, null, null);
    }

    /** One act on a line. */
    record Act(LineMoves.Mover by, Instant at) {}

    /** A line shaped like the wire. */
    public record Shown(
            UUID id,
            UUID caseOfferingId,
            @Nullable String title,
            @Nullable String name,
            @Nullable String directions,
            boolean isAdditionalApprovalNeeded,
            @Nullable String thankYouNote,
            @Nullable String clinicalNote,
            String status,
            @Nullable String statusDetails,
            int order,
            boolean isImportant,
            @Nullable String offerableType,
            @Nullable UUID offerableId,
            @Nullable String orderStatus,
            @Nullable LocalDate orderDate,
            @Nullable String orderDetails,
            @Nullable Instant orderUpdated,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt,
            Map<String, @Nullable Object> product,
            UUID productId,
            String productType) {
        @Override
        public String toString() {
            return "Shown[" + id + "]";
        }
    }

    /** What is shown of it. */
    public Shown shown() {
        String named = product.terms().name();
        String title = terms.title() == null ? named : terms.title();
        String name = named == null ? title : named; // a service has a title only
        return new Shown(
                id,
                id,
                title,
                name,
                product.terms().directions(),
                terms.isAdditionalApprovalNeeded(),
                terms.thankYouNote(),
                terms.clinicalNote(),
                standing.status().word(),
                standing.details(),
                terms.order(),
                terms.isImportant(),
                offeringId == null ? null : MODEL,
                offeringId,
                ordered.status(),
                ordered.date(),
                ordered.details(),
                ordered.updatedAt(),
                createdAt,
                updatedAt,
                deletedAt,
                product.shown(),
                product.id(),
                product.type().wire());
    }

    /** Where it stands. */
    public LineStatus status() {
        return standing.status();
    }

    /**
     * On its way; an effective date that was said in days becomes a day.
     *
     * @param settled terms by their names that are known only now, such as the pharmacy
     */
    CaseOffering submit(Map<String, ? extends @Nullable Object> settled, Act act) {
        LineMoves.check(status(), LineStatus.PROCESSING, act.by());
        ProductTerms sent = product.terms().with(settled);
        String effective = sent.effectiveDate();
        if (effective != null && effective.matches("[0-9]{1,4}")) {
            sent = sent.with(Map.of("effective_date", day(act, Integer.parseInt(effective))));
        }
        Product now = sent.equals(product.terms()) ? product : with(sent, act);
        return with(Map.of("product", now, "standing", new Standing(LineStatus.PROCESSING, null)), act.at());
    }

    /** Acknowledged. */
    CaseOffering complete(@Nullable String details, Act act) {
        return move(LineStatus.COMPLETED, details, act);
    }

    /** It did not arrive anywhere; can be sent again. */
    CaseOffering fail(String reason, Act act) {
        if (status() != LineStatus.PROCESSING) {
            throw refused(act);
        }
        return move(LineStatus.PENDING, reason, act);
    }

    /** Called off. */
    CaseOffering cancel(@Nullable String reason, Act act) {
        return move(LineStatus.CANCELLED, reason, act);
    }

    /** Back to pending, as if nothing had been tried; one that is on its way is a conflict. */
    CaseOffering reset(Act act) {
        if (status() == LineStatus.PROCESSING) {
            throw Problem.conflict("prescription_in_flight", "This offering is being sent.")
                    .with("allowed_transitions", allowed(act));
        }
        if (status() != LineStatus.PENDING) {
            return move(LineStatus.PENDING, null, act);
        }
        return standing.details() == null
                ? this
                : with(Map.of("standing", new Standing(LineStatus.PENDING, null)), act.at());
    }

    /** On other terms; only a pending line changes, and the present terms change nothing. */
    CaseOffering change(Terms said, ProductTerms prescribed, Act act) {
        if (said.equals(terms) && prescribed.equals(product.terms())) {
            return this;
        }
        requirePending(act);
        Product changed = prescribed.equals(product.terms()) ? product : with(prescribed, act);
        return with(Map.of("terms", said, "product", changed), act.at());
    }

    /** On these terms with what another line was made from, its product and price; only a pending line changes. */
    CaseOffering replace(CaseOffering by, Terms said, Act act) {
        requirePending(act);
        return with(
                Map.of(
                        "offering_id",
                        Objects.requireNonNull(by.offeringId()),
                        "terms",
                        said,
                        "product",
                        by.product(),
                        "price",
                        by.price()),
                act.at());
    }

    /** Taken off the case; one that is on its way, or arrived, stays. */
    CaseOffering remove(Act act) {
        if (status() != LineStatus.CANCELLED) {
            requirePending(act);
        }
        return with(Map.of("deleted_at", act.at()), act.at());
    }

    /** With what the network made of its prescription. */
    CaseOffering prescribe(Prescribed now, Instant at) {
        return with(Map.of("prescribed", now), at);
    }

    /** With what became of its order. */
    CaseOffering order(Ordered now, Instant at) {
        return with(Map.of("ordered", now), at);
    }

    private CaseOffering move(LineStatus wanted, @Nullable String details, Act act) {
        LineMoves.check(status(), wanted, act.by());
        return with(Map.of("standing", new Standing(wanted, details)), act.at());
    }

    private CaseOffering with(Map<String, Object> changes, Instant at) {
        Map<String, Object> all = new HashMap<>(changes);
        all.put("updated_at", at);
        return Fields.with(this, all);
    }

    private Product with(ProductTerms prescribed, Act act) {
        return new Product(
                product.id(), product.type(), prescribed, product.createdAt(), act.at(), product.deletedAt());
    }

    private void requirePending(Act act) {
        if (status() != LineStatus.PENDING) {
            throw refused(act);
        }
    }

    private Problem refused(Act act) {
        return Problem.conflict("offering_sent", "An offering that is %s cannot change.".formatted(status().word()))
                .with("allowed_transitions", allowed(act));
    }

    private List<String> allowed(Act act) {
        return LineMoves.allowed(status(), act.by()).stream()
                .map(LineStatus::word)
                .toList();
    }

    private static String day(Act act, int days) {
        return LocalDate.ofInstant(act.at(), ZoneOffset.UTC).plusDays(days).toString();
    }

    @Override
    public String toString() {
        return "CaseOffering[" + id + ", " + standing.status() + "]";
    }
}

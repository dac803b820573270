package io.careloom.orders.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.careloom.cases.charts.CaseDisease;
import io.careloom.cases.charts.CaseLine;
import io.careloom.cases.offerings.CaseOffering;
import io.careloom.catalog.offerings.Offering;
import io.careloom.kernel.Change;
import io.careloom.orders.ChangeOrder;
import io.careloom.orders.Order;
import io.careloom.orders.OrderReport;
import io.careloom.orders.OrderView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order on the wire (partner-contract.md 7.5).
 *
 * @param details {@code Tracking Number: …} once it is shipped, else why it stands where it stands
 * @param tracking null before it is shipped
 */
record OrderJson(
        UUID id,
        UUID caseId,
        UUID externalId,
        @Nullable String pharmacyId,
        List<PrescriptionId> prescriptionsId,
        String status,
        @Nullable String details,
        @Nullable String statusDetails,
        @Nullable String statusMetadata,
        String number,
        LocalDate date,
        int sequenceNumber,
        int sequenceTotal,
        UUID sequenceOrderId,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedId,
        @Nullable String acknowledgedMetadata,
        @Nullable LocalDate paymentDate,
        @Nullable String paymentStatus,
        @Nullable String pharmacyName,
        @Nullable Tracking tracking,
        @JsonProperty("case") CaseLine of,
        List<Line> offerings,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    /**
     * A line of the case with what only this list shows of one: prices in US dollars as they were when the case got it, and
     * what the shop says of the offering today.
     *
     * @param upcharged what the offering costs the partner besides; null when nothing was said
     * @param offeringCost the part of it that is charged with the case; null when nothing was said
     */
    record Line(
            @JsonUnwrapped CaseOffering.Shown shown,
            boolean hasRecommendations,
            @Nullable String recommendationMessage,
            @Nullable String storeUrl,
            @Nullable UUID imageFileId,
            @Nullable BigDecimal upcharged,
            @Nullable BigDecimal offeringCost,
            @Nullable BigDecimal clinicianExtraFee,
            @Nullable List<String> programs,
            UUID externalId,
            List<CaseDisease> diseases) {
        static Line of(OrderView.Line view) {
            CaseOffering line = view.line();
            CaseOffering.Price price = line.price();
            BigDecimal upcharge = price.upcharge();
            Offering.Terms offered =
                    view.offering() == null ? null : view.offering().terms();
            return new Line(
                    line.shown(),
                    view.recommends(),
                    offered == null ? null : offered.recommendationMessage(),
                    offered == null ? null : offered.storeUrl(),
                    offered == null ? null : offered.imageFileId(),
                    upcharge,
                    upcharge == null ? null : price.charged(),
                    price.clinicianExtraFee(),
                    null,
                    line.id(),
                    view.diseases());
        }
    }

    /** A line that the order fills. */
    record PrescriptionId(UUID id) {}

    /** How the shipment is followed. */
    record Tracking(
            String number, @Nullable String link, @Nullable String company) {
        static @Nullable Tracking of(OrderReport.@Nullable Tracking tracking) {
            return tracking == null ? null : new Tracking(tracking.number(), tracking.link(), tracking.company());
        }
    }

    /** The fills of one pharmacy, from the first to the last refill. */
    record Group(
            UUID sequenceOrderId,
            @Nullable String pharmacyId,
            @Nullable String pharmacyName,
            int sequenceTotal,
            List<OrderJson> orders,
            @JsonProperty("case") CaseLine of,
            List<Line> offerings) {
        static List<Group> of(List<OrderView> views) {
            Map<UUID, List<OrderView>> sequences = new LinkedHashMap<>();
            views.forEach(view -> sequences
                    .computeIfAbsent(view.order().content().sequenceId(), _ -> new ArrayList<>())
                    .add(view));
            return sequences.values().stream().map(Group::ofSequence).toList();
        }

        private static Group ofSequence(List<OrderView> views) {
            OrderJson first = OrderJson.of(views.getFirst());
            return new Group(
                    first.sequenceOrderId(),
                    first.pharmacyId(),
                    first.pharmacyName(),
                    first.sequenceTotal(),
                    views.stream().map(OrderJson::of).toList(),
                    first.of(),
                    first.offerings());
        }
    }

    /** What is to be different. */
    record Update(
            Change<@NotNull LocalDate> date,
            Change<@Size(max = 50) String> paymentStatus,
            Change<LocalDate> paymentDate) {
        ChangeOrder command() {
            return new ChangeOrder(date, paymentStatus, paymentDate);
        }
    }

    /** Sends the orders of a case now. */
    record SubmitAll(
            @NotNull Boolean isPriority,
            @NotBlank @Size(max = 1_000) String reason) {}

    static OrderJson of(OrderView view) {
        Order order = view.order();
        Order.Content content = order.content();
        return new OrderJson(
                order.orderId(),
                order.owner().caseId(),
                content.externalId(),
                content.pharmacyId(),
                content.lineIds().stream().map(PrescriptionId::new).toList(),
                order.status().word(),
                order.details(),
                order.said().details(),
                order.said().metadata(),
                content.number(),
                order.date(),
                content.sequenceNumber(),
                content.sequenceTotal(),
                content.sequenceId(),
                order.receipt().at(),
                order.receipt().id(),
                order.receipt().metadata(),
                order.payment().date(),
                order.payment().status(),
                content.pharmacyName(),
                Tracking.of(order.tracking()),
                view.of(),
                view.lines().stream().map(Line::of).toList(),
                order.createdAt(),
                order.updatedAt(),
                null);
    }
}

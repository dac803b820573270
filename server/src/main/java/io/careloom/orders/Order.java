package io.careloom.orders;

import io.careloom.kernel.Problem;
import io.careloom.orders.OrderReport.Stage;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.orders.OrderStatus.Mover;
import io.careloom.platform.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fill that a pharmacy sends to a patient. Every verb answers the order after it, or the same one when nothing changes.
 *
 * @param date when the pharmacy is to fill it
 * @param attempt how often it was submitted
 * @param version counts what was told of it
 * @param dueAt when the worker does something about it; null for never
 */
public record Order(
        UUID orderId,
        Owner owner,
        Content content,
        OrderStatus status,
        LocalDate date,
        Said said,
        Payment payment,
        Receipt receipt,
        @Nullable Tracking tracking,
        boolean isPriority,
        @Nullable String reason,
        int attempt,
        long version,
        @Nullable Instant dueAt,
        Instant createdAt,
        Instant updatedAt) {
    /** Whose it is. */
    public record Owner(UUID tenantId, UUID partnerId, UUID caseId, UUID patientId, String caseType) {}

    /**
     * What is sent, and by whom; never changes.
     *
     * @param externalId our name for it at the pharmacy
     * @param number for people, a ULID
     * @param gateway how the pharmacy is reached
     * @param sequenceId the external id of the first fill
     * @param lineIds lines of the case
     */
    public record Content(
            UUID externalId,
            String number,
            Gateway gateway,
            @Nullable String pharmacyId,
            @Nullable String pharmacyName,
            UUID sequenceId,
            int sequenceNumber,
            int sequenceTotal,
            List<UUID> lineIds) {
        public Content {
            lineIds = List.copyOf(lineIds);
        }
    }

    /** How pharmacies are reached. */
    public enum Gateway {
        BOOTHWYN,
        PHARMACY_API,
        /** By the prescription alone: nobody is sent an order outside the sandbox. */
        DOSESPOT
    }

    /** Why it stands where it stands: for people, and for programs. */
    public record Said(@Nullable String details, @Nullable String metadata) {
        static final Said NOTHING = new Said(null, null);
    }

    /** Whether it is paid, as the partner says. */
    public record Payment(@Nullable String status, @Nullable LocalDate date) {
        static final Payment NONE = new Payment(null, null);
    }

    /**
     * What the pharmacy acknowledged.
     *
     * @param id the pharmacy's name for the present attempt
     * @param formerIds its names for those that failed
     */
    public record Receipt(
            @Nullable String id,
            @Nullable Instant at,
            @Nullable String metadata,
            List<String> formerIds) {
        static final Receipt NONE = new Receipt(null, null, null, List.of());

        public Receipt {
            formerIds = List.copyOf(formerIds);
        }

        Receipt again() {
            List<String> former = new ArrayList<>(formerIds);
            if (id != null) {
                former.add(id);
            }
            return new Receipt(null, null, null, former);
        }
    }

    /** How the shipment is followed, or else why the order stands where it stands; null for nothing to say. */
    public @Nullable String details() {
        return tracking == null ? said.details() : "Tracking Number: " + tracking.number();
    }

    /** Off to the pharmacy. */
    Order submit(Mover mover, Instant now) {
        status.requireOpen(OrderStatus.READY, mover);
        return with(
                Map.of(
                        "status",
                        OrderStatus.READY,
                        "said",
                        Said.NOTHING,
                        "receipt",
                        receipt.again(),
                        "attempt",
                        attempt + 1,
                        "due_at",
                        now),
                now);
    }

    /** Submitted before others, for this reason. */
    Order hurried(boolean priority, String why, Instant now) {
        return with(Map.of("is_priority", priority, "reason", why), now);
    }

    /** Called off; the worker tells the pharmacy when it has heard of the order. */
    Order cancel(Mover mover, Instant now) {
        status.requireOpen(OrderStatus.CANCELLING, mover);
        return with(Map.of("status", OrderStatus.CANCELLING, "said", Said.NOTHING), now)
                .due(attempt == 0 ? null : now);
    }

    /** On another day, or with another payment; a fill that is on its way keeps its day. */
    Order change(LocalDate day, Payment paid, Instant now) {
        if (day.equals(date) && paid.equals(payment)) {
            return this;
        }
        if (!day.equals(date) && !status.isUnsent() && status != OrderStatus.FAILED) {
            throw Problem.conflict("order_sent", "The date of an order that was sent cannot change.")
                    .with("allowed_transitions", List.of());
        }
        Order changed = with(Map.of("date", day, "payment", paid), now);
        return status.isUnsent() && !day.equals(date)
                ? changed.due(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                : changed;
    }

    /** What the pharmacy says, unless it is old news. */
    Order heard(OrderReport report, Instant now) {
        if (status.isUnsent() || isStale(report)) {
            return this;
        }
        Order known = acknowledged(report, now);
        if (status == OrderStatus.CANCELLING && report.stage() == Stage.CANCELLED) {
            return known.saying(report, now).due(null);
        }
        Order moved = status.open(Mover.PHARMACY).contains(report.stage().status())
                ? known.with(Map.of("status", report.stage().status()), now).saying(report, now)
                : known;
        Order followed = moved.tracked(report.tracking(), now);
        boolean over = followed.status() == OrderStatus.FULFILLED || followed.status() == OrderStatus.FAILED;
        return over ? followed.due(null) : followed;
    }

    /** Said of an attempt that failed, while another one is on its way. */
    boolean isStale(OrderReport report) {
        String id = report.pharmacyOrderId();
        return id != null
                && (receipt.formerIds().contains(id)
                        || receipt.id() != null && !receipt.id().equals(id));
    }

    /** Looked at again then; null for never. */
    Order due(@Nullable Instant at) {
        Map<String, @Nullable Object> change = new HashMap<>();
        change.put("due_at", at);
        return Fields.with(this, change);
    }

    /** The pharmacy's name comes with any report, its receipt with the one that it took the order; either may come first. */
    private Order acknowledged(OrderReport report, Instant now) {
        String id = report.pharmacyOrderId();
        boolean takes = report.stage() == Stage.CREATED && receipt.metadata() == null;
        Receipt known = new Receipt(
                receipt.id() == null ? id : receipt.id(),
                receipt.id() == null && id != null ? now : receipt.at(),
                takes ? report.metadata() : receipt.metadata(),
                receipt.formerIds());
        return known.equals(receipt) ? this : with(Map.of("receipt", known), now);
    }

    private Order saying(OrderReport report, Instant now) {
        String details = report.details();
        if (details == null && report.stage() == Stage.CANCELLED) {
            details = "Cancelled by the pharmacy.";
        }
        return with(Map.of("said", new Said(details, report.metadata())), now);
    }

    /** Only what was shipped is followed; of two numbers the one that was said later counts. */
    private Order tracked(@Nullable Tracking heard, Instant now) {
        boolean newer = heard != null && (tracking == null || tracking.at().isBefore(heard.at()));
        return newer && status == OrderStatus.FULFILLED ? with(Map.of("tracking", heard), now) : this;
    }

    private Order with(Map<String, Object> changes, Instant now) {
        Map<String, Object> all = new HashMap<>(changes);
        all.put("updated_at", now);
        return Fields.with(this, all);
    }

    @Override
    public String toString() {
        return "Order[" + orderId + ", " + status + "]";
    }
}

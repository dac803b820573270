package io.careloom.orders;

import io.careloom.kernel.PageQuery;
import io.careloom.platform.audit.AuditEntry;
import io.careloom.platform.audit.AuditHistory;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was changed in an order, and by whom: its rows of the audit trail. */
public final class OrderHistory {
    private static final String SYSTEM = "system";

    private final AuditHistory history;

    OrderHistory(AuditHistory history) {
        this.history = history;
    }

    /**
     * One change, shaped like the wire; its id, time, kind and author stand in it twice, as clients read either.
     *
     * @param isAcknowledged whether the pharmacy took the order with this change
     * @param user the person who did it; null for programs and the server
     */
    public record Line(
            UUID id,
            @Nullable String userType,
            @Nullable UUID userId,
            String event,
            String auditableType,
            UUID auditableId,
            Map<String, ? extends @Nullable Object> oldValues,
            Map<String, ? extends @Nullable Object> newValues,
            String url,
            String ipAddress,
            @Nullable Void userAgent,
            @Nullable Void tags,
            boolean isAcknowledged,
            @Nullable Void insertedId,
            UUID eventId,
            Instant dateTime,
            String model,
            String type,
            String byModel,
            String by,
            String title,
            @Nullable Author user,
            Instant createdAt,
            Instant updatedAt) {
        @Override
        public String toString() {
            return "Line[" + id + "]";
        }
    }

    /** Who did it. */
    public record Author(UUID id, String name) {
        @Override
        public String toString() {
            return "Author[" + id + "]";
        }
    }

    List<Line> lines(Tx tx, Order order, PageQuery query) {
        AuditHistory.Subject subject =
                AuditHistory.Subject.ofTenant(order.orderId(), order.owner().tenantId());
        return history.page(tx, subject, query).items().stream()
                .map(OrderHistory::line)
                .toList();
    }

    private static Line line(AuditEntry entry) {
        Author author = entry.user() == null
                ? null
                : new Author(entry.user().id(), entry.user().name());
        String role = entry.userType();
        boolean bySystem = role.equals(SYSTEM);
        return new Line(
                entry.id(),
                bySystem ? null : role,
                entry.userId(),
                entry.event(),
                entry.auditableType(),
                entry.auditableId(),
                entry.oldValues(),
                entry.newValues(),
                entry.route(),
                entry.ipAddress(),
                null,
                null,
                entry.newValues().get("acknowledged_id") != null,
                null,
                entry.id(),
                entry.createdAt(),
                "caseorder",
                entry.event(),
                role,
                author == null ? (bySystem ? "System" : role) : author.name(),
                title(entry),
                author,
                entry.createdAt(),
                entry.createdAt());
    }

    private static String title(AuditEntry entry) {
        if (entry.event().equals("created")) {
            return "Added prescription";
        }
        Object status = entry.newValues().get("status");
        return status == null ? "Order changed" : "Order " + status;
    }
}

package io.careloom.orders;

import io.careloom.cases.charts.CaseOrders;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.orders.OrderReport.Tracking;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows of orders, the lines they fill, and the worker's leases on them. */
final class OrderStore {
    private static final String COLUMNS = """
            select o.order_id, o.tenant_id, o.partner_id, o.case_id, o.patient_id, o.case_type, o.external_id, o.number,
                o.gateway, o.pharmacy_id, o.pharmacy_name, o.sequence_id, o.sequence_number, o.sequence_total, o.status,
                o.date, o.status_details, o.status_metadata, o.payment_status, o.payment_date, o.acknowledged_id,
                o.acknowledged_at, o.acknowledged_metadata, o.former_ids, o.tracking_number, o.tracking_link,
                o.tracking_company, o.tracked_at, o.is_priority, o.reason, o.attempt, o.version, o.due_at, o.created_at,
                o.updated_at, array(select l.line_id from orders.order_line l
                    where l.order_id = o.order_id and l.tenant_id = o.tenant_id order by l.position) as line_ids
             from orders.case_order o
            """;
    private static final String WANTED = """
             from orders.case_order o where o.tenant_id = any(:tenants) and not o.hidden
              and (cast(:patient as uuid) is null or o.patient_id = :patient)
              and (:everyCase or o.case_id = any(:cases))
              and (:everyPartner or o.partner_id = any(:partners))
              and (cast(:status as text) is null or o.status = :status)
              and (cast(:pharmacy as text) is null or o.pharmacy_id = :pharmacy)
              and (cast(:caseType as text) is null or o.case_type = :caseType)
            """;

    void insert(Tx tx, Order order) {
        row(tx.handle().createUpdate("""
                        insert into orders.case_order (order_id, tenant_id, partner_id, case_id, patient_id, case_type,
                            external_id, number, gateway, pharmacy_id, pharmacy_name, sequence_id, sequence_number,
                            sequence_total, status, date, former_ids, is_priority, attempt, version, due_at, created_at,
                            updated_at)
                        values (:orderId, :tenantId, :partnerId, :caseId, :patientId, :caseType, :externalId, :number,
                            :gatewayWord, :pharmacyId, :pharmacyName, :sequenceId, :sequenceNumber, :sequenceTotal,
                            :statusWord, :date, :formerIds, :isPriority, :attempt, :version, :dueAt, :createdAt,
                            :updatedAt)
                        """), order)
                .bindMethods(order.owner())
                .bindMethods(order.content())
                .bind("gatewayWord", order.content().gateway().name().toLowerCase(Locale.ROOT))
                .execute();
        List<UUID> lines = order.content().lineIds();
        tx.handle()
                .createUpdate("""
                        insert into orders.order_line (order_id, tenant_id, line_id, sequence_number, position)
                        select :id, :tenant, l.line_id, :turn, l.position
                        from unnest(:lines, :positions) as l(line_id, position)
                        """)
                .bind("id", order.orderId())
                .bind("tenant", order.owner().tenantId())
                .bind("turn", order.content().sequenceNumber())
                .bind("lines", lines.toArray(UUID[]::new))
                .bind("positions", IntStream.range(0, lines.size()).boxed().toArray(Integer[]::new))
                .execute();
    }

    void update(Tx tx, Order order) {
        row(tx.handle().createUpdate("""
                        update orders.case_order set status = :statusWord, date = :date, status_details = :details,
                            status_metadata = :metadata, payment_status = :paymentStatus, payment_date = :paymentDate,
                            acknowledged_id = :acknowledgedId, acknowledged_at = :acknowledgedAt,
                            acknowledged_metadata = :acknowledgedMetadata, former_ids = :formerIds,
                            tracking_number = :trackingNumber, tracking_link = :trackingLink,
                            tracking_company = :trackingCompany, tracked_at = :trackedAt, is_priority = :isPriority,
                            reason = :reason, attempt = :attempt, version = :version, due_at = :dueAt,
                            updated_at = :updatedAt
                        where order_id = :orderId and tenant_id = :tenantId
                        """), order)
                .bind("tenantId", order.owner().tenantId())
                .execute();
    }

    private static <S extends SqlStatement<S>> S row(S statement, Order order) {
        Tracking tracking = order.tracking();
        Order.Receipt receipt = order.receipt();
        return statement
                .bindMethods(order)
                .bind("statusWord", order.status().word())
                .bind("details", order.said().details())
                .bind("metadata", order.said().metadata())
                .bind("paymentStatus", order.payment().status())
                .bind("paymentDate", order.payment().date())
                .bind("acknowledgedId", receipt.id())
                .bind("acknowledgedAt", receipt.at())
                .bind("acknowledgedMetadata", receipt.metadata())
                .bind("formerIds", receipt.formerIds().toArray(String[]::new))
                .bind("trackingNumber", tracking == null ? null : tracking.number())
                .bind("trackingLink", tracking == null ? null : tracking.link())
                .bind("trackingCompany", tracking == null ? null : tracking.company())
                .bind("trackedAt", tracking == null ? null : tracking.at());
    }

    /** Lines of the case that are in an order. */
    Set<UUID> orderedLines(Tx tx, UUID tenantId, UUID caseId) {
        return new HashSet<>(tx.handle()
                .createQuery("""
                        select l.line_id from orders.order_line l join orders.case_order o on o.order_id = l.order_id
                        where o.case_id = :case and o.tenant_id = :tenant and l.tenant_id = :tenant
                        """)
                .bind("case", caseId)
                .bind("tenant", tenantId)
                .mapTo(UUID.class)
                .list());
    }

    /** The orders of these cases: case by case, sequence by sequence, turn by turn. */
    List<Order> ofCases(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return ofCases(tx, scope, caseIds, "");
    }

    /** The orders of a case as {@link #ofCases} sorts them, locked until the transaction ends. */
    List<Order> lockOfCase(Tx tx, Scope scope, UUID caseId) {
        return ofCases(tx, scope, List.of(caseId), " for update of o");
    }

    private static List<Order> ofCases(Tx tx, Scope scope, Collection<UUID> caseIds, String locking) {
        return tx.handle()
                .createQuery(COLUMNS + """
                         where o.case_id = any(:cases) and o.tenant_id = any(:tenants)
                        order by o.case_id, o.created_at, o.sequence_id, o.sequence_number
                        """ + locking)
                .bind("cases", caseIds.toArray(UUID[]::new))
                .bind("tenants", scope.tenantArray())
                .map(OrderStore::order)
                .list();
    }

    /** Shows the orders of a patient in no list, or in lists again. */
    void hide(Tx tx, UUID tenantId, UUID patientId, boolean hidden) {
        tx.handle()
                .createUpdate("""
                        update orders.case_order set hidden = :hidden
                        where tenant_id = :tenant and patient_id = :patient and hidden <> :hidden
                        """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .bind("hidden", hidden)
                .execute();
    }

    /** What lists of cases show, by case. */
    Map<UUID, List<CaseOrders.Line>> shown(Tx tx, Scope scope, Collection<UUID> caseIds) {
        Map<UUID, List<CaseOrders.Line>> shown = new HashMap<>();
        tx.handle()
                .createQuery("""
                        select case_id, order_id, external_id, status, created_at, updated_at from orders.case_order
                        where case_id = any(:cases) and tenant_id = any(:tenants)
                        order by created_at, sequence_id, sequence_number
                        """)
                .bind("cases", caseIds.toArray(UUID[]::new))
                .bind("tenants", scope.tenantArray())
                .map((row, context) -> shown.computeIfAbsent(
                                row.getObject("case_id", UUID.class), _ -> new ArrayList<>())
                        .add(new CaseOrders.Line(
                                row.getObject("order_id", UUID.class),
                                row.getObject("external_id", UUID.class),
                                row.getString("status"),
                                Objects.requireNonNull(timeOrNull(row, "created_at")),
                                Objects.requireNonNull(timeOrNull(row, "updated_at")))))
                .list();
        return shown;
    }

    Optional<Order> find(Tx tx, Scope scope, UUID caseId, UUID orderId) {
        return one(tx, scope, caseId, orderId, "").findOne();
    }

    /** As {@link #find}, locked until the transaction ends. */
    Optional<Order> lock(Tx tx, Scope scope, UUID caseId, UUID orderId) {
        return one(tx, scope, caseId, orderId, " for update").findOne();
    }

    private static ResultIterable<Order> one(Tx tx, Scope scope, UUID caseId, UUID orderId, String locking) {
        return tx.handle()
                .createQuery(COLUMNS + " where o.order_id = :id and o.case_id = :case and o.tenant_id = any(:tenants)"
                        + locking)
                .bind("id", orderId)
                .bind("case", caseId)
                .bind("tenants", scope.tenantArray())
                .map(OrderStore::order);
    }

    /** The order that we call so at the pharmacy, whosever it is, locked until the transaction ends. */
    Optional<Order> lockExternal(Tx tx, UUID externalId) {
        return tx.handle()
                .createQuery(COLUMNS + " where o.external_id = :id for update of o")
                .bind("id", externalId)
                .map(OrderStore::order)
                .findOne();
    }

    /** Newest first unless asked otherwise. */
    Page<Order> page(Tx tx, Scope scope, OrderFilter filter, PageQuery query) {
        long total = narrow(tx.handle().createQuery("select count(1)" + WANTED), scope, filter)
                .mapTo(Long.class)
                .one();
        String sort = Objects.requireNonNullElse(query.sort(), "created_at");
        List<UUID> ids = narrow(
                        tx.handle()
                                .createQuery("select o.order_id" + WANTED + " order by o." + sort
                                        + (query.ascending() ? " asc" : " desc")
                                        + ", o.order_id limit :limit offset :offset"),
                        scope,
                        filter)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .mapTo(UUID.class)
                .list();
        return new Page<>(all(tx, scope, ids), total, query);
    }

    /** In the order of their ids here. */
    private static List<Order> all(Tx tx, Scope scope, List<UUID> ids) {
        return tx.handle()
                .createQuery(COLUMNS + """
                         where o.order_id = any(:ids) and o.tenant_id = any(:tenants)
                        order by array_position(cast(:ids as uuid[]), o.order_id)
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("tenants", scope.tenantArray())
                .map(OrderStore::order)
                .list();
    }

    private static Query narrow(Query statement, Scope scope, OrderFilter filter) {
        Collection<UUID> cases = filter.caseIds();
        OrderStatus status = filter.status();
        return statement
                .bind("tenants", scope.tenantArray())
                .bind("patient", filter.patientId())
                .bind("everyCase", cases == null)
                .bind("cases", cases == null ? new UUID[0] : cases.toArray(UUID[]::new))
                .bind("everyPartner", filter.partners().isEmpty())
                .bind("partners", filter.partners().toArray(UUID[]::new))
                .bind("status", status == null ? null : status.word())
                .bind("pharmacy", filter.pharmacyId())
                .bind("caseType", filter.caseType());
    }

    /** Tenants that have something the worker must look at some day. */
    List<UUID> tenantsWithWork(Tx tx) {
        return tx.handle()
                .createQuery("select distinct tenant_id from orders.case_order where due_at is not null")
                .mapTo(UUID.class)
                .list();
    }

    /** Locks what is due by the tenants' clocks and leased by nobody; what another node has is left to it. */
    List<Order> lockDue(Tx tx, Map<UUID, Instant> now, int limit) {
        return tx.handle()
                .createQuery(COLUMNS + """
                         join unnest(:tenants, cast(:times as timestamptz[])) as n(tenant_id, time)
                            on n.tenant_id = o.tenant_id
                        where o.due_at <= n.time and (o.lease is null or o.leased_until < now())
                        order by o.is_priority desc, o.due_at, o.order_id limit :limit for update of o skip locked
                        """)
                .bind("tenants", now.keySet().toArray(UUID[]::new))
                .bind("times", now.values().stream().map(Instant::toString).toArray(String[]::new))
                .bind("limit", limit)
                .map(OrderStore::order)
                .list();
    }

    void lease(Tx tx, Order order, UUID lease, int seconds) {
        tx.handle()
                .createUpdate("""
                        update orders.case_order set lease = :lease, leased_until = now() + make_interval(secs => :seconds)
                        where order_id = :id and tenant_id = :tenant
                        """)
                .bind("lease", lease)
                .bind("seconds", seconds)
                .bind("id", order.orderId())
                .bind("tenant", order.owner().tenantId())
                .execute();
    }

    /** The order as it is now, locked, its lease given back; empty when another node holds it by now. */
    Optional<Order> returned(Tx tx, Order leased, UUID lease) {
        boolean held = tx.handle()
                        .createUpdate("""
                                update orders.case_order set lease = null, leased_until = null
                                where order_id = :id and tenant_id = :tenant and lease = :lease
                                """)
                        .bind("lease", lease)
                        .bind("id", leased.orderId())
                        .bind("tenant", leased.owner().tenantId())
                        .execute()
                == 1;
        return held
                ? find(
                        tx,
                        Scope.tenant(leased.owner().tenantId()),
                        leased.owner().caseId(),
                        leased.orderId())
                : Optional.empty();
    }

    private static Order order(ResultSet row, StatementContext context) throws SQLException {
        return new Order(
                row.getObject("order_id", UUID.class),
                new Order.Owner(
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("partner_id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getObject("patient_id", UUID.class),
                        row.getString("case_type")),
                content(row),
                OrderStatus.named(row.getString("status")).orElseThrow(),
                row.getObject("date", LocalDate.class),
                new Order.Said(row.getString("status_details"), row.getString("status_metadata")),
                new Order.Payment(row.getString("payment_status"), row.getObject("payment_date", LocalDate.class)),
                new Order.Receipt(
                        row.getString("acknowledged_id"),
                        timeOrNull(row, "acknowledged_at"),
                        row.getString("acknowledged_metadata"),
                        Arrays.asList((String[]) row.getArray("former_ids").getArray())),
                tracking(row),
                row.getBoolean("is_priority"),
                row.getString("reason"),
                row.getInt("attempt"),
                row.getLong("version"),
                timeOrNull(row, "due_at"),
                Objects.requireNonNull(timeOrNull(row, "created_at")),
                Objects.requireNonNull(timeOrNull(row, "updated_at")));
    }

    private static Order.Content content(ResultSet row) throws SQLException {
        return new Order.Content(
                row.getObject("external_id", UUID.class),
                row.getString("number"),
                Order.Gateway.valueOf(row.getString("gateway").toUpperCase(Locale.ROOT)),
                row.getString("pharmacy_id"),
                row.getString("pharmacy_name"),
                row.getObject("sequence_id", UUID.class),
                row.getInt("sequence_number"),
                row.getInt("sequence_total"),
                Arrays.asList((UUID[]) row.getArray("line_ids").getArray()));
    }

    private static @Nullable Tracking tracking(ResultSet row) throws SQLException {
        Instant at = timeOrNull(row, "tracked_at");
        return at == null
                ? null
                : new Tracking(
                        row.getString("tracking_number"),
                        row.getString("tracking_link"),
                        row.getString("tracking_company"),
                        at);
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

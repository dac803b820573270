package io.careloom.orders;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.careloom.kernel.Scope;
import io.careloom.orders.PatientOrder.Billing;
import io.careloom.orders.PatientOrder.Product;
import io.careloom.platform.database.Tx;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of what patients bought. */
final class PatientOrderStore {
    private record Bought(UUID orderId, Product product) {}

    void insert(Tx tx, PatientOrder order) {
        PatientOrder.Terms terms = order.terms();
        Billing billing = terms.billing();
        tx.handle()
                .createUpdate("""
                        insert into orders.patient_order (order_id, tenant_id, partner_id, patient_id, case_id, order_number,
                            status, payment_status, total_amount, consultation_price, order_created_at, card_id,
                            card_issuer, card_type, card_expire_date, created_at)
                        values (:id, :tenantId, :partnerId, :patientId, :caseId, :orderNumber, :status, :paymentStatus,
                            :totalAmount, :consultationPrice, :orderCreatedAt, :cardId, :issuer, :type, :expireDate,
                            :createdAt)
                        """)
                .bindMethods(terms)
                .bindMethods(order)
                .bind("cardId", billing == null ? null : billing.cardId())
                .bind("issuer", billing == null ? null : billing.issuer())
                .bind("type", billing == null ? null : billing.type())
                .bind("expireDate", billing == null ? null : billing.expireDate())
                .execute();
        List<Product> products = terms.products();
        tx.handle()
                .createUpdate("""
                        insert into orders.patient_order_product (order_id, tenant_id, position, name, description, image_url,
                            offering_id, unit_price, amount, total_amount)
                        select :id, :tenant, p.position, p.name, p.description, p.image_url, p.offering_id, p.unit_price,
                            p.amount, p.total_amount
                        from unnest(:positions, :names, :descriptions, :images, :offerings, cast(:prices as numeric[]),
                                :amounts, cast(:totals as numeric[]))
                            as p(position, name, description, image_url, offering_id, unit_price, amount, total_amount)
                        """)
                .bind("id", order.id())
                .bind("tenant", order.tenantId())
                .bind("positions", IntStream.range(0, products.size()).boxed().toArray(Integer[]::new))
                .bind("names", products.stream().map(Product::name).toArray(String[]::new))
                .bind(
                        "descriptions",
                        products.stream().map(Product::description).toArray(String[]::new))
                .bind("images", products.stream().map(Product::imageUrl).toArray(String[]::new))
                .bind("offerings", products.stream().map(Product::offeringId).toArray(UUID[]::new))
                .bind("prices", texts(products, Product::unitPrice))
                .bind("amounts", products.stream().map(Product::amount).toArray(Integer[]::new))
                .bind("totals", texts(products, Product::totalAmount))
                .execute();
    }

    private static @Nullable String[] texts(List<Product> products, Function<Product, @Nullable BigDecimal> amount) {
        return products.stream()
                .map(product -> Objects.toString(amount.apply(product), null))
                .toArray(String[]::new);
    }

    /** Newest first. */
    List<PatientOrder> ofPatient(Tx tx, Scope scope, UUID patientId) {
        Map<UUID, List<Product>> products = tx
                .handle()
                .createQuery("""
                        select p.order_id, p.name, p.description, p.image_url, p.offering_id, p.unit_price, p.amount,
                            p.total_amount
                        from orders.patient_order_product p join orders.patient_order o on o.order_id = p.order_id
                        where o.patient_id = :patient and o.tenant_id = any(:tenants) and p.tenant_id = o.tenant_id
                        order by p.position
                        """)
                .bind("patient", patientId)
                .bind("tenants", scope.tenantArray())
                .map((row, context) -> bought(row))
                .stream()
                .collect(groupingBy(Bought::orderId, mapping(Bought::product, toList())));
        return tx.handle()
                .createQuery("""
                        select order_id, tenant_id, partner_id, patient_id, case_id, order_number, status, payment_status,
                            total_amount, consultation_price, order_created_at, card_id, card_issuer, card_type,
                            card_expire_date, created_at
                        from orders.patient_order
                        where patient_id = :patient and tenant_id = any(:tenants) order by created_at desc, order_id
                        """)
                .bind("patient", patientId)
                .bind("tenants", scope.tenantArray())
                .map((row, context) -> order(row, products))
                .list();
    }

    private static Bought bought(ResultSet row) throws SQLException {
        return new Bought(
                row.getObject("order_id", UUID.class),
                new Product(
                        row.getString("name"),
                        row.getString("description"),
                        row.getString("image_url"),
                        row.getObject("offering_id", UUID.class),
                        row.getBigDecimal("unit_price"),
                        row.getObject("amount", Integer.class),
                        row.getBigDecimal("total_amount")));
    }

    private static PatientOrder order(ResultSet row, Map<UUID, List<Product>> products) throws SQLException {
        UUID id = row.getObject("order_id", UUID.class);
        return new PatientOrder(
                id,
                row.getObject("tenant_id", UUID.class),
                row.getObject("partner_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getObject("case_id", UUID.class),
                new PatientOrder.Terms(
                        row.getString("order_number"),
                        row.getString("status"),
                        row.getString("payment_status"),
                        row.getBigDecimal("total_amount"),
                        row.getBigDecimal("consultation_price"),
                        row.getObject("order_created_at", OffsetDateTime.class).toInstant(),
                        products.getOrDefault(id, List.of()),
                        billing(row)),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Billing billing(ResultSet row) throws SQLException {
        String expires = row.getString("card_expire_date");
        return expires == null
                ? null
                : new Billing(
                        row.getString("card_id"), row.getString("card_issuer"), row.getString("card_type"), expires);
    }
}

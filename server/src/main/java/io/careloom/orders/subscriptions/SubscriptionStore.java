package io.careloom.orders.subscriptions;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.orders.subscriptions.SubscriptionTerms.Billing;
import io.careloom.orders.subscriptions.SubscriptionTerms.Product;
import io.careloom.orders.subscriptions.SubscriptionTerms.Property;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows of subscriptions, their products and metadata. */
final class SubscriptionStore {
    private static final String COLUMNS = """
            select s.subscription_id, s.tenant_id, s.partner_id, s.patient_id, s.version, s.status, s.title, s.description,
                s.renew_period, s.encounter_period, s.price, s.category, s.card_id, s.card_issuer, s.card_type,
                s.card_expire_date, s.subscription_created_at, s.expires_at, s.next_renewal_at, s.cancelled_at,
                s.created_at, s.updated_at, s.deleted_at
            """;
    private static final String WANTED = """
             from orders.subscription s
            where s.tenant_id = any(:tenants) and (:everybody or s.patient_id = any(:patients)) and not s.hidden
              and case cast(:trashed as text) when 'WITHOUT' then s.deleted_at is null
                    when 'ONLY' then s.deleted_at is not null else true end
            """;
    private static final String ONE = """
             from orders.subscription s
            where s.tenant_id = any(:tenants) and s.subscription_id = :id and s.deleted_at is null
              and (cast(:patient as uuid) is null or s.patient_id = :patient)
            """;

    /** A product or property of a subscription. */
    private record Part<T>(UUID subscriptionId, T content) {}

    void insert(Tx tx, Subscription subscription) {
        row(tx.handle().createUpdate("""
                        insert into orders.subscription (subscription_id, tenant_id, partner_id, patient_id, version, status,
                            title, description, renew_period, encounter_period, price, category, card_id, card_issuer,
                            card_type, card_expire_date, subscription_created_at, expires_at, next_renewal_at, due_at,
                            cancelled_at, created_at, updated_at, deleted_at)
                        values (:subscriptionId, :tenantId, :partnerId, :patientId, :version, :word, :title, :description,
                            :renewPeriod, :encounterPeriod, :price, :category, :cardId, :issuer, :type, :expireDate,
                            :subscriptionCreatedAt, :expiresAt, :nextRenewalAt, :dueAt, :cancelledAt, :createdAt,
                            :updatedAt, :deletedAt)
                        """), subscription).execute();
        fill(tx, subscription);
    }

    /** Writes everything but the lists. */
    void update(Tx tx, Subscription subscription) {
        row(tx.handle().createUpdate("""
                        update orders.subscription set version = :version, status = :word, title = :title,
                            description = :description, renew_period = :renewPeriod, encounter_period = :encounterPeriod,
                            price = :price, category = :category, card_id = :cardId, card_issuer = :issuer,
                            card_type = :type, card_expire_date = :expireDate,
                            subscription_created_at = :subscriptionCreatedAt, expires_at = :expiresAt,
                            next_renewal_at = :nextRenewalAt, due_at = :dueAt, cancelled_at = :cancelledAt,
                            updated_at = :updatedAt, deleted_at = :deletedAt
                        where subscription_id = :subscriptionId and tenant_id = :tenantId
                        """), subscription).execute();
    }

    private static <S extends SqlStatement<S>> S row(S statement, Subscription subscription) {
        SubscriptionTerms terms = subscription.terms();
        return statement
                .bindMethods(subscription)
                .bindMethods(terms)
                .bindMethods(Objects.requireNonNullElse(terms.billing(), Billing.NONE))
                .bind("word", subscription.status().word())
                .bind("dueAt", subscription.dueAt());
    }

    /** The lists become those of the subscription. */
    void refill(Tx tx, Subscription subscription) {
        for (String table : List.of("orders.subscription_product", "orders.subscription_metadata")) {
            tx.handle()
                    .createUpdate("delete from " + table + " where subscription_id = :id and tenant_id = :tenant")
                    .bind("id", subscription.subscriptionId())
                    .bind("tenant", subscription.tenantId())
                    .execute();
        }
        fill(tx, subscription);
    }

    private static void fill(Tx tx, Subscription subscription) {
        List<Product> products = subscription.terms().products();
        if (!products.isEmpty()) {
            parts(tx.handle().createUpdate("""
                            insert into orders.subscription_product (subscription_id, tenant_id, position, name, description,
                                image_url, offering_id)
                            select :id, :tenant, p.position, p.name, p.description, p.image_url, p.offering_id
                            from unnest(:positions, :names, :descriptions, :images, :offerings)
                                as p(position, name, description, image_url, offering_id)
                            """), subscription, products.size())
                    .bind("names", products.stream().map(Product::name).toArray(String[]::new))
                    .bind(
                            "descriptions",
                            products.stream().map(Product::description).toArray(String[]::new))
                    .bind("images", products.stream().map(Product::imageUrl).toArray(String[]::new))
                    .bind(
                            "offerings",
                            products.stream().map(Product::offeringId).toArray(UUID[]::new))
                    .execute();
        }
        List<Property> metadata = subscription.terms().metadata();
        if (!metadata.isEmpty()) {
            parts(tx.handle().createUpdate("""
                            insert into orders.subscription_metadata (subscription_id, tenant_id, position, key, value)
                            select :id, :tenant, p.position, p.key, p.value
                            from unnest(:positions, :keys, :values) as p(position, key, value)
                            """), subscription, metadata.size())
                    .bind("keys", metadata.stream().map(Property::key).toArray(String[]::new))
                    .bind("values", metadata.stream().map(Property::value).toArray(String[]::new))
                    .execute();
        }
    }

    private static <S extends SqlStatement<S>> S parts(S statement, Subscription subscription, int count) {
        return statement
                .bind("id", subscription.subscriptionId())
                .bind("tenant", subscription.tenantId())
                .bind("positions", IntStream.range(0, count).boxed().toArray(Integer[]::new));
    }

    /** @param patientId whose it must be; null for anybody's */
    Optional<Subscription> find(Tx tx, Scope scope, UUID subscriptionId, @Nullable UUID patientId) {
        return one(tx, COLUMNS + ONE, scope, subscriptionId, patientId);
    }

    /** As {@link #find}, locked until the transaction ends. */
    Optional<Subscription> lock(Tx tx, Scope scope, UUID subscriptionId, @Nullable UUID patientId) {
        return one(tx, COLUMNS + ONE + " for update", scope, subscriptionId, patientId);
    }

    private static Optional<Subscription> one(
            Tx tx, String statement, Scope scope, UUID subscriptionId, @Nullable UUID patientId) {
        List<Subscription> found = tx.handle()
                .createQuery(statement)
                .bind("tenants", scope.tenantArray())
                .bind("id", subscriptionId)
                .bind("patient", patientId)
                .map(SubscriptionStore::subscription)
                .list();
        return filled(tx, found).stream().findFirst();
    }

    /** Shows the subscriptions of a patient in no list, or in lists again. */
    void hide(Tx tx, UUID tenantId, UUID patientId, boolean hidden) {
        tx.handle()
                .createUpdate("""
                        update orders.subscription set hidden = :hidden
                        where tenant_id = :tenant and patient_id = :patient and hidden <> :hidden
                        """)
                .bind("tenant", tenantId)
                .bind("patient", patientId)
                .bind("hidden", hidden)
                .execute();
    }

    /** Whoever is subscribed to something in these tenants. */
    Set<UUID> patients(Tx tx, Scope scope) {
        return Set.copyOf(tx.handle()
                .createQuery(
                        "select distinct s.patient_id from orders.subscription s where s.tenant_id = any(:tenants)")
                .bind("tenants", scope.tenantArray())
                .mapTo(UUID.class)
                .list());
    }

    /**
     * Newest first unless asked otherwise.
     *
     * @param patients whose; null for everybody's
     */
    Page<Subscription> page(Tx tx, Scope scope, @Nullable Set<UUID> patients, PageQuery query) {
        long total = narrow(tx.handle().createQuery("select count(1)" + WANTED), scope, patients, query)
                .mapTo(Long.class)
                .one();
        String sort = Objects.requireNonNullElse(query.sort(), "created_at");
        List<Subscription> items = narrow(
                        tx.handle()
                                .createQuery(COLUMNS + WANTED + " order by s." + sort
                                        + (query.ascending() ? " asc" : " desc")
                                        + ", s.subscription_id limit :limit offset :offset"),
                        scope,
                        patients,
                        query)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(SubscriptionStore::subscription)
                .list();
        return new Page<>(filled(tx, items), total, query);
    }

    private static <S extends SqlStatement<S>> S narrow(
            S statement, Scope scope, @Nullable Set<UUID> patients, PageQuery query) {
        return statement
                .bind("tenants", scope.tenantArray())
                .bind("everybody", patients == null)
                .bind("patients", patients == null ? new UUID[0] : patients.toArray(UUID[]::new))
                .bind("trashed", query.trashed().name());
    }

    /** Tenants that have something a timer must look at some day. */
    List<UUID> tenantsWithWork(Tx tx) {
        return tx.handle()
                .createQuery("select distinct tenant_id from orders.subscription where due_at is not null")
                .mapTo(UUID.class)
                .list();
    }

    /** Locks what is due by the tenants' clocks; what another node has is left to it. The lists are left out. */
    List<Subscription> lockDue(Tx tx, Map<UUID, Instant> now, int limit) {
        return tx.handle()
                .createQuery(COLUMNS + """
                         from orders.subscription s
                        join unnest(:tenants, cast(:times as timestamptz[])) as n(tenant_id, time) on n.tenant_id = s.tenant_id
                        where s.due_at <= n.time
                        order by s.due_at, s.subscription_id limit :limit for update of s skip locked
                        """)
                .bind("tenants", now.keySet().toArray(UUID[]::new))
                .bind("times", now.values().stream().map(Instant::toString).toArray(String[]::new))
                .bind("limit", limit)
                .map(SubscriptionStore::subscription)
                .list();
    }

    private static List<Subscription> filled(Tx tx, List<Subscription> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        Map<UUID, List<Product>> products = products(tx, bare);
        Map<UUID, List<Property>> metadata = metadata(tx, bare);
        return bare.stream()
                .map(one -> one.holding(
                        products.getOrDefault(one.subscriptionId(), List.of()),
                        metadata.getOrDefault(one.subscriptionId(), List.of())))
                .toList();
    }

    private static Map<UUID, List<Product>> products(Tx tx, List<Subscription> of) {
        return grouped(partsOf(tx.handle().createQuery("""
                        select subscription_id, name, image_url, description, offering_id from orders.subscription_product
                        where subscription_id = any(:ids) and tenant_id = any(:tenants) order by position
                        """), of)
                .map((row, context) -> new Part<>(
                        row.getObject("subscription_id", UUID.class),
                        new Product(
                                row.getString("name"),
                                row.getString("image_url"),
                                row.getString("description"),
                                row.getObject("offering_id", UUID.class))))
                .list());
    }

    private static Map<UUID, List<Property>> metadata(Tx tx, List<Subscription> of) {
        return grouped(partsOf(tx.handle().createQuery("""
                        select subscription_id, key, value from orders.subscription_metadata
                        where subscription_id = any(:ids) and tenant_id = any(:tenants) order by position
                        """), of)
                .map((row, context) -> new Part<>(
                        row.getObject("subscription_id", UUID.class),
                        new Property(row.getString("key"), row.getString("value"))))
                .list());
    }

    private static <S extends SqlStatement<S>> S partsOf(S statement, List<Subscription> of) {
        return statement
                .bind("ids", of.stream().map(Subscription::subscriptionId).toArray(UUID[]::new))
                .bind(
                        "tenants",
                        of.stream().map(Subscription::tenantId).distinct().toArray(UUID[]::new));
    }

    private static <T> Map<UUID, List<T>> grouped(Collection<Part<T>> parts) {
        return parts.stream()
                .collect(Collectors.groupingBy(
                        Part::subscriptionId, Collectors.mapping(Part::content, Collectors.toList())));
    }

    private static Subscription subscription(ResultSet row, StatementContext context) throws SQLException {
        return new Subscription(
                row.getObject("subscription_id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                row.getObject("partner_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                new SubscriptionTerms(
                        row.getString("title"),
                        row.getString("description"),
                        row.getInt("renew_period"),
                        row.getInt("encounter_period"),
                        row.getBigDecimal("price"),
                        row.getString("category"),
                        billing(row),
                        List.of(),
                        List.of(),
                        time(row, "subscription_created_at"),
                        time(row, "expires_at")),
                SubscriptionStatus.of(row.getString("status")),
                row.getLong("version"),
                time(row, "next_renewal_at"),
                timeOrNull(row, "cancelled_at"),
                time(row, "created_at"),
                time(row, "updated_at"),
                timeOrNull(row, "deleted_at"));
    }

    private static @Nullable Billing billing(ResultSet row) throws SQLException {
        Billing billing = new Billing(
                row.getString("card_id"),
                row.getString("card_issuer"),
                row.getString("card_type"),
                row.getString("card_expire_date"));
        return billing.equals(Billing.NONE) ? null : billing;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

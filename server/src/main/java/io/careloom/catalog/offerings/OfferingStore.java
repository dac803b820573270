package io.careloom.catalog.offerings;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows of offerings, each with its product. */
final class OfferingStore {
    private static final String TERMS = """
            active, offering_title, is_additional_approval_needed, clinical_note, thank_you_note, offering_metadata,
            "order", upcharge, clinician_extra_fee, is_charged_separately, image_file_id, store_url,
            recommendation_message,
            """ + ProductTerms.columns("");
    private static final String TERMS_SAID = """
            :terms.active, :terms.title, :terms.isAdditionalApprovalNeeded, :terms.clinicalNote, :terms.thankYouNote,
            :terms.metadata, :terms.order, :terms.upcharge, :terms.clinicianExtraFee, :terms.isChargedSeparately,
            :terms.imageFileId, :terms.storeUrl, :terms.recommendationMessage,
            """ + ProductTerms.columns(":");
    private static final String SELECT = """
            select o.offering_id, o.partner_id, o.specialty_id, o.active, o.offering_title,
                o.is_additional_approval_needed, o.clinical_note, o.thank_you_note, o.offering_metadata, o."order",
                o.upcharge, o.clinician_extra_fee, o.is_charged_separately, o.image_file_id, o.store_url,
                o.recommendation_message, o.product_id, o.product_type, o.created_at, o.updated_at, o.deleted_at,
            """ + ProductTerms.columns("o.") + " from catalog.offering o where ";
    private static final String OF_PARTNERS = """
            o.offering_id in (select p.offering_id from catalog.offering p where p.partner_id = any(:partners)
                union all select t.offering_id from catalog.partner_offering t where t.partner_id = any(:partners))
            """;
    private static final String OF_SPECIALTY = "o.specialty_id = :specialty ";
    private static final String WANTED = """
             and (cast(:type as text) is null or o.product_type = :type)
             and (cast(:pharmacyId as integer) is null or o.pharmacy_id = :pharmacyId)
             and (cast(:search as text) is null or strpos(
                 lower(concat_ws(' ', o.offering_title, o.title, o.name, o.strength)), lower(cast(:search as text))) > 0)
            """;
    private static final String KEPT = """
             and case cast(:trashed as text) when 'WITHOUT' then o.deleted_at is null
                 when 'ONLY' then o.deleted_at is not null else true end
            """;
    private static final String OFFERED = " and o.active and o.deleted_at is null ";
    private static final String IN_ORDER = " order by o.\"order\" nulls last, o.created_at, o.offering_id";

    private final Tx tx;

    OfferingStore(Tx tx) {
        this.tx = tx;
    }

    void insert(Offering offering) {
        said(tx.handle().createUpdate("""
                        insert into catalog.offering (offering_id, partner_id, specialty_id, version, product_id,
                            product_type, created_at, updated_at,
                        """ + TERMS + """
                        ) values (:id, :owner.partnerId, :owner.specialtyId, 0, :productId,
                            :productType, :createdAt, :updatedAt,
                        """ + TERMS_SAID + ")"), offering)
                .bindMethods("owner", offering.owner())
                .bind("productId", offering.product().id())
                .bind("productType", offering.product().type().wire())
                .execute();
    }

    void update(Offering offering) {
        said(
                        tx.handle()
                                .createUpdate("update catalog.offering set (updated_at, deleted_at, " + TERMS
                                        + ") = (:updatedAt, :deletedAt, " + TERMS_SAID + ") where offering_id = :id"),
                        offering)
                .execute();
    }

    private static <S extends SqlStatement<S>> S said(S statement, Offering offering) {
        return statement
                .bindMethods(offering)
                .bindMethods("terms", offering.terms())
                .bindMap(Fields.of(offering.product().terms()));
    }

    /** Counts one more change of the offering and returns the count. */
    long touch(UUID offeringId) {
        return tx.handle()
                .createQuery("""
                        update catalog.offering set version = version + 1 where offering_id = :id returning version
                        """)
                .bind("id", offeringId)
                .mapTo(Long.class)
                .one();
    }

    /** One that stands on the shelf, in the trash or not. */
    Optional<Offering> find(Shelf.Key key) {
        return one(key, "");
    }

    /** The same, which nobody else changes until this transaction ends. */
    Optional<Offering> lock(Shelf.Key key) {
        return one(key, " for update of o");
    }

    private Optional<Offering> one(Shelf.Key key, String locking) {
        return on(
                        key.shelf(),
                        tx.handle()
                                .createQuery(SELECT + standing(key.shelf())
                                        + " and (cast(:type as text) is null or o.product_type = :type)"
                                        + " and o.offering_id = :id" + locking))
                .bind("type", wire(key.shelf().type()))
                .bind("id", key.offeringId())
                .map(OfferingStore::offering)
                .findOne();
    }

    /** Any with these ids, in the trash or not, in their order. */
    List<Offering> all(Collection<UUID> offeringIds) {
        return tx.handle()
                .createQuery(SELECT + "o.offering_id = any(:ids)" + IN_ORDER)
                .bind("ids", offeringIds.toArray(UUID[]::new))
                .map(OfferingStore::offering)
                .list();
    }

    Page<Offering> page(Shelf shelf, OfferingFilter filter, PageQuery query) {
        String wanted = standing(shelf) + WANTED + KEPT;
        long total = wanted(
                        on(shelf, tx.handle().createQuery("select count(*) from catalog.offering o where " + wanted)),
                        filter)
                .bind("trashed", query.trashed().name())
                .mapTo(Long.class)
                .one();
        List<Offering> items = wanted(
                        on(
                                shelf,
                                tx.handle()
                                        .createQuery(SELECT + wanted + " order by " + sorted(query)
                                                + ", o.offering_id limit :limit offset :offset")),
                        filter)
                .bind("trashed", query.trashed().name())
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(OfferingStore::offering)
                .list();
        return new Page<>(items, total, query);
    }

    private static String sorted(PageQuery query) {
        String direction = query.ascending() ? " asc" : " desc";
        return switch (query.sort()) {
            case "title" -> "lower(coalesce(o.offering_title, o.title, o.name))" + direction;
            case "name" -> "lower(o.name)" + direction;
            case "created_at" -> "o.created_at" + direction;
            case "updated_at" -> "o.updated_at" + direction;
            case null, default -> "o.\"order\"" + direction + " nulls last, o.created_at";
        };
    }

    /** What these partners offer, active and not in the trash. */
    List<Offering> offered(UUID[] partners, OfferingFilter filter) {
        return wanted(tx.handle().createQuery(SELECT + OF_PARTNERS + WANTED + OFFERED + IN_ORDER), filter)
                .bind("partners", partners)
                .map(OfferingStore::offering)
                .list();
    }

    /** Those of these that the partner offers, active and not in the trash. */
    List<Offering> offered(UUID partnerId, Collection<UUID> offeringIds) {
        return tx.handle()
                .createQuery(SELECT + OF_PARTNERS + " and o.offering_id = any(:ids)" + OFFERED)
                .bind("partners", new UUID[] {partnerId})
                .bind("ids", offeringIds.toArray(UUID[]::new))
                .map(OfferingStore::offering)
                .list();
    }

    /** What stands on the shelf by itself, not taken over, and not in the trash. */
    List<Offering> own(Offering.Owner owner) {
        return tx.handle()
                .createQuery(SELECT + "(o.partner_id = :partnerId or o.specialty_id = :specialtyId)"
                        + " and o.deleted_at is null" + IN_ORDER)
                .bindMethods(owner)
                .map(OfferingStore::offering)
                .list();
    }

    /** The partner offers this from now on, though it is a specialty's; false when it did before. */
    boolean takeOver(UUID partnerId, UUID offeringId, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                insert into catalog.partner_offering (partner_id, offering_id, created_at)
                                values (:partner, :offering, :now) on conflict (partner_id, offering_id) do nothing
                                """)
                        .bind("partner", partnerId)
                        .bind("offering", offeringId)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** False when the partner had not taken it over. */
    boolean giveBack(UUID partnerId, UUID offeringId) {
        return tx.handle()
                        .createUpdate("""
                                delete from catalog.partner_offering
                                where partner_id = :partner and offering_id = :offering
                                """)
                        .bind("partner", partnerId)
                        .bind("offering", offeringId)
                        .execute()
                == 1;
    }

    /** The partners to whom everything comes that the specialty offers. */
    List<UUID> followers(UUID specialtyId) {
        return tx.handle()
                .createQuery("""
                        select t.partner_id from catalog.partner_specialty t
                        where t.specialty_id = :specialty and t.is_replicate_offerings order by t.partner_id
                        """)
                .bind("specialty", specialtyId)
                .mapTo(UUID.class)
                .list();
    }

    private static String standing(Shelf shelf) {
        return shelf.owner().partnerId() == null ? OF_SPECIALTY : OF_PARTNERS;
    }

    private static <S extends SqlStatement<S>> S on(Shelf shelf, S statement) {
        UUID partnerId = shelf.owner().partnerId();
        return partnerId == null
                ? statement.bind("specialty", shelf.owner().specialtyId())
                : statement.bind("partners", new UUID[] {partnerId});
    }

    private static <S extends SqlStatement<S>> S wanted(S statement, OfferingFilter filter) {
        return statement
                .bind("type", wire(filter.type()))
                .bind("pharmacyId", filter.pharmacyId())
                .bind("search", filter.search());
    }

    private static @Nullable String wire(@Nullable ProductType type) {
        return type == null ? null : type.wire();
    }

    private static Offering offering(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime deletedAt = row.getObject("deleted_at", OffsetDateTime.class);
        Product product = new Product(
                row.getObject("product_id", UUID.class),
                ProductType.of(row.getString("product_type")).orElseThrow(),
                Fields.read(ProductTerms.class, row::getObject),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                deletedAt == null ? null : deletedAt.toInstant());
        return new Offering(
                row.getObject("offering_id", UUID.class),
                new Offering.Owner(row.getObject("partner_id", UUID.class), row.getObject("specialty_id", UUID.class)),
                terms(row),
                product,
                product.createdAt(),
                product.updatedAt(),
                product.deletedAt());
    }

    private static Offering.Terms terms(ResultSet row) throws SQLException {
        return new Offering.Terms(
                row.getBoolean("active"),
                row.getString("offering_title"),
                row.getBoolean("is_additional_approval_needed"),
                row.getString("clinical_note"),
                row.getString("thank_you_note"),
                row.getString("offering_metadata"),
                row.getObject("order", Integer.class),
                row.getBigDecimal("upcharge"),
                row.getBigDecimal("clinician_extra_fee"),
                row.getBoolean("is_charged_separately"),
                row.getObject("image_file_id", UUID.class),
                row.getString("store_url"),
                row.getString("recommendation_message"));
    }
}

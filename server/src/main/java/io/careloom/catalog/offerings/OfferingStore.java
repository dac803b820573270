package io.careloom.catalog.offerings;

import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of offerings, each with its product. */
final class OfferingStore {
    private static final RowMapper<ProductTerms> PRODUCT_TERMS = ConstructorMapper.of(ProductTerms.class);
    private static final String COLUMNS = """
            o.offering_id, o.partner_id, o.specialty_id, o.active, o.offering_title, o.is_additional_approval_needed,
            o.clinical_note, o.thank_you_note, o.offering_metadata, o."order", o.upcharge, o.clinician_extra_fee,
            o.is_charged_separately, o.image_file_id, o.store_url, o.recommendation_message, o.product_id,
            o.product_type, o.created_at, o.updated_at, o.deleted_at,
            """ + ProductTerms.columns("o.");
    private static final String OF_PARTNER = """
            (o.partner_id = :partner or exists (select 1 from catalog.partner_offering p
                where p.partner_id = :partner and p.offering_id = o.offering_id))
            """;

    private final Tx tx;

    OfferingStore(Tx tx) {
        this.tx = tx;
    }

    void insert(Offering offering) {
        tx.handle()
                .createUpdate("""
                        insert into catalog.offering (offering_id, partner_id, specialty_id, version, active,
                            offering_title, is_additional_approval_needed, clinical_note, thank_you_note,
                            offering_metadata, "order", upcharge, clinician_extra_fee, is_charged_separately,
                            image_file_id, store_url, recommendation_message, product_id, product_type, created_at,
                            updated_at,
                        """ + ProductTerms.columns("") + """
                        ) values (:id, :owner.partnerId, :owner.specialtyId, 0, :terms.active,
                            :terms.title, :terms.isAdditionalApprovalNeeded, :terms.clinicalNote, :terms.thankYouNote,
                            :terms.metadata, :terms.order, :terms.upcharge, :terms.clinicianExtraFee,
                            :terms.isChargedSeparately, :terms.imageFileId, :terms.storeUrl,
                            :terms.recommendationMessage, :productId, :productType, :createdAt, :updatedAt,
                        """ + ProductTerms.columns(":") + ")")
                .bindMethods(offering)
                .bindMethods("owner", offering.owner())
                .bindMethods("terms", offering.terms())
                .bindMap(Fields.of(offering.product().terms()))
                .bind("productId", offering.product().id())
                .bind("productType", offering.product().type().wire())
                .execute();
    }

    /** Those of these that the partner offers, active and not in the trash. */
    List<Offering> offered(UUID partnerId, Collection<UUID> offeringIds) {
        return tx.handle()
                .createQuery("select " + COLUMNS + " from catalog.offering o where o.offering_id = any(:ids) and "
                        + OF_PARTNER + " and o.active and o.deleted_at is null")
                .bind("partner", partnerId)
                .bind("ids", offeringIds.toArray(UUID[]::new))
                .map(OfferingStore::offering)
                .list();
    }

    private static Offering offering(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime deletedAt = row.getObject("deleted_at", OffsetDateTime.class);
        Product product = new Product(
                row.getObject("product_id", UUID.class),
                ProductType.of(row.getString("product_type")).orElseThrow(),
                PRODUCT_TERMS.map(row, context),
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

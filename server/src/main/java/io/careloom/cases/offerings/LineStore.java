package io.careloom.cases.offerings;

import io.careloom.cases.offerings.CaseOffering.Ordered;
import io.careloom.cases.offerings.CaseOffering.Prescribed;
import io.careloom.cases.offerings.CaseOffering.Price;
import io.careloom.cases.offerings.CaseOffering.Standing;
import io.careloom.cases.offerings.CaseOffering.Terms;
import io.careloom.catalog.offerings.Product;
import io.careloom.catalog.offerings.ProductTerms;
import io.careloom.catalog.offerings.ProductType;
import io.careloom.kernel.Scope;
import io.careloom.platform.Fields;
import io.careloom.platform.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows of lines; those that were taken off stay, and are not read again. */
final class LineStore {
    private static final String COLUMNS = """
            case_offering_id, tenant_id, case_id, offering_id, line_title, is_additional_approval_needed, thank_you_note,
            clinical_note, "order", is_important, status, status_details, network_id, network_sent, network_confirmation,
            network_details, order_status, order_date, order_details, order_updated, product_id, product_type,
            product_created_at, product_updated_at, upcharge, clinician_extra_fee, is_charged_separately, created_at,
            updated_at, deleted_at,
            """ + ProductTerms.columns("");
    /** What a verb may change; the names bound by {@link #bound}. */
    private static final String CHANGED = """
            offering_id = :offeringId, line_title = :said.title,
            is_additional_approval_needed = :said.isAdditionalApprovalNeeded, thank_you_note = :said.thankYouNote,
            clinical_note = :said.clinicalNote, "order" = :said.order, is_important = :said.isImportant,
            status = :status, status_details = :statusDetails, network_id = :prescribed.networkId,
            network_sent = :prescribed.isSent, network_confirmation = :prescribed.confirmation,
            network_details = :prescribed.details, order_status = :ordered.status, order_date = :ordered.date,
            order_details = :ordered.details, order_updated = :ordered.updatedAt, product_id = :productId,
            product_type = :productType, product_created_at = :product.createdAt, product_updated_at = :product.updatedAt,
            upcharge = :price.upcharge, clinician_extra_fee = :price.clinicianExtraFee,
            is_charged_separately = :price.isChargedSeparately,
            updated_at = :updatedAt, deleted_at = :deletedAt,
            """
            + Arrays.stream(ProductTerms.columns("").split(", "))
                    .map(column -> column + " = :" + column)
                    .collect(Collectors.joining(", "));

    private final Tx tx;

    LineStore(Tx tx) {
        this.tx = tx;
    }

    void insert(CaseOffering line) {
        bound(tx.handle().createUpdate("""
                insert into cases.case_offering (case_offering_id, tenant_id, case_id, offering_id, line_title,
                  is_additional_approval_needed, thank_you_note, clinical_note, "order", is_important, status,
                  status_details, network_id, network_sent, network_confirmation, network_details, order_status, order_date,
                  order_details, order_updated, product_id, product_type,
                  product_created_at, product_updated_at, upcharge, clinician_extra_fee, is_charged_separately, created_at,
                  updated_at, deleted_at,
                """ + ProductTerms.columns("") + """
                ) values (:id, :tenantId, :caseId, :offeringId, :said.title, :said.isAdditionalApprovalNeeded,
                  :said.thankYouNote, :said.clinicalNote, :said.order, :said.isImportant, :status, :statusDetails,
                  :prescribed.networkId, :prescribed.isSent, :prescribed.confirmation, :prescribed.details,
                  :ordered.status, :ordered.date, :ordered.details, :ordered.updatedAt, :productId, :productType,
                  :product.createdAt, :product.updatedAt, :price.upcharge, :price.clinicianExtraFee,
                  :price.isChargedSeparately, :createdAt, :updatedAt, :deletedAt,
                """ + ProductTerms.columns(":") + ")"), line)
                .execute();
    }

    /** Writes what a verb changed; the row of the case was locked before. */
    void update(CaseOffering line) {
        bound(
                        tx.handle()
                                .createUpdate("update cases.case_offering set " + CHANGED
                                        + " where tenant_id = :tenantId and case_offering_id = :id"),
                        line)
                .execute();
    }

    /** The lines of cases, each case's in their order. */
    List<CaseOffering> of(Scope scope, Collection<UUID> caseIds) {
        return tx.handle()
                .createQuery("select " + COLUMNS + """
                         from cases.case_offering
                        where tenant_id = any(:tenants) and case_id = any(:cases) and deleted_at is null
                        order by case_id, "order", position
                        """)
                .bind("tenants", scope.tenantArray())
                .bind("cases", caseIds.toArray(UUID[]::new))
                .map(LineStore::line)
                .list();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, CaseOffering line) {
        return statement
                .bindMethods(line)
                .bindMethods("said", line.terms())
                .bindMethods("prescribed", line.prescribed())
                .bindMethods("ordered", line.ordered())
                .bindMethods("product", line.product())
                .bindMethods("price", line.price())
                .bindMap(Fields.of(line.product().terms()))
                .bind("productId", line.product().id())
                .bind("productType", line.product().type().wire())
                .bind("status", line.status().word())
                .bind("statusDetails", line.standing().details());
    }

    private static CaseOffering line(ResultSet row, StatementContext context) throws SQLException {
        return new CaseOffering(
                row.getObject("case_offering_id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("offering_id", UUID.class),
                new Terms(
                        row.getString("line_title"),
                        row.getBoolean("is_additional_approval_needed"),
                        row.getString("thank_you_note"),
                        row.getString("clinical_note"),
                        row.getInt("order"),
                        row.getBoolean("is_important")),
                product(row),
                new Price(
                        row.getBigDecimal("upcharge"),
                        row.getBigDecimal("clinician_extra_fee"),
                        row.getBoolean("is_charged_separately")),
                new Standing(LineStatus.of(row.getString("status")), row.getString("status_details")),
                new Prescribed(
                        row.getObject("network_id", Integer.class),
                        row.getBoolean("network_sent"),
                        row.getString("network_confirmation"),
                        row.getString("network_details")),
                new Ordered(
                        row.getString("order_status"),
                        row.getObject("order_date", LocalDate.class),
                        row.getString("order_details"),
                        instant(row, "order_updated")),
                at(row, "created_at"),
                at(row, "updated_at"),
                instant(row, "deleted_at"));
    }

    private static Product product(ResultSet row) throws SQLException {
        return new Product(
                row.getObject("product_id", UUID.class),
                ProductType.of(row.getString("product_type")).orElseThrow(),
                Fields.read(ProductTerms.class, row::getObject),
                at(row, "product_created_at"),
                at(row, "product_updated_at"),
                null);
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

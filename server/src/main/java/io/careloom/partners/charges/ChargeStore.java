package io.careloom.partners.charges;

import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.RecordArguments;
import io.careloom.platform.database.RecordMapper;
import io.careloom.platform.database.Tx;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/** The ledger: charges for cases are a tenant's and never change, additional ones a partner's. */
final class ChargeStore {
    private static final String ADDITIONAL = """
             from partners.charge c
            where c.type = 'additional_charge' and c.tenant_id is null and c.partner_id = any(:partners)
            """;
    private static final String COLUMNS = """
            select c.charge_id as id, c.partner_id, c.day as date, c.title, c.description, c.amount, c.created_at,
                   c.updated_at, c.deleted_at
            """;

    /** What the partner pays for such a case; zero when nothing is agreed. */
    BigDecimal price(Tx tx, ChargedCase of) {
        return tx.handle()
                .createQuery("""
                        select coalesce(case when :sync and :followUp then charge_sync_follow_up_case
                                             when :sync then charge_sync_new_case
                                             when :followUp then charge_async_follow_up_case
                                             else charge_async_new_case end, 0)
                        from partners.partner where partner_id = :partner
                        """)
                .bind("sync", of.sync())
                .bind("followUp", of.followUp())
                .bind("partner", of.partnerId())
                .mapTo(BigDecimal.class)
                .findOne()
                .orElse(BigDecimal.ZERO);
    }

    /** Keeps a charge for a case; false when the case was charged for its end already. */
    boolean insert(Tx tx, PartnerCharged charge, ChargedCase of) {
        return tx.handle()
                        .createUpdate("""
                                insert into partners.charge (charge_id, partner_id, tenant_id, type, case_id, patient_id,
                                    amount, offering_amount)
                                values (:id, :partner, :tenant, :type, :case, :patient, :amount, :offerings)
                                on conflict (case_id) where type in ('case_cancelled', 'case_completed') do nothing
                                """)
                        .bind("id", charge.chargeId())
                        .bind("partner", of.partnerId())
                        .bind("tenant", of.tenantId())
                        .bind("type", charge.type().word())
                        .bind("case", of.caseId())
                        .bind("patient", of.patientId())
                        .bind("amount", charge.amount())
                        .bind("offerings", of.offerings())
                        .execute()
                == 1;
    }

    /** The amounts for the ends of these cases. */
    Map<UUID, BigDecimal> charged(Tx tx, Scope scope, Collection<UUID> caseIds) {
        return tx.handle()
                .createQuery("""
                        select case_id, amount from partners.charge
                        where tenant_id = any(:tenants) and case_id = any(:cases)
                          and type in ('case_cancelled', 'case_completed')
                        """)
                .bind("tenants", scope.tenantArray())
                .bind("cases", caseIds.toArray(UUID[]::new))
                .collectRows(Collectors.toMap(
                        row -> row.getColumn("case_id", UUID.class), row -> row.getColumn("amount", BigDecimal.class)));
    }

    void add(Tx tx, UUID chargeId, UUID partnerId, AddCharge charge) {
        tx.handle()
                .createUpdate("""
                        insert into partners.charge (charge_id, partner_id, tenant_id, type, amount, day, title, description)
                        values (:id, :partner, null, 'additional_charge', :amount, :date, :title, :description)
                        """)
                .bindNamedArgumentFinder(new RecordArguments(charge))
                .bind("id", chargeId)
                .bind("partner", partnerId)
                .execute();
    }

    void update(Tx tx, AdditionalCharge changed) {
        tx.handle()
                .createUpdate("""
                        update partners.charge set day = :date, title = :title, description = :description,
                            amount = :amount, updated_at = now()
                        where charge_id = :id and tenant_id is null
                        """)
                .bindNamedArgumentFinder(new RecordArguments(changed))
                .execute();
    }

    void delete(Tx tx, UUID chargeId) {
        tx.handle().createUpdate("""
                        update partners.charge set deleted_at = now(), updated_at = now()
                        where charge_id = :id and tenant_id is null
                        """).bind("id", chargeId).execute();
    }

    /** A living additional charge of these partners. */
    Optional<AdditionalCharge> find(Tx tx, Scope scope, UUID chargeId) {
        return one(tx, "", scope, chargeId);
    }

    /** The same, with its row locked until the transaction ends. */
    Optional<AdditionalCharge> lock(Tx tx, Scope scope, UUID chargeId) {
        return one(tx, " for update", scope, chargeId);
    }

    private static Optional<AdditionalCharge> one(Tx tx, String end, Scope scope, UUID chargeId) {
        return tx.handle()
                .createQuery(COLUMNS + ADDITIONAL + " and c.charge_id = :id and c.deleted_at is null" + end)
                .bind("partners", scope.partnerArray())
                .bind("id", chargeId)
                .map(RecordMapper.of(AdditionalCharge.class))
                .findOne();
    }

    /** Additional charges; sortable by {@code created_at}, {@code date}, {@code title} and {@code amount}. */
    Page<AdditionalCharge> page(Tx tx, Scope scope, PageQuery query) {
        String from = ADDITIONAL
                + switch (query.trashed()) {
                    case WITHOUT -> " and c.deleted_at is null";
                    case ONLY -> " and c.deleted_at is not null";
                    case WITH -> "";
                }
                + " and (cast(:search as text) is null or c.title ilike '%' || :search || '%')";
        String order = switch (query.sort()) {
            case "date" -> "c.day";
            case "title" -> "c.title";
            case "amount" -> "c.amount";
            case null, default -> "c.created_at";
        };
        long total = bound(tx, "select count(*)" + from, scope, query)
                .mapTo(Long.class)
                .one();
        List<AdditionalCharge> items = bound(
                        tx,
                        COLUMNS + from + " order by " + order + (query.ascending() ? " asc" : " desc")
                                + ", c.charge_id limit :limit offset :offset",
                        scope,
                        query)
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(RecordMapper.of(AdditionalCharge.class))
                .list();
        return new Page<>(items, total, query);
    }

    private static Query bound(Tx tx, String sql, Scope scope, PageQuery query) {
        return tx.handle()
                .createQuery(sql)
                .bind("partners", scope.partnerArray())
                .bind("search", query.search());
    }
}

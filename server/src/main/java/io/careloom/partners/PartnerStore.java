package io.careloom.partners;

import io.careloom.kernel.Environment;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Scope;
import io.careloom.platform.database.RecordMapper;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Rows of partners, their addresses and their tenants. */
final class PartnerStore {
    private static final String COLUMNS = """
            p.partner_id as id,
            p.name, p.active, p.notification_priority, p.notification_schedule,
            p.reassignment_interval, p.is_statistics_enabled, p.is_global_statistics_enabled,
            p.force_is_additional_approval_need, p.is_patient_allowed_choose_notification_inbox,
            p.is_ai_auto_summary_enabled, p.partner_notes, p.thank_you_note_header,
            p.thank_you_note_footer, p.logo_file_id, p.operation_country_id, p.address_id, p.about,
            p.website_url, p.customer_support_email, p.operations_support_email,
            p.escalation_support_email, p.patient_message_capability, p.support_message_capability,
            p.support_hours, p.support_location, p.use_intake_form, p.is_voucher_reminder,
            p.use_messaging, p.messaging_app_primary_color, p.messaging_app_secondary_color,
            p.messaging_app_background_color, p.accepted_at, p.vouched_integration_type,
            p.text_message_integration_type, p.parent_company, p.business_model, p.enable_av_flow,
            p.enable_icd_bmi, p.is_auto_dl_flow, p.provides_medications, p.is_review_required,
            p.charge_sync_new_case, p.charge_async_new_case, p.charge_sync_follow_up_case,
            p.charge_async_follow_up_case, p.clinician_due_sync_case, p.clinician_due_async_case,
            p.clinician_due_sync_followup_encounter, p.clinician_due_async_followup_encounter,
            p.vouched_integration_charge, p.text_message_integration_charge, p.slack_channel_id,
            p.custom_theme, p.custom_style, p.review_notes, p.contract_file_id,
            p.insurance_file_id, p.is_support_auto_archive_email_enabled,
            p.is_receiving_patient_transfers, p.is_sending_patient_transfers,
            p.is_patient_workflow_notification_enabled, p.is_auto_create_order_enabled,
            p.created_at, p.updated_at, p.deleted_at
            """;

    private final Tx tx;

    PartnerStore(Tx tx) {
        this.tx = tx;
    }

    /** An address as stored. */
    record AddressRow(UUID addressId, String address, String zipCode, String cityName, UUID stateId) {}

    void insert(UUID partnerId, String name) {
        tx.handle()
                .createUpdate("insert into partners.partner (partner_id, name) values (:id, :name)")
                .bind("id", partnerId)
                .bind("name", name)
                .execute();
    }

    /** Sets columns; the names come from the components of {@link PartnerFields}, never from a request. */
    void update(UUID partnerId, Map<String, @Nullable Object> columns) {
        String assignments =
                columns.keySet().stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "));
        tx.handle()
                .createUpdate("update partners.partner set " + assignments
                        + (assignments.isEmpty() ? "" : ", ")
                        + "updated_at = now() where partner_id = :partner_id")
                .bindMap(columns)
                .bind("partner_id", partnerId)
                .execute();
    }

    Optional<PartnerProfile> find(UUID partnerId) {
        return tx.handle()
                .createQuery("select " + COLUMNS + " from partners.partner p where p.partner_id = :id")
                .bind("id", partnerId)
                .map(RecordMapper.of(PartnerProfile.class))
                .findOne();
    }

    Page<PartnerProfile> page(Scope scope, PartnerFilter filter, PageQuery query) {
        String where = """
                 from partners.partner p
                where p.partner_id = any(:partners)
                  and (cast(:search as text) is null or p.name ilike '%' || :search || '%')
                  and (cast(:id as uuid) is null or p.partner_id = :id)
                  and (cast(:name as text) is null or strpos(lower(p.name), lower(:name)) > 0)
                  and (cast(:parentCompany as text) is null
                    or strpos(lower(p.parent_company), lower(:parentCompany)) > 0)
                  and (cast(:status as text) is null or :status = case when not p.active then 'inactive'
                    when p.accepted_at is null then 'new' else 'active' end)
                  and (:withChildren or p.parent_company is null or p.parent_company = '')
                  and (not :recentlyActive or exists (select 1 from partners.tenant t
                    where t.partner_id = p.partner_id and t.tenant_id = any(:tenants)
                      and t.last_case_at > now() - interval '30 days'))
                  and case cast(:trashed as text) when 'WITHOUT' then p.deleted_at is null
                        when 'ONLY' then p.deleted_at is not null else true end
                """;
        String direction = query.ascending() ? "asc" : "desc";
        String order = "p." + (query.sort() == null ? "created_at" : query.sort()) + " ";
        long total = tx.handle()
                .createQuery("select count(1)" + where)
                .bind("partners", scope.partnerArray())
                .bind("tenants", scope.tenantArray())
                .bindMethods(filter)
                .bind("search", query.search())
                .bind("trashed", query.trashed().name())
                .mapTo(Long.class)
                .one();
        List<PartnerProfile> items = tx.handle()
                .createQuery("select " + COLUMNS + where + " order by " + order + direction
                        + ", p.partner_id limit :limit offset :offset")
                .bind("partners", scope.partnerArray())
                .bind("tenants", scope.tenantArray())
                .bindMethods(filter)
                .bind("search", query.search())
                .bind("trashed", query.trashed().name())
                .bind("limit", query.perPage())
                .bind("offset", query.offset())
                .map(RecordMapper.of(PartnerProfile.class))
                .list();
        return new Page<>(items, total, query);
    }

    void insertAddress(AddressRow row) {
        tx.handle()
                .createUpdate("""
                        insert into partners.address (address_id, address, zip_code, city_name, state_id)
                        values (:id, :address, :zipCode, :cityName, :stateId)
                        """)
                .bind("id", row.addressId())
                .bind("address", row.address())
                .bind("zipCode", row.zipCode())
                .bind("cityName", row.cityName())
                .bind("stateId", row.stateId())
                .execute();
    }

    Optional<AddressRow> address(UUID addressId) {
        return tx.handle()
                .createQuery("""
                        select address_id, address, zip_code, city_name, state_id from partners.address
                        where address_id = :id
                        """)
                .bind("id", addressId)
                .map(RecordMapper.of(AddressRow.class))
                .findOne();
    }

    void insertTenant(Tenant tenant) {
        tx.handle()
                .createUpdate("""
                        insert into partners.tenant (tenant_id, partner_id, environment)
                        values (:tenantId, :partnerId, :environment)
                        """)
                .bind("tenantId", tenant.tenantId())
                .bind("partnerId", tenant.partnerId())
                .bind("environment", tenant.environment().identifier())
                .execute();
    }

    /** A case was made in the tenant at this time; written once an hour at most. */
    void hadCase(UUID tenantId, Instant at) {
        tx.handle().createUpdate("""
                        update partners.tenant set last_case_at = :at
                        where tenant_id = :tenant and (last_case_at is null or last_case_at < cast(:at as timestamptz) - interval '1 hour')
                        """).bind("tenant", tenantId).bind("at", at).execute();
    }

    List<Tenant> tenants() {
        return tenants(tx.handle().createQuery("""
                        select tenant_id, partner_id, environment from partners.tenant
                        order by partner_id, environment
                        """));
    }

    List<Tenant> tenantsOf(UUID partnerId) {
        return tenants(tx.handle().createQuery("""
                        select tenant_id, partner_id, environment from partners.tenant
                        where partner_id = :partner order by environment
                        """).bind("partner", partnerId));
    }

    private static List<Tenant> tenants(Query query) {
        return query.map((row, context) -> new Tenant(
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("partner_id", UUID.class),
                        Environment.named(row.getString("environment")).orElseThrow()))
                .list();
    }
}

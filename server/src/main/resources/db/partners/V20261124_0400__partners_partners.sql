-- A partner, its two tenants, and the webhook endpoint of each tenant.
create table partners.address (
    address_id uuid primary key,
    address text not null,
    zip_code text not null,
    city_name text not null,
    state_id uuid not null
);

create table partners.partner (
    partner_id uuid primary key,
    name text not null,
    active boolean not null default true,
    notification_priority text not null default 'clinician',
    notification_schedule integer not null default 12,
    reassignment_interval integer not null default 4,
    is_statistics_enabled boolean not null default false,
    is_global_statistics_enabled boolean not null default false,
    force_is_additional_approval_need boolean not null default false,
    is_patient_allowed_choose_notification_inbox boolean not null default false,
    is_ai_auto_summary_enabled boolean not null default false,
    partner_notes text,
    thank_you_note_header text,
    thank_you_note_footer text,
    logo_file_id uuid,
    operation_country_id uuid,
    about text,
    website_url text,
    customer_support_email text,
    operations_support_email text,
    escalation_support_email text,
    patient_message_capability text not null default 'notification_email',
    support_message_capability text not null default 'notification_email',
    support_hours text,
    support_location text,
    use_intake_form boolean not null default false,
    is_voucher_reminder boolean not null default false,
    use_messaging boolean not null default false,
    messaging_app_primary_color text,
    messaging_app_secondary_color text,
    messaging_app_background_color text,
    accepted_at timestamptz,
    vouched_integration_type text not null default 'disabled',
    text_message_integration_type text not null default 'disabled',
    parent_company text,
    business_model text not null default 'regular',
    enable_av_flow boolean not null default false,
    enable_icd_bmi boolean not null default false,
    is_auto_dl_flow boolean not null default false,
    provides_medications boolean not null default true,
    is_review_required boolean not null default false,
    charge_sync_new_case numeric(10,2),
    charge_async_new_case numeric(10,2),
    charge_sync_follow_up_case numeric(10,2),
    charge_async_follow_up_case numeric(10,2),
    clinician_due_sync_case numeric(10,2),
    clinician_due_async_case numeric(10,2),
    clinician_due_sync_followup_encounter numeric(10,2),
    clinician_due_async_followup_encounter numeric(10,2),
    vouched_integration_charge numeric(10,2),
    text_message_integration_charge numeric(10,2),
    slack_channel_id text,
    custom_theme text,
    custom_style text,
    review_notes text,
    contract_file_id uuid,
    insurance_file_id uuid,
    is_support_auto_archive_email_enabled boolean not null default true,
    is_receiving_patient_transfers boolean not null default false,
    is_sending_patient_transfers boolean not null default false,
    is_patient_workflow_notification_enabled boolean not null default true,
    is_auto_create_order_enabled boolean not null default false,
    address_id uuid references partners.address,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);

create table partners.tenant (
    tenant_id uuid primary key,
    partner_id uuid not null references partners.partner,
    environment text not null check (environment in ('sandbox', 'live')),
    last_case_at timestamptz, -- tenant time, up to an hour late
    unique (partner_id, environment)
);

-- Secret and authorization are sealed; a removed endpoint stays as a row, without its secrets.
create table partners.environment_settings (
    settings_id uuid primary key,
    tenant_id uuid not null references partners.tenant,
    webhook_url text not null,
    webhook_secret bytea not null,
    webhook_authorization bytea,
    json_style text not null default 'php' check (json_style in ('php', 'compact')),
    retry_profile text not null default '4x15m' check (retry_profile in ('4x15m', '6-in-24h')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);

create unique index environment_settings_one_per_tenant on partners.environment_settings (tenant_id)
    where deleted_at is null;

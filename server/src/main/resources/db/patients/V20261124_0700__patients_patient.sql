-- Patients and their custom properties. No foreign key to the tenant: every insert would share-lock the same few rows.
create table patients.patient (
    patient_id uuid primary key,
    tenant_id uuid not null,
    version bigint not null,
    metafields smallint not null, -- rows in patients.metafield
    prefix text,
    first_name text not null,
    middle_name text,
    last_name text not null,
    suffix text,
    ssn bytea, -- sealed
    email text not null,
    metadata text,
    gender smallint not null check (gender in (0, 1, 2, 9)), -- ISO 5218
    phone_number text not null,
    phone_digits text not null, -- for searching: without a leading 1
    phone_type smallint not null check (phone_type in (2, 4)),
    date_of_birth date not null,
    active boolean not null,
    weight numeric(6, 3), -- kg
    height smallint, -- cm
    current_medications text,
    allergies text,
    medical_conditions text,
    special_necessities text,
    pregnancy boolean,
    blood_pressure text,
    body_temperature numeric(6, 3), -- degrees Celsius
    oxygen_saturation smallint, -- percent
    is_sms_enabled boolean not null,
    is_email_enabled boolean not null,
    shopify_customer_id bigint,
    woocommerce_customer_id bigint,
    external_id text,
    driver_license_id uuid,
    intro_video_id uuid,
    address_id uuid not null,
    address text not null,
    address2 text,
    zip_code text not null,
    city_name text not null,
    state_id uuid not null,
    created_at timestamptz not null, -- tenant time, as is updated_at
    updated_at timestamptz not null
);

-- The operator class serves searches for the beginning of an e-mail whatever the collation; equality is the same.
create unique index patient_email on patients.patient (tenant_id, lower(email) text_pattern_ops);
create index patient_last_name on patients.patient (tenant_id, lower(last_name) text_pattern_ops);
create index patient_full_name on patients.patient
    (tenant_id, lower(first_name || ' ' || last_name) text_pattern_ops);
create index patient_phone on patients.patient (tenant_id, phone_digits text_pattern_ops);

create table patients.metafield (
    metafield_id uuid primary key,
    tenant_id uuid not null,
    patient_id uuid not null references patients.patient,
    position smallint not null,
    key text not null,
    title text,
    value text not null,
    type text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (patient_id, key)
);

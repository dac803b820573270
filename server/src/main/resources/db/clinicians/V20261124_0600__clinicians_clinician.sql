-- Clinicians belong to the installation. Name, e-mail and permissions are also in the account that access keeps.
create table clinicians.clinician (
    clinician_id uuid primary key,
    user_id uuid not null unique,
    version bigint not null,
    first_name text not null,
    last_name text not null,
    suffix text,
    email text not null,
    active boolean not null,
    permissions text[] not null, -- environments: live, sandbox
    case_assignment_availability boolean not null,
    is_message_availability boolean not null,
    is_testing_account boolean not null,
    is_out_of_office boolean not null,
    out_of_office_from date,
    out_of_office_return_at date, -- first day back
    out_of_office_message text,
    automatic_sync_message text,
    bio_details text,
    specialty text,
    timezone_id uuid,
    profile_url text,
    gender smallint check (gender in (0, 1, 2, 9)), -- ISO 5218
    date_of_birth date,
    phone_number text,
    phone_type smallint check (phone_type in (2, 4)),
    fax_number text,
    photo_id uuid,
    signature_id uuid,
    w9form_id uuid,
    automatic_sync_video_file_id uuid,
    thank_you_video_file_id uuid,
    address_id uuid,
    address text,
    address2 text,
    zip_code text,
    city_name text,
    state_id uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (num_nonnulls(address_id, address, zip_code, city_name, state_id) in (0, 5))
);

create index clinician_name on clinicians.clinician (last_name, first_name);

-- Numbers that hold in the whole country: NPI and DEA registrations.
create table clinicians.license (
    license_id uuid primary key,
    clinician_id uuid not null references clinicians.clinician,
    type text not null check (type in ('npi', 'dea')),
    value text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (clinician_id, type, value)
);

create unique index license_one_npi on clinicians.license (clinician_id) where type = 'npi';

-- Where a clinician may practise; expires_at is the last valid day.
create table clinicians.practice_area (
    practice_area_id uuid primary key,
    clinician_id uuid not null references clinicians.clinician,
    state_id uuid not null,
    license_number text,
    expires_at date,
    is_sync boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (clinician_id, state_id)
);

create index practice_area_by_state on clinicians.practice_area (state_id);

-- Whose cases a clinician has held; a partner sees those clinicians.
create table clinicians.engagement (
    tenant_id uuid not null,
    clinician_id uuid not null references clinicians.clinician,
    primary key (tenant_id, clinician_id)
);

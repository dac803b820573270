create sequence prescribing.pharmacy_choice;

-- Where patients like to go, with what the network told of the pharmacy when it was chosen.
create table prescribing.preferred_pharmacy (
    tenant_id uuid not null references partners.tenant,
    patient_id uuid not null,
    pharmacy_id integer not null check (pharmacy_id > 0),
    -- the latest choice is the primary pharmacy; where nothing was chosen, the first that was added
    choice bigint,
    position bigint generated always as identity,
    store_name text not null,
    ncpdp_id text,
    address1 text not null,
    address2 text not null,
    city text not null,
    state text not null,
    zip_code text not null,
    latitude double precision,
    longitude double precision,
    phone text not null,
    fax text,
    more_phones text[] not null,
    specialties text[],
    service_level integer,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, patient_id, pharmacy_id)
);

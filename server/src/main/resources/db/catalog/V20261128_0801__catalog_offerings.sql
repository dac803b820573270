-- What partners and specialties offer, and the terms of the product: one row, since a product belongs to one offering.
create table catalog.offering (
    offering_id uuid primary key,
    partner_id uuid,
    specialty_id uuid references catalog.specialty,
    version bigint not null,
    active boolean not null,
    offering_title text,
    is_additional_approval_needed boolean not null,
    clinical_note text,
    thank_you_note text,
    offering_metadata text,
    "order" integer,
    upcharge numeric(12, 2),
    clinician_extra_fee numeric(12, 2),
    is_charged_separately boolean not null,
    image_file_id uuid,
    store_url text,
    recommendation_message text,
    product_id uuid not null unique,
    product_type text not null,
    name text,
    title text,
    strength text,
    ndc text,
    otc text,
    upc text,
    dosespot_rxcui integer,
    dosespot_supply_id integer,
    sku text,
    rx_required boolean,
    refills integer,
    quantity text,
    days_supply integer,
    directions text,
    allow_substitutions boolean,
    effective_date text,
    dispense_unit text,
    dispense_unit_id integer,
    pharmacy_id integer,
    pharmacy_name text,
    force_pharmacy boolean,
    pharmacy_notes text,
    is_obsolete boolean,
    clinician_id uuid,
    metadata text,
    service_type text,
    description text,
    additional_note text,
    pharmacy_fax_number text,
    include_drivers_license boolean,
    send_pdf_file_automatically boolean,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    check ((partner_id is null) <> (specialty_id is null))
);

create index offering_by_partner on catalog.offering (partner_id, "order", offering_id) where partner_id is not null;
create index offering_by_specialty on catalog.offering (specialty_id, "order", offering_id) where specialty_id is not null;

-- Offerings of specialties that a partner offers as its own.
create table catalog.partner_offering (
    partner_id uuid not null,
    offering_id uuid not null references catalog.offering,
    created_at timestamptz not null,
    primary key (partner_id, offering_id)
);

create index partner_offering_by_offering on catalog.partner_offering (offering_id);

-- What is attached to offerings: diseases, states, other offerings (detail: how they go together), tags (detail: notes).
create table catalog.offering_link (
    offering_id uuid not null references catalog.offering,
    kind text not null check (kind in ('disease', 'state', 'offering', 'tag')),
    other_id uuid not null,
    detail text,
    created_at timestamptz not null,
    primary key (offering_id, kind, other_id)
);

-- Clinicians who have an offering for themselves, or never get a case with it.
create table catalog.offering_clinician (
    offering_id uuid not null references catalog.offering,
    clinician_id uuid not null,
    type text not null check (type in ('exclusive', 'disabled')),
    notes text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (offering_id, clinician_id)
);

create index offering_clinician_by_clinician on catalog.offering_clinician (clinician_id);

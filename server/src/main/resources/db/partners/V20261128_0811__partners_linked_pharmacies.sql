-- The pharmacies a partner works with; the number is the e-prescribing network's.
create table partners.linked_pharmacy (
    linked_pharmacy_id uuid primary key,
    partner_id uuid not null references partners.partner,
    pharmacy_id integer not null check (pharmacy_id > 0),
    pharmacy_name text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);

create unique index linked_pharmacy_once on partners.linked_pharmacy (partner_id, pharmacy_id) where deleted_at is null;
create index on partners.linked_pharmacy (partner_id, created_at);

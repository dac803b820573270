-- Labels for cases, patients and files: of one partner, of one clinician, or (with neither) of everybody.
create table partners.tag (
    tag_id uuid primary key,
    partner_id uuid references partners.partner,
    clinician_id uuid,
    name text not null,
    key text not null,
    description text not null,
    color text not null,
    removable_role text check (removable_role = 'admin'),
    auto_detach_status text[],
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    check (partner_id is null or clinician_id is null)
);

create unique index tag_one_per_key on partners.tag
    (coalesce(partner_id, clinician_id, '00000000-0000-0000-0000-000000000000'::uuid), key) where deleted_at is null;
create index on partners.tag (partner_id, created_at);
create index on partners.tag (clinician_id) where clinician_id is not null;

create table partners.favorite_tag (
    clinician_id uuid not null,
    tag_id uuid not null references partners.tag,
    created_at timestamptz not null default now(),
    primary key (clinician_id, tag_id)
);

-- What partners are charged: for cases of a tenant, once for the end of each; and what an administrator adds by hand, which
-- is the partner's and of no environment.
create table partners.charge (
    charge_id uuid primary key,
    partner_id uuid not null references partners.partner,
    tenant_id uuid references partners.tenant,
    type text not null check (type in ('case_cancelled', 'case_completed', 'case_chargeable_change', 'additional_charge')),
    case_id uuid,
    patient_id uuid,
    amount numeric(12, 2) not null check (amount >= 0),
    offering_amount numeric(12, 2) not null default 0,
    day date,
    title text check (char_length(title) <= 255),
    description text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    check ((type = 'additional_charge') = (tenant_id is null)),
    check ((tenant_id is null) = (case_id is null)),
    check ((tenant_id is null) = (patient_id is null)),
    check ((tenant_id is null) = (title is not null and day is not null))
);

create unique index charge_one_per_case on partners.charge (case_id)
    where type in ('case_cancelled', 'case_completed');
create index on partners.charge (partner_id, created_at);

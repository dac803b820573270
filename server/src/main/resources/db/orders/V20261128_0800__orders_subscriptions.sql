-- What a patient is subscribed to. Periods are days; every time is the tenant's.
create table orders.subscription (
    subscription_id uuid primary key,
    tenant_id uuid not null references partners.tenant,
    partner_id uuid not null,
    patient_id uuid not null,
    version bigint not null,
    status text not null check (status in ('active', 'paused', 'cancelled', 'expired')),
    title text not null,
    description text not null,
    renew_period integer not null check (renew_period > 0),
    encounter_period integer not null check (encounter_period > 0),
    price numeric(12, 2) check (price >= 0),
    category text,
    card_id text, -- the last four digits
    card_issuer text,
    card_type text,
    card_expire_date text,
    subscription_created_at timestamptz not null,
    expires_at timestamptz not null,
    next_renewal_at timestamptz not null,
    due_at timestamptz, -- when the timer looks at it again; never for a final status
    cancelled_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    hidden boolean not null default false, -- its patient left
    check (expires_at > subscription_created_at),
    check ((due_at is null) = (status in ('cancelled', 'expired') or deleted_at is not null))
);

create index subscription_by_tenant on orders.subscription (tenant_id, created_at, subscription_id);
create index subscription_by_patient on orders.subscription (patient_id, tenant_id);
create index subscription_due on orders.subscription (tenant_id, due_at) where due_at is not null;

create table orders.subscription_product (
    subscription_id uuid not null references orders.subscription,
    tenant_id uuid not null,
    position integer not null,
    name text,
    description text,
    image_url text,
    offering_id uuid,
    primary key (subscription_id, position)
);

create table orders.subscription_metadata (
    subscription_id uuid not null references orders.subscription,
    tenant_id uuid not null,
    position integer not null,
    key text not null,
    value text,
    primary key (subscription_id, position)
);

-- One row for each time a subscription came round: a period is never counted twice, whichever node was awake.
create table orders.renewal (
    renewal_id uuid primary key,
    subscription_id uuid not null references orders.subscription,
    tenant_id uuid not null,
    due_at timestamptz not null,
    opens_case boolean not null,
    case_id uuid,
    settled_at timestamptz,
    unique (subscription_id, due_at),
    check (case_id is null or opens_case and settled_at is not null)
);

create index renewal_unsettled on orders.renewal (subscription_id) where settled_at is null;

-- What patients bought in their partner's shop, as the partner tells it.
create table orders.patient_order (
    order_id uuid primary key,
    tenant_id uuid not null references partners.tenant,
    partner_id uuid not null,
    patient_id uuid not null,
    case_id uuid,
    order_number text not null,
    status text not null,
    payment_status text not null check (payment_status in ('pending', 'completed')),
    total_amount numeric(12, 2) not null check (total_amount >= 0),
    consultation_price numeric(12, 2),
    order_created_at timestamptz not null,
    card_id text, -- the last four digits
    card_issuer text,
    card_type text,
    card_expire_date text,
    created_at timestamptz not null
);

create index patient_order_by_patient on orders.patient_order (patient_id, tenant_id);

create table orders.patient_order_product (
    order_id uuid not null references orders.patient_order,
    tenant_id uuid not null,
    position integer not null,
    name text not null,
    description text,
    image_url text not null,
    offering_id uuid,
    unit_price numeric(12, 2),
    amount integer,
    total_amount numeric(12, 2),
    primary key (order_id, position)
);

-- What pharmacies said of orders that are not ours, or not any more; an operator looks at it.
create table orders.quarantined_report (
    report_id uuid primary key,
    external_id uuid not null,
    digest bytea not null unique,
    body bytea not null, -- sealed
    received_at timestamptz not null default now()
);

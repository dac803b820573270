-- What a pharmacy sends for a case: one order for each pharmacy and each time it fills. Times are the tenant's, but for leases.
create table orders.case_order (
    order_id uuid primary key,
    tenant_id uuid not null references partners.tenant,
    partner_id uuid not null,
    case_id uuid not null,
    patient_id uuid not null,
    case_type text not null,
    external_id uuid not null unique, -- our name for it at the pharmacy
    number text not null unique,
    gateway text not null,
    pharmacy_id text,
    pharmacy_name text,
    sequence_id uuid not null, -- the external id of the first fill
    sequence_number integer not null,
    sequence_total integer not null,
    status text not null check (status in
        ('new', 'scheduled', 'ready', 'created', 'received', 'fulfilled', 'failed', 'cancelling')),
    date date not null,
    status_details text,
    status_metadata text,
    payment_status text,
    payment_date date,
    acknowledged_id text, -- the pharmacy's name for it
    acknowledged_at timestamptz,
    acknowledged_metadata text,
    former_ids text[] not null, -- the pharmacy's names for attempts that failed
    tracking_number text,
    tracking_link text,
    tracking_company text,
    tracked_at timestamptz,
    is_priority boolean not null,
    reason text,
    attempt integer not null,
    version bigint not null,
    due_at timestamptz, -- when the worker does something about it
    lease uuid,
    leased_until timestamptz,
    hidden boolean not null default false, -- its patient left
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (sequence_id, sequence_number),
    check (sequence_number between 1 and sequence_total),
    check ((lease is null) = (leased_until is null))
);

create index case_order_by_case on orders.case_order (case_id, tenant_id);
create index case_order_by_patient on orders.case_order (patient_id, tenant_id);
create index case_order_by_tenant on orders.case_order (tenant_id, created_at, order_id);
create index case_order_due on orders.case_order (tenant_id, due_at) where due_at is not null;

-- A line of a case is filled once a turn, whatever order it is in.
create table orders.order_line (
    order_id uuid not null references orders.case_order,
    tenant_id uuid not null,
    line_id uuid not null,
    sequence_number integer not null,
    position integer not null,
    primary key (order_id, line_id),
    unique (line_id, sequence_number)
);

-- What networks were asked to send. A row's status only ever goes up in rank; the server keeps the same order as an enum, and a
-- test keeps the two equal.
create table prescribing.prescription_status (
    status text primary key,
    rank integer not null unique
);

insert into prescribing.prescription_status (status, rank) values
    ('draft', 0), ('sending', 1), ('sent', 2), ('error', 3), ('verified', 4), ('cancelling', 5), ('cancelled', 6);

create table prescribing.prescription (
    prescription_id uuid primary key,
    tenant_id uuid not null,
    case_id uuid not null,
    case_offering_id uuid not null,
    patient_id uuid not null,
    product_type text not null,
    status text not null references prescribing.prescription_status,
    details text,
    network_id integer,
    sent_at timestamptz,
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
    -- the worker's own: database time
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    lease_token uuid,
    lease_until timestamptz
);

-- never two live prescriptions for one line
create unique index prescription_live on prescribing.prescription (case_offering_id)
    where status in ('draft', 'sending', 'sent', 'verified');
create index prescription_by_line on prescribing.prescription (case_offering_id, created_at);
create index prescription_by_case on prescribing.prescription (case_id, created_at);
create index prescription_by_patient on prescribing.prescription (patient_id, created_at);
create index prescription_by_number on prescribing.prescription (network_id) where network_id is not null;
create index prescription_due on prescribing.prescription (next_attempt_at)
    where status in ('draft', 'sending', 'sent', 'cancelling');

create function prescribing.guard_prescription() returns trigger language plpgsql as $$
begin
  if new.status <> old.status
      and (select rank from prescribing.prescription_status where status = new.status)
        < (select rank from prescribing.prescription_status where status = old.status) then
    raise exception 'a prescription cannot go back from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  if new.tenant_id <> old.tenant_id or new.case_offering_id <> old.case_offering_id then
    raise exception 'a prescription keeps its tenant and line' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger guard_prescription before update on prescribing.prescription
    for each row execute function prescribing.guard_prescription();

-- Warnings of the screening that a clinician has read and answers for.
create table prescribing.acknowledged_warning (
    case_offering_id uuid not null,
    tenant_id uuid not null,
    rule text not null,
    reason text not null, -- names drugs; another reason under the same rule is another warning
    clinician_id uuid,
    acknowledged_at timestamptz not null,
    primary key (case_offering_id, rule, reason)
);

-- What a network told of prescriptions that no tenant has; an operator looks at it.
create table prescribing.quarantined_notice (
    notice_id uuid primary key,
    network_id integer not null,
    digest bytea not null unique,
    body bytea not null, -- sealed
    received_at timestamptz not null default now()
);

-- The table of moves of a line; the server keeps the same one as a value, and a test keeps the two equal.
create table cases.allowed_line_move (
  from_status text not null,
  to_status   text not null,
  primary key (from_status, to_status)
);

insert into cases.allowed_line_move (from_status, to_status) values
  ('pending', 'processing'), ('pending', 'cancelled'),
  ('processing', 'completed'), ('processing', 'pending'), ('processing', 'cancelled'),
  ('cancelled', 'pending');

-- The lines of a case, each with a copy of the product of its own.
create table cases.case_offering (
  case_offering_id uuid primary key,
  tenant_id        uuid not null references partners.tenant,
  case_id          uuid not null,
  position         bigint generated always as identity,
  offering_id      uuid,
  line_title       text,
  is_additional_approval_needed boolean not null,
  thank_you_note   text,
  clinical_note    text,
  "order"          integer not null,
  is_important     boolean not null,
  status           text not null,
  status_details   text,
  -- what the network made of the prescription
  network_id       integer,
  network_sent     boolean not null default false,
  network_confirmation text not null default 'pending',
  network_details  text,
  order_status     text,
  order_date       date,
  order_details    text,
  order_updated    timestamptz,
  product_id       uuid not null,
  product_type     text not null,
  product_created_at timestamptz not null,
  product_updated_at timestamptz not null,
  name             text,
  title            text,
  strength         text,
  ndc              text,
  otc              text,
  upc              text,
  dosespot_rxcui   integer,
  dosespot_supply_id integer,
  sku              text,
  rx_required      boolean,
  refills          integer,
  quantity         text,
  days_supply      integer,
  directions       text,
  allow_substitutions boolean,
  effective_date   text,
  dispense_unit    text,
  dispense_unit_id integer,
  pharmacy_id      integer,
  pharmacy_name    text,
  force_pharmacy   boolean,
  pharmacy_notes   text,
  is_obsolete      boolean,
  clinician_id     uuid,
  metadata         text,
  service_type     text,
  description      text,
  additional_note  text,
  pharmacy_fax_number text,
  include_drivers_license boolean,
  send_pdf_file_automatically boolean,
  upcharge         numeric(12, 2),
  clinician_extra_fee numeric(12, 2),
  is_charged_separately boolean not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  deleted_at       timestamptz,
  unique (tenant_id, case_offering_id),
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id),
  check (deleted_at is null or status in ('pending', 'cancelled'))
);

create index on cases.case_offering (case_id, "order", position) where deleted_at is null;

create function cases.guard_line() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'pending' or new.deleted_at is not null then
      raise exception 'a line starts as pending' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.status <> old.status and not exists (
       select 1 from cases.allowed_line_move where from_status = old.status and to_status = new.status) then
    raise exception 'illegal move of a line from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  if new.tenant_id <> old.tenant_id or new.case_id <> old.case_id or old.deleted_at is not null then
    raise exception 'a line keeps its tenant and case, and nothing changes one that was taken off'
      using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger guard_line before insert or update on cases.case_offering
  for each row execute function cases.guard_line();

-- Of which line a row of the history speaks.
alter table cases.case_event add column case_offering_id uuid;
create index on cases.case_event (case_offering_id, position) where case_offering_id is not null;

-- The table of moves; the server keeps the same one as a value, and a test keeps the two equal.
create table cases.allowed_move (
  from_status text not null,
  to_status   text not null,
  primary key (from_status, to_status)
);

insert into cases.allowed_move (from_status, to_status) values
  ('created', 'assigned'), ('created', 'cancelled'),
  ('assigned', 'waiting'), ('assigned', 'support'), ('assigned', 'approved'), ('assigned', 'processing'),
  ('assigned', 'cancelled'),
  ('waiting', 'assigned'), ('waiting', 'cancelled'),
  ('support', 'assigned'), ('support', 'cancelled'),
  ('approved', 'processing'), ('approved', 'assigned'), ('approved', 'cancelled'),
  ('processing', 'completed'), ('processing', 'support'), ('processing', 'cancelled');

create table cases.patient_case (
  case_id                       uuid primary key,
  tenant_id                     uuid not null references partners.tenant,
  partner_id                    uuid not null,
  patient_id                    uuid not null,
  state_id                      uuid not null,
  reference_case_id             uuid,
  is_follow_up                  boolean not null,
  metadata                      text check (char_length(metadata) <= 255),
  is_chargeable                 boolean not null,
  is_additional_approval_needed boolean not null,
  is_sync                       boolean not null,
  wanted_clinician_id           uuid,
  status                        text not null,
  status_id                     uuid not null,
  status_reason                 text,
  status_since                  timestamptz not null,
  status_changed_at             timestamptz not null,
  hold                          boolean not null,
  case_assignment_id            uuid,
  clinician_id                  uuid,
  verdicts                      text[] not null default '{}',
  version                       bigint not null,
  created_at                    timestamptz not null,
  updated_at                    timestamptz not null,
  unique (tenant_id, case_id),
  foreign key (tenant_id, reference_case_id) references cases.patient_case (tenant_id, case_id),
  check (not hold or status = 'created'),
  check ((clinician_id is null) = (case_assignment_id is null)),
  check (clinician_id is not null or status in ('created', 'cancelled')),
  check (clinician_id is null or status <> 'created')
);

create index on cases.patient_case (tenant_id, status, created_at);
-- in the order of a patient's list
create index on cases.patient_case (patient_id, created_at desc, case_id);
create index on cases.patient_case (clinician_id, status) where clinician_id is not null;
create index on cases.patient_case (state_id, tenant_id, created_at) where status = 'created' and not hold;

create function cases.guard_case() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'created' or new.version <> 1 then
      raise exception 'a case starts as created' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.status <> old.status and not exists (
       select 1 from cases.allowed_move where from_status = old.status and to_status = new.status) then
    raise exception 'illegal move from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  if new.tenant_id <> old.tenant_id or new.patient_id <> old.patient_id or new.version < old.version then
    raise exception 'a case keeps its tenant and patient, and its version never falls' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger guard_case before insert or update on cases.patient_case
  for each row execute function cases.guard_case();

create table cases.case_status (
  status_id  uuid primary key,
  tenant_id  uuid not null references partners.tenant,
  case_id    uuid not null,
  position   bigint generated always as identity,
  name       text not null,
  reason     text,
  hold       boolean not null,
  actor_id   uuid,
  actor_type text,
  since      timestamptz not null,
  changed_at timestamptz not null,
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create index on cases.case_status (case_id, position);

create table cases.case_assignment (
  case_assignment_id uuid primary key,
  tenant_id          uuid not null references partners.tenant,
  case_id            uuid not null,
  clinician_id       uuid not null,
  reason             text,
  verdicts           text[] not null,
  since              timestamptz not null,
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create index on cases.case_assignment (case_id);
create index on cases.case_assignment (clinician_id, since);

create table cases.case_event (
  event_id   uuid primary key,
  tenant_id  uuid not null references partners.tenant,
  case_id    uuid not null,
  position   bigint generated always as identity,
  at         timestamptz not null,
  model      text not null,
  type       text not null,
  title      text not null,
  actor_id   uuid,
  actor_type text,
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create index on cases.case_event (case_id, position);

-- The tags a case has now, and what became of each; notes are sealed.
create table cases.case_tag (
  case_tag_id uuid primary key,
  tenant_id   uuid not null references partners.tenant,
  case_id     uuid not null,
  tag_id      uuid not null,
  position    bigint generated always as identity,
  notes       bytea,
  unique (tenant_id, case_id, tag_id),
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create index on cases.case_tag (tag_id, tenant_id);

create table cases.case_tag_event (
  event_id   uuid primary key,
  tenant_id  uuid not null references partners.tenant,
  case_id    uuid not null,
  tag_id     uuid not null,
  position   bigint generated always as identity,
  event      text not null check (event in ('added', 'updated', 'removed')),
  reason     bytea not null,
  actor_id   uuid,
  actor_type text,
  at         timestamptz not null,
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create index on cases.case_tag_event (case_id, position);

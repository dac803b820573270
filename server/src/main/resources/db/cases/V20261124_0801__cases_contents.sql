create table cases.case_question (
  case_question_id  uuid primary key,
  tenant_id         uuid not null references partners.tenant,
  case_id           uuid not null,
  position          integer not null,
  question          text not null,
  answer            bytea not null,
  type              text not null check (type in ('boolean', 'number', 'string')),
  important         boolean not null,
  is_critical       boolean not null,
  display_in_pdf    boolean not null,
  description       text,
  label             text,
  metadata          text,
  displayed_options text[],
  unique (tenant_id, case_id, position),
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create index on cases.case_question (case_id, position);

create table cases.case_disease (
  tenant_id  uuid not null references partners.tenant,
  case_id    uuid not null,
  disease_id uuid not null,
  position   integer not null,
  is_primary boolean not null,
  primary key (tenant_id, case_id, disease_id),
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create unique index on cases.case_disease (tenant_id, case_id) where is_primary;
create index on cases.case_disease (disease_id);

create table cases.case_note (
  case_note_id uuid primary key,
  tenant_id    uuid not null references partners.tenant,
  case_id      uuid not null,
  position     bigint generated always as identity,
  author_id    uuid,
  author_type  text,
  text         bytea not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create index on cases.case_note (case_id, position);

-- What a clinician wants sent to the patient once the case goes on; kept until messages exist.
create table cases.case_approval (
  status_id         uuid primary key references cases.case_status,
  tenant_id         uuid not null references partners.tenant,
  case_id           uuid not null,
  thank_you_message bytea,
  extra_message     bytea,
  created_at        timestamptz not null,
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create index on cases.case_approval (case_id);

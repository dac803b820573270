-- The files of a case, in the order in which they were attached.
create table cases.case_file (
  tenant_id  uuid not null references partners.tenant,
  case_id    uuid not null,
  file_id    uuid not null,
  position   bigint generated always as identity,
  primary key (tenant_id, case_id, file_id),
  foreign key (tenant_id, case_id) references cases.patient_case (tenant_id, case_id)
);

create index on cases.case_file (case_id, position);
create index on cases.case_file (file_id);

-- What a line of a case is for.
create table cases.case_offering_disease (
  tenant_id        uuid not null references partners.tenant,
  case_offering_id uuid not null,
  disease_id       uuid not null,
  position         bigint generated always as identity,
  is_primary       boolean not null,
  primary key (tenant_id, case_offering_id, disease_id),
  foreign key (tenant_id, case_offering_id) references cases.case_offering (tenant_id, case_offering_id)
);

create unique index on cases.case_offering_disease (tenant_id, case_offering_id) where is_primary;

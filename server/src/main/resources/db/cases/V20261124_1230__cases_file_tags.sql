-- A tag is on the case itself, or on one of its files, with which it goes.
alter table cases.case_tag add column file_id uuid;
alter table cases.case_tag add foreign key (tenant_id, case_id, file_id)
  references cases.case_file (tenant_id, case_id, file_id) on delete cascade;
alter table cases.case_tag drop constraint case_tag_tenant_id_case_id_tag_id_key;
create unique index case_tag_once on cases.case_tag
  (tenant_id, case_id, coalesce(file_id, '00000000-0000-0000-0000-000000000000'::uuid), tag_id);

-- The tags a patient has; notes are sealed. The patient's own row counts them, so that most reads ask for none.
create table patients.patient_tag (
    patient_tag_id uuid primary key,
    tenant_id uuid not null references partners.tenant,
    patient_id uuid not null references patients.patient,
    tag_id uuid not null,
    position bigint generated always as identity,
    notes bytea,
    unique (tenant_id, patient_id, tag_id)
);

create index on patients.patient_tag (tag_id, tenant_id);

alter table patients.patient add column tags integer not null default 0;

-- What the e-prescribing network calls a patient, and the numbers of the insurances that it found.
create table patients.network_record (
    patient_id uuid primary key references patients.patient,
    tenant_id uuid not null,
    record_id uuid not null unique,
    network_id integer not null,
    synced_at timestamptz not null,
    eligibilities integer[] not null default '{}'
);

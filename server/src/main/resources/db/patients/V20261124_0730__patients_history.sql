-- A patient who left is found by nobody until it is restored. Its e-mail is free again: the person may come back as a new
-- patient, and clients that are told of a taken e-mail search for the patient who has it.
alter table patients.patient add column deleted_at timestamptz; -- tenant time

drop index patients.patient_email;
create unique index patient_email on patients.patient (tenant_id, lower(email) text_pattern_ops) where deleted_at is null;

-- What happened to a patient, as its partner is shown it. No foreign key, here and for exams: rows come with the patient's
-- own, and every check would lock it.
create table patients.patient_event (
    patient_id uuid not null,
    position bigint generated always as identity,
    tenant_id uuid not null,
    event_id uuid not null,
    at timestamptz not null, -- tenant time
    model text not null,
    type text not null,
    title text not null,
    by_model text not null, -- partner, clinician, patient, system, …
    by_id uuid,             -- the partner, or the user; null for patient and system
    primary key (patient_id, position)
);

-- What was measured and told of a patient's health, each time it was told anew; never changed.
create table patients.exam (
    patient_id uuid not null,
    position bigint generated always as identity,
    tenant_id uuid not null,
    exam_id uuid not null,
    height smallint,      -- cm
    weight numeric(6, 3), -- kg
    medications text,
    medical_conditions text,
    allergies text,
    created_at timestamptz not null, -- tenant time
    primary key (patient_id, position)
);

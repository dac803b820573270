-- To whom among the people of care a patient's record is open: a clinician, or while a case waits, whoever practises in a state.
create table patients.reader (
    patient_id uuid not null references patients.patient,
    tenant_id uuid not null,
    reader_id uuid not null, -- the clinician, or the state
    by_id uuid not null, -- the case; the patient itself for the clinician who entered it
    waits boolean not null, -- for a clinician
    primary key (patient_id, reader_id, by_id)
);

create index on patients.reader (reader_id, tenant_id);

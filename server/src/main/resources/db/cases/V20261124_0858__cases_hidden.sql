-- The cases of a patient who left are shown to nobody until the patient is back.
alter table cases.patient_case add column hidden boolean not null default false;

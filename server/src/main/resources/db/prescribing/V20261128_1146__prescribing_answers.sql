-- What a network answered about patients when a clinician had it asked, and since when.
create table prescribing.kept_answer (
    patient_id uuid not null,
    tenant_id uuid not null,
    question text not null check (question in ('fills', 'eligibilities')),
    body bytea not null, -- sealed
    answered_at timestamptz not null,
    primary key (patient_id, question)
);

-- Of what the insurance pays of a prescription, by which a change is seen.
alter table prescribing.prescription add column coverage_digest bytea;

-- By which the network knows that the insurance is asked to pay; the only way to one that is over, such as a refused one.
alter table prescribing.prescription add column authorization_id integer;

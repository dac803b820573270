-- One valid code per patient, with which a partner's page lets the patient in; a new one replaces it. Guesses are counted in
-- access.sign_in_failure, letters here.
create table access.patient_code (
    patient_id uuid primary key,
    tenant_id uuid not null,
    code_digest bytea not null,
    expires_at timestamptz not null,
    tries_left integer not null,
    sent integer not null,
    sent_since timestamptz not null
);

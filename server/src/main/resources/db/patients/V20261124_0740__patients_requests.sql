-- A deletion that somebody asked for and the patient has not confirmed; a new one replaces it. Times are the database's.
create table patients.deletion_request (
    patient_id uuid primary key references patients.patient,
    tenant_id uuid not null,
    token_digest bytea not null unique,
    expires_at timestamptz not null
);

-- Everything that is held on a patient, packed for it: first asked for, then ready under a link until its time is over.
create table patients.data_export (
    export_id uuid primary key,
    tenant_id uuid not null,
    patient_id uuid not null references patients.patient,
    state text not null check (state in ('requested', 'ready')),
    token_digest bytea unique,
    blob_id uuid,
    content_key bytea, -- sealed; the archive lies beside the database under it
    size bigint,
    mailed_to text, -- whose mailbox has the link
    lease uuid, -- of the node that packs it, until then
    leased_until timestamptz,
    requested_at timestamptz not null default now(),
    ready_at timestamptz,
    expires_at timestamptz,
    check ((state = 'ready') = (num_nulls(token_digest, blob_id, content_key, size, mailed_to, ready_at, expires_at) = 0))
);

create unique index data_export_requested on patients.data_export (patient_id) where state = 'requested';
create index data_export_expiry on patients.data_export (expires_at);

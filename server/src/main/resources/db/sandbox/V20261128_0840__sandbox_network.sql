-- What the simulated e-prescribing network remembers.
create table sandbox.network_patient (
    tenant_id uuid not null references partners.tenant,
    patient_id uuid not null,
    number integer not null unique generated always as identity (start with 5001),
    primary key (tenant_id, patient_id)
);

create table sandbox.network_prescription (
    tenant_id uuid not null references partners.tenant,
    number integer not null unique generated always as identity (start with 700001),
    reference uuid not null,
    patient_number integer not null,
    outcome text not null,
    drafted_at timestamptz not null,
    sent_at timestamptz,
    cancelled_at timestamptz,
    primary key (tenant_id, reference)
);

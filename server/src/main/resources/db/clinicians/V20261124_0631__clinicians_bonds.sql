-- What ties clinicians to specialties and partners, and who is to be asked first.
create table clinicians.bond (
    kind text not null check (kind in ('specialty', 'partner')),
    other_id uuid not null, -- the specialty or partner
    clinician_id uuid not null references clinicians.clinician,
    priority text not null check (priority in ('preferred', 'normal', 'disabled')),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (kind, other_id, clinician_id)
);

create index bond_by_clinician on clinicians.bond (clinician_id, kind);

-- Since when somebody belongs to a partner, and whether its patients' protected data may be unlocked there.
alter table access.user_partner
    add column can_unlock_phi boolean,
    add column created_at timestamptz not null default now(),
    add column updated_at timestamptz not null default now();

-- The clinicians a medical assistant works for; a disabled bond reaches nothing.
create table access.user_clinician (
    user_id uuid not null references access.app_user,
    clinician_id uuid not null,
    priority text not null default 'normal' check (priority in ('preferred', 'normal', 'disabled')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, clinician_id)
);

create index user_clinician_by_clinician on access.user_clinician (clinician_id);
create index app_user_by_role on access.app_user (role, created_at);

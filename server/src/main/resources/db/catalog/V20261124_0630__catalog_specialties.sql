-- Fields of medicine. A deleted one keeps its row: bonds and offerings of the past name it.
create table catalog.specialty (
    specialty_id uuid primary key,
    version bigint not null,
    title text not null check (title <> ''),
    is_public boolean not null, -- partners may find it and take it up by themselves
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz
);

create unique index specialty_title on catalog.specialty (lower(title)) where deleted_at is null;

-- Which specialties a partner has taken up, and what comes to it from them.
create table catalog.partner_specialty (
    partner_id uuid not null,
    specialty_id uuid not null references catalog.specialty,
    is_replicate_offerings boolean not null,
    is_replicate_questionnaires boolean not null,
    is_replicate_clinicians boolean not null, -- its cases go to clinicians of the specialty
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (partner_id, specialty_id)
);

create index partner_specialty_by_specialty on catalog.partner_specialty (specialty_id);

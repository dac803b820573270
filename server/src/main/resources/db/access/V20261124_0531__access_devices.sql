-- Where a sign-in came from and when it was last used, to the minute; it lives as long as a refresh token of its family.
create table access.sign_in (
    family_id uuid primary key,
    user_id uuid not null references access.app_user,
    user_agent text,
    address text,
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now()
);

create index sign_in_by_user on access.sign_in (user_id);

-- Whether the partner itself looks after its panel user.
alter table access.user_partner add column managed_by_partner boolean not null default false;

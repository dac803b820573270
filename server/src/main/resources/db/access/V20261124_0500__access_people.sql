-- People who sign in. An e-mail belongs to one living account; environments are those the person may enter.
create table access.app_user (
    user_id uuid primary key,
    role text not null check (role in ('panel_user', 'support_staff', 'medical_assistant', 'clinician',
                                       'internal_support_staff', 'admin')),
    first_name text not null,
    last_name text not null,
    email text not null,
    phone_number text,
    timezone_id uuid,
    photo_id uuid,
    password_hash text,
    environments text[] not null,
    clinician_id uuid,
    active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);

create unique index app_user_email on access.app_user (lower(email)) where deleted_at is null;

-- The partners of a panel user (one) or of a member of the support staff.
create table access.user_partner (
    user_id uuid not null references access.app_user,
    partner_id uuid not null,
    primary key (user_id, partner_id)
);

create index user_partner_by_partner on access.user_partner (partner_id);

-- One valid code per person; a new one replaces it.
create table access.one_time_code (
    user_id uuid primary key references access.app_user,
    code_digest bytea not null,
    expires_at timestamptz not null,
    tries_left integer not null
);

-- One valid reset link per person.
create table access.password_reset (
    user_id uuid primary key references access.app_user,
    token_digest bytea not null unique,
    expires_at timestamptz not null
);

-- Failed sign-ins by digest of the e-mail, so that unknown e-mails are treated like known ones.
create table access.sign_in_failure (
    email_digest bytea primary key,
    failures integer not null,
    since timestamptz not null default now(),
    locked_until timestamptz
);

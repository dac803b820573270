-- A partner's program signs in to one tenant with a client id and a secret; only the secret's digest is kept.
create table access.credential (
    credential_id uuid primary key,
    tenant_id uuid not null references partners.tenant,
    name text not null,
    client_id uuid not null unique,
    secret_digest bytea not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);

create index credential_by_tenant on access.credential (tenant_id);

-- Bearer tokens by digest. The tokens of one sign-in are a family.
create table access.token (
    token_digest bytea primary key,
    credential_id uuid references access.credential,
    user_id uuid references access.app_user,
    family_id uuid,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    check (num_nonnulls(credential_id, user_id) = 1),
    check ((user_id is null) = (family_id is null))
);

create index token_by_user on access.token (user_id) where user_id is not null;
create index token_by_family on access.token (family_id) where family_id is not null;
create index token_by_credential on access.token (credential_id) where credential_id is not null;
create index token_expiry on access.token (expires_at);

create table access.refresh_token (
    token_digest bytea primary key,
    user_id uuid not null references access.app_user,
    family_id uuid not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
);

create index refresh_token_by_family on access.refresh_token (family_id);
create index refresh_token_by_user on access.refresh_token (user_id);
create index refresh_token_expiry on access.refresh_token (expires_at);

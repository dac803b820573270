-- Answers kept for a day under the key a client sent, so that a repeated request is answered, not done, again. Uniqueness
-- is kept by an advisory lock per key, since a unique index of a partitioned table would have to span the month.
create table platform.idempotency_key (
    idempotency_id uuid not null,
    scope uuid not null, -- credential or user
    route text not null,
    key text not null,
    request_hash bytea not null,
    status integer not null,
    answer bytea not null, -- sealed
    recorded_at timestamptz not null default now(),
    primary key (idempotency_id, recorded_at)
) partition by range (recorded_at);

create table platform.idempotency_key_default partition of platform.idempotency_key default;
create index idempotency_key_lookup on platform.idempotency_key (scope, route, key);

-- Switches that every node follows within a second.
create table platform.setting (
    name text primary key,
    value text not null,
    updated_at timestamptz not null default now()
);

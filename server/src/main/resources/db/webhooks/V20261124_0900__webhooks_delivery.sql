-- One row per message to one endpoint, from the commit of the fact to its last attempt; partitioned by month so that
-- retention is a dropped partition. The body is stored as the very bytes that are signed and sent.
create type webhooks.attempt as (
    number integer,
    at timestamptz,      -- tenant time of its beginning
    status integer,      -- HTTP status, null when nothing was answered
    duration_ms integer,
    error text           -- one word of a closed list, null on success
);

create table webhooks.delivery (
    delivery_id uuid not null,
    position bigint generated always as identity,
    tenant_id uuid not null,
    event_id uuid not null,
    event_type text not null,
    model_type text,
    model_id uuid,
    subject_id uuid not null,
    url text not null, -- where it was sent last, or shall be sent
    body text not null,
    dispatch text not null check (dispatch in ('automatic', 'manual')),
    -- queued: no attempt is known yet; failed: there is another one to come
    status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'dead')),
    retry_profile text not null,
    attempts webhooks.attempt[] not null default '{}',
    next_attempt_at timestamptz, -- tenant time; null when nothing is due any more
    leased_until timestamptz,    -- database time
    lease uuid,                  -- fencing token: only the holder may record the outcome
    created_at timestamptz not null, -- tenant time, as is updated_at
    updated_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    primary key (delivery_id, recorded_at)
) partition by range (recorded_at);

create table webhooks.delivery_default partition of webhooks.delivery default;

-- first attempts that nobody makes yet, tenant by tenant, so that nobody's backlog stands before another's messages; most
-- messages are leased when they are stored and never get in here
create index delivery_queued on webhooks.delivery (tenant_id, position) where status = 'queued' and lease is null;
-- the order of first attempts per subject
create index delivery_queued_subject on webhooks.delivery (subject_id, position) where status = 'queued';
create index delivery_failed on webhooks.delivery (tenant_id, next_attempt_at) where status = 'failed' and lease is null;
create index delivery_leased on webhooks.delivery (leased_until) where lease is not null;
-- the log that a partner reads
create index delivery_log on webhooks.delivery (tenant_id, created_at desc);
create index delivery_model on webhooks.delivery (tenant_id, model_id);

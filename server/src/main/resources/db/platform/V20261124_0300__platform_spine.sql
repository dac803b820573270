-- Facts, who did what, keys and clocks. Big tables are partitioned by month of recording (the database's clock, since
-- tenant clocks travel), so that retention is a dropped partition; a default partition catches what no month holds yet.

create function platform.ensure_partitions(parent regclass, months integer) returns void
language plpgsql as $$
declare
    first date := date_trunc('month', now())::date;
    month date;
    part text;
begin
    for i in 0 .. months loop
        month := first + make_interval(months => i);
        part := parent::text || to_char(month, '"_"YYYYMM');
        if to_regclass(part) is null then
            -- rows that already fell into the default partition make this fail; they stay there, which only
            -- means that their month is not dropped as a whole
            begin
                execute format('create table %s partition of %s for values from (%L) to (%L)',
                    part, parent, month, (month + interval '1 month')::date);
            exception when check_violation then
                null;
            end;
        end if;
    end loop;
end $$;

create table platform.data_key (
    tenant_id uuid primary key,
    wrapped bytea not null,
    created_at timestamptz not null default now()
);

create table platform.tenant_clock (
    tenant_id uuid primary key,
    offset_micros bigint not null check (offset_micros >= 0)
);

-- A bigint handed out before commit would let a reader skip a slow writer's row; readers therefore go by the writing
-- transaction's id and take only rows of transactions older than every running one.
create table platform.event_log (
    position bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    event_id uuid not null,
    tenant_id uuid not null,
    name text not null,
    subject_id uuid not null,
    sequence bigint not null,
    occurred_at timestamptz not null, -- tenant time
    fields text not null,             -- a JSON object whose order counts, hence text
    event_type text,
    model_type text,
    recorded_at timestamptz not null default now(),
    primary key (event_id, recorded_at)
) partition by range (recorded_at);

create table platform.event_log_default partition of platform.event_log default;
create index event_log_order on platform.event_log (xid, position);
create index event_log_subject on platform.event_log (subject_id, position);

create table platform.subscription (
    name text primary key,
    xid xid8 not null,
    position bigint not null
);

create table platform.parked_event (
    subscription text not null,
    event_id uuid not null,
    subject_id uuid not null,
    xid xid8 not null,
    position bigint not null,
    error text not null,
    attempts integer not null default 1,
    retry_at timestamptz not null default now() + interval '1 minute',
    parked_at timestamptz not null default now(),
    primary key (subscription, event_id)
);

create table platform.audit_row (
    position bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    audit_id uuid not null,
    kind text not null check (kind in ('change', 'read', 'refused')),
    caller_id uuid not null,
    role text not null,
    request_id text not null,
    route text not null,
    address text not null,
    action text not null,
    tenant_id uuid,
    subject_type text,
    subject_id uuid,
    sealed bytea, -- before and after, as JSON
    at timestamptz not null, -- the server's time
    recorded_at timestamptz not null default now(),
    primary key (audit_id, recorded_at)
) partition by range (recorded_at);

create table platform.audit_row_default partition of platform.audit_row default;
create index audit_row_order on platform.audit_row (xid, position);
create index audit_row_subject on platform.audit_row (subject_id, position);

select platform.ensure_partitions('platform.event_log', 2);
select platform.ensure_partitions('platform.audit_row', 2);

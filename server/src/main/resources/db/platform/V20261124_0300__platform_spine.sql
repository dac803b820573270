-- Facts, who did what, keys and clocks. Big tables are partitioned by month of recording (the database's clock, since
-- tenant clocks travel), so that retention is a dropped partition; a default partition catches what no month holds yet.

-- Months are cut at UTC, whatever zone the session has. Attaching a finished table, unlike "create table partition of",
-- does not stop the inserts of other sessions.
create function platform.ensure_partitions(parent regclass, months integer) returns void
language plpgsql set timezone to 'UTC' as $$
declare
    schema_name text;
    table_name text;
    month timestamptz;
    part text;
begin
    select n.nspname, c.relname into schema_name, table_name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = parent;
    for i in 0 .. months loop
        month := date_trunc('month', now()) + make_interval(months => i);
        part := format('%I.%I', schema_name, table_name || to_char(month, '"_"YYYYMM'));
        if to_regclass(part) is null then
            -- rows that already fell into the default partition make this fail; they stay there, which only means that
            -- their month is not dropped as a whole
            begin
                execute format('create table %s (like %s including all excluding identity)', part, parent);
                execute format('alter table %s attach partition %s for values from (%L) to (%L)',
                    parent, part, month, month + interval '1 month');
            exception when check_violation then
                null;
            end;
        end if;
    end loop;
end $$;

-- Drops the months before the last "keep" full ones; 0 keeps everything. Returns the months dropped.
create function platform.drop_partitions(parent regclass, keep integer) returns setof date
language plpgsql set timezone to 'UTC' as $$
declare
    oldest timestamptz := date_trunc('month', now()) - make_interval(months => keep);
    part record;
begin
    if keep <= 0 then
        return;
    end if;
    for part in
        select c.oid::regclass as name, to_date(right(c.relname, 6), 'YYYYMM') as month
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = parent and c.relname ~ '_[0-9]{6}$'
    loop
        if part.month::timestamptz < oldest then
            execute format('drop table %s', part.name);
            return next part.month;
        end if;
    end loop;
    for part in execute format('with gone as (delete from %s_default where recorded_at < %L returning recorded_at)
        select distinct date_trunc(''month'', recorded_at)::date as month from gone', parent, oldest)
    loop
        return next part.month;
    end loop;
end $$;

create table platform.data_key (
    tenant_id uuid primary key, -- the zero id: the installation
    wrapped bytea not null,
    created_at timestamptz not null default now()
);

create table platform.named_key (
    name text primary key,
    wrapped bytea not null,
    created_at timestamptz not null default now()
);

create table platform.tenant_clock (
    tenant_id uuid primary key,
    offset_micros bigint not null check (offset_micros >= 0)
);

-- A bigint handed out before commit would let a reader skip a slow writer's row; readers therefore go by the writing
-- transaction's id and take only rows of transactions older than every running one. Transaction ids start anew when a
-- dump is restored into another cluster; so each cluster is an era, and the era comes first in the order. The start of
-- the server sees that the cluster is another one and raises the era, here and in the columns' defaults.
create table platform.era (
    era smallint primary key,
    system_identifier bigint not null
);

create table platform.event_log (
    era smallint not null default 0,
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
    primary key (era, xid, position, recorded_at)
) partition by range (recorded_at);

create table platform.event_log_default partition of platform.event_log default;

create table platform.subscription (
    name text primary key,
    era smallint not null,
    xid xid8 not null,
    position bigint not null
);

-- What a subscriber could not do, or may not do yet: later facts of a subject wait behind a failed one.
create table platform.parked_event (
    subscription text not null,
    era smallint not null,
    xid xid8 not null,
    position bigint not null,
    subject_id uuid not null,
    error text not null, -- a class or a code, never a value
    attempts integer not null,
    retry_at timestamptz not null,
    parked_at timestamptz not null default now(),
    primary key (subscription, era, xid, position)
);

-- No index by subject over all: it would cost every read of a record a random page write; whoever asks for one record's trail
-- scans months instead.
create table platform.audit_row (
    era smallint not null default 0,
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
    primary key (era, xid, position, recorded_at)
) partition by range (recorded_at);

create table platform.audit_row_default partition of platform.audit_row default;

-- Blocks of committed audit rows in order, each with a keyed hash per row and over the block before it, signed.
create table platform.audit_chain (
    number bigint primary key,    -- from 1, without gaps
    month date not null,          -- of the rows' recording, UTC; a block never holds two, so that a month can be dropped
    era smallint not null,        -- era, xid and position of its last row
    xid xid8 not null,
    position bigint not null,
    positions bigint[] not null,  -- of every row, in order
    marks bytea not null,         -- 16 bytes of keyed hash for every row
    head bytea not null,          -- keyed hash over the head before it, and all of the above
    signature bytea not null,     -- Ed25519 over number and head
    sealed_at timestamptz not null default now()
);

-- Months that retention dropped, so that verification does not miss their rows.
create table platform.audit_dropped (
    month date primary key,
    mark bytea not null, -- keyed hash
    dropped_at timestamptz not null default now()
);

-- Called at each start of a server; a start on the same cluster changes nothing.
create function platform.settle_era() returns void language plpgsql as $$
declare
    here bigint;
    last platform.era;
begin
    select system_identifier into here from pg_control_system();
    lock table platform.era in share row exclusive mode;
    select * into last from platform.era order by era desc limit 1;
    if last is null then
        insert into platform.era (era, system_identifier) values (0, here);
    elsif last.system_identifier <> here then
        insert into platform.era (era, system_identifier) values (last.era + 1, here);
        execute format('alter table platform.event_log alter column era set default %s', last.era + 1);
        execute format('alter table platform.audit_row alter column era set default %s', last.era + 1);
    end if;
end $$;

select platform.ensure_partitions('platform.event_log', 2);
select platform.ensure_partitions('platform.audit_row', 2);

create table oven.flour (name text primary key);
create table oven.loaf (loaf_id uuid primary key, tenant_id uuid not null, name text not null);

-- The history of one thing is read by these; both hold changes only. Changes of what tenants have many of (they carry a
-- tenant and are no settings) stay out, since each entry would be a random page write.
create index audit_row_installation on platform.audit_row (subject_id, era, xid, position)
    where kind = 'change' and tenant_id is null;
create index audit_row_settings on platform.audit_row (tenant_id, era, xid, position)
    where kind = 'change' and subject_type in ('environment', 'credential');
-- Orders are few beside cases and patients, and people read what became of each.
create index audit_row_orders on platform.audit_row (subject_id, era, xid, position)
    where kind = 'change' and subject_type = 'case_order';

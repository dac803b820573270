-- What is said of a case beside its status: its priority, and since when its contents are closed.
alter table cases.patient_case
  add column prioritized_at     timestamptz,
  add column prioritized_reason text,
  add column locked_at          timestamptz,
  add check ((prioritized_at is null) = (prioritized_reason is null)),
  add check ((locked_at is not null) = (status in ('approved', 'processing', 'completed', 'cancelled')));

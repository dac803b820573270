-- Uploads. The content lies sealed outside the database, under a key of its own that is sealed here; a deleted file has no
-- key and no thumbnail any more.
create table files.file (
  file_id     uuid primary key,
  tenant_id   uuid references partners.tenant,
  partner_id  uuid,
  patient_id  uuid,
  uploaded_by uuid not null,
  path        text not null unique,
  name        text not null check (char_length(name) <= 255),
  type        text not null,
  mime_type   text not null,
  size        bigint not null check (size > 0),
  content_key bytea,
  thumbnail   bytea,
  pictured    boolean not null,
  turns       smallint not null default 0 check (turns between 0 and 3),
  lent_at     timestamptz, -- database time; of what the server made for a link, which is gone a day later
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  deleted_at  timestamptz,
  check ((content_key is null) = (deleted_at is not null)),
  check (deleted_at is null or thumbnail is null)
);

create index on files.file (tenant_id);
create index on files.file (partner_id) where tenant_id is null;
create index on files.file (uploaded_by) where tenant_id is null;
create index on files.file (patient_id, created_at, file_id) where deleted_at is null;

-- The documents of partners.
create table files.partner_file (
  partner_id uuid not null,
  file_id    uuid not null references files.file,
  title      text not null check (char_length(title) <= 255),
  type       text not null check (type in ('document', 'review', 'other')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (partner_id, file_id)
);

create index on files.partner_file (file_id);
create index on files.file (lent_at) where lent_at is not null;

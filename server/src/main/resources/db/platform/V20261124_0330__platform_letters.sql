-- Letters wait here from the commit of the fact they tell of until a carrier took them. Content is sealed.
create table platform.letter (
    letter_id uuid primary key,
    content bytea not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    sent_at timestamptz,
    gave_up_at timestamptz,
    last_error text,
    created_at timestamptz not null default now()
);

create index letter_due on platform.letter (next_attempt_at) where sent_at is null and gave_up_at is null;

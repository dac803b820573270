-- Signed sign-in links that were used: each works once. Rows are dropped when the link would have expired anyway.
create table access.used_login_link (
    signature_digest bytea primary key,
    expires_at timestamptz not null
);

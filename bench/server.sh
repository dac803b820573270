# Sourced by the benches: a server with a demo world in a folder of its own, thrown away at the end, and a partner's token.
# PORT may be set. Sets root, work, server (process id), base, ready (ms), keys, tenant, token.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

need() { # command:package…
  local tool
  for tool in "$@"; do
    command -v "${tool%%:*}" > /dev/null || { echo "bench: ${tool%%:*} is missing; on Debian: apt-get install ${tool#*:}" >&2; exit 2; }
  done
}
PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
need pgbench:postgresql psql:postgresql-client wrk:wrk jq:jq curl:curl

port=${PORT:-18111}
work=$(mktemp -d /tmp/careloom-bench.XXXXXX)
chmod 755 "$work" # PostgreSQL runs as another user when this runs as root
server=
stop() {
  [ $? = 0 ] || tail -5 "$work"/*.log >&2 2>/dev/null || true
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  rm -rf "$work"
}
trap stop EXIT

millis() { date +%s%3N; }
start() { # starts the server and waits until it answers; sets server, base and ready (ms)
  local from
  from=$(millis)
  "$root/careloom" start --demo --port "$port" --data "$work/data" > "$work/server.log" 2>&1 &
  server=$!
  base=http://127.0.0.1:$port
  until curl -sf "$base/v1/status/api" > /dev/null; do
    kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; exit 1; }
    sleep 0.02
  done
  ready=$(( $(millis) - from ))
}

"$root/careloom" version > /dev/null
start
until [ -s "$work/data/demo.json" ]; do sleep 0.1; done
kill "$server"; wait "$server" 2>/dev/null || true
start

keys=$(jq '.partners[0].environments.sandbox' "$work/data/demo.json")
tenant=$(jq -r .tenant_id <<< "$keys")
token=$(curl -s "$base/v1/partner/auth/token" -H 'Content-Type: application/json' \
  -d "$(jq '{client_id, client_secret, grant_type: "client_credentials", scope: "*"}' <<< "$keys")" | jq -r .access_token)

create_patient() { # prints its id
  curl -s "$base/v1/partner/patients" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    -d "$(sed 's/@NEW@/bench/' "$root/bench/patient.json")" | jq -er .patient_id || { echo "bench: no patient could be created" >&2; exit 1; }
}

# As the server's own user, for psql and pgbench.
export PGHOST=127.0.0.1 PGUSER=careloom PGDATABASE=careloom PGPORT PGPASSWORD
PGPORT=$(sed -n 4p "$work/data/postgres/postmaster.pid")
PGPASSWORD=$(cat "$work/data/postgres.password")

# Waits until every subscriber is at the end of the event log and no message is due.
drained() {
  until [ "$(psql -Atqc "select not exists (select 1 from platform.subscription s join platform.event_log e
      on (e.era, e.xid, e.position) > (s.era, s.xid, s.position))
    and not exists (select 1 from webhooks.delivery where status = 'queued')")" = t ]; do sleep 0.2; done
}

# Prints the processor time that the server and its database have used so far, in hundredths of a second.
spent() {
  local postmaster
  postmaster=$(head -1 "$work/data/postgres/postmaster.pid")
  { cat /proc/[0-9]*/stat 2> /dev/null || true; } | sed 's/([^)]*)/-/' | awk -v java="$server" -v postgres="$postmaster" '
    $1 == java { server = $14 + $15 } $1 == postgres { database += $14 + $15 + $16 + $17 } $4 == postgres { database += $14 + $15 }
    END { print server, database }'
}

#!/usr/bin/env bash
# Run by the image of PostgreSQL in an empty data folder: a database and a role for each service, and neither can open
# the other's.
set -euo pipefail
for service in users orders; do
  psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set service="$service" --set password="$(cat "/run/secrets/$service")" <<'SQL'
CREATE ROLE :"service" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
SQL
done
psql --quiet --username "$POSTGRES_USER" --dbname postgres -c 'REVOKE ALL ON DATABASE postgres FROM PUBLIC'

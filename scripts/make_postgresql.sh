#!/usr/bin/env bash
# The tests of PostgreSQL start one of their own; install its programs where they are missing.
# Without them those tests are skipped and say so: nothing else needs PostgreSQL.
set -euo pipefail

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

command -v initdb >/dev/null 2>&1 && exit 0
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && exit 0
if command -v apt-get >/dev/null 2>&1; then
  echo "Installing PostgreSQL from the system's packages ..." >&2
  # Only its programs: no cluster of the system is made or started.
  export DEBIAN_FRONTEND=noninteractive
  if as_root apt-get update -qq \
    && as_root apt-get install -y -qq --no-install-recommends postgresql-common >/dev/null \
    && as_root sed -i 's/^#* *create_main_cluster.*/create_main_cluster = false/' \
      /etc/postgresql-common/createcluster.conf \
    && as_root apt-get install -y -qq --no-install-recommends postgresql >/dev/null; then
    exit 0
  fi
fi
echo "PostgreSQL could not be installed here; its tests will be skipped." >&2

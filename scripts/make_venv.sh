#!/usr/bin/env bash
# Make .venv with Python 3.11 or newer; install what a bare machine lacks.
set -euo pipefail
python="${1:-python3}"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

if ! command -v "$python" >/dev/null 2>&1 || ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
  echo "Installing Python's venv module from the system's packages ..." >&2
  as_root apt-get update -qq
  as_root apt-get install -y -qq python3 python3-venv >/dev/null
fi
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Unknot needs Python 3.11 or newer; $("$python" --version) was found. Set PYTHON=/path/to/python3.11." >&2
  exit 1
}
[ -x .venv/bin/python ] || "$python" -m venv .venv

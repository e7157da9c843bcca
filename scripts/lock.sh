#!/usr/bin/env bash
# Pin every dependency with hashes and without addresses. Needs uv (installed into .venv by this script).
set -euo pipefail
.venv/bin/python -m pip install --quiet uv
compile() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}
compile pyproject.toml requirements/build.in -o requirements/run.txt
compile pyproject.toml requirements/build.in --extra dev --extra docs --extra atlas -c requirements/run.txt -o requirements/dev.txt
compile pyproject.toml requirements/build.in --extra postgresql -c requirements/dev.txt -o requirements/postgresql.txt
compile pyproject.toml requirements/build.in --extra benchmark -c requirements/dev.txt -o requirements/benchmark.txt
compile pyproject.toml requirements/build.in --extra evidence -c requirements/dev.txt -o requirements/evidence.txt

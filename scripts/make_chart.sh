#!/usr/bin/env bash
# Bring the packages of chart/ (packages), or build it into the Python package (build).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../chart"

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1 ||
  ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  echo "The paintable body is built with Node.js 20.19 or newer and its npm; $(node --version 2>/dev/null || echo none) was found." >&2
  echo "Install a newer one from nodejs.org or your system's packages, then run make again." >&2
  exit 1
fi

case "${1:-build}" in
  packages)
    echo "Installing the packages of the paintable body ..." >&2
    npm ci --no-audit --no-fund --loglevel=error >&2
    ;;
  build)
    echo "Building the paintable body ..." >&2
    npm run --silent build -- --logLevel warn >&2
    ;;
esac

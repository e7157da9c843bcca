#!/usr/bin/env bash
# The journeys in a browser need Chromium; install it where it is missing.
set -euo pipefail

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

for name in "${UNKNOT_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium from the system's packages ..." >&2
  if as_root apt-get update -qq && as_root apt-get install -y -qq chromium >/dev/null; then exit 0; fi
fi
echo "The tests in a browser need Chromium, which could not be installed here." >&2
echo "Install it yourself, or point UNKNOT_CHROMIUM at a Chromium or Chrome, then run make again." >&2
exit 1

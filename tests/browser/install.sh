#!/usr/bin/env bash
# Give the tests a Chromium: the system's own, else Playwright's download, else the system's package.
set -uo pipefail
for name in chromium chromium-browser; do
  command -v "$name" >/dev/null && exit 0
done
timeout 300 playwright install chromium && exit 0
[ "$(id -u)" = 0 ] && as_root="" || as_root="sudo"
$as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium && exit 0
echo "No Chromium could be installed: install the package 'chromium' by hand and run 'make test' again." >&2
exit 1

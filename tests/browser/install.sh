#!/usr/bin/env bash
# Give the tests a Chromium without windows, which takes a quarter less of the processor than one that draws them: the
# system's own, else Playwright's download, else the system's package, else whatever Chromium is there.
set -uo pipefail
command -v chromium-headless-shell >/dev/null && exit 0
timeout 300 playwright install --only-shell chromium && exit 0
[ "$(id -u)" = 0 ] && as_root="" || as_root="sudo"
$as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium-headless-shell && exit 0
for name in chromium chromium-browser; do
  command -v "$name" >/dev/null && exit 0
done
echo "No Chromium could be installed: install 'chromium-headless-shell' by hand and run 'make test' again." >&2
exit 1

